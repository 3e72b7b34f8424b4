package fiveseal.manager;

/**
 * Somebody who is logged in now.
 *
 * @param userId UUIDv7
 * @param name the login's name, as shown and as recorded beside what they do
 * @param role what they may do
 * @param tenant whose data they may see
 */
public record Login(String userId, String name, Role role, Tenant tenant) {

  /** Whether they may change anything at all. */
  public boolean mayAct() {
    return role != Role.AUDITOR;
  }
}
