package fiveseal.manager;

import fiveseal.protocol.ProtocolException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An act that belongs into the trail.
 *
 * @param by who does it
 * @param about whose data it concerns; empty for the tenant's of whoever does it
 * @param what a code: 1 … 40 lower case letters and hyphens
 * @param subject to whom or to what, at most 200 characters
 * @param detail anything more, at most 1000 characters
 */
public record AdminAct(
    Login by, Optional<Concerned> about, String what, String subject, String detail) {

  /** An act on what is the tenant's of whoever does it. */
  public AdminAct(Login by, String what, String subject, String detail) {
    this(by, Optional.empty(), what, subject, detail);
  }

  /**
   * Does it. It is recorded before, since nothing may be done without an entry, and if it is
   * refused or fails there is a second entry that says so.
   */
  public <T> T in(AdminTrail trail, Supplier<T> work) {
    trail.record(this);
    try {
      return work.get();
    } catch (ProtocolException e) {
      trail.record(refused(e.code().code()));
      throw e;
    } catch (RuntimeException e) {
      trail.record(refused("failed"));
      throw e;
    }
  }

  /** The same for work without a result. */
  public void in(AdminTrail trail, Runnable work) {
    in(
        trail,
        () -> {
          work.run();
          return this;
        });
  }

  private AdminAct refused(String why) {
    return new AdminAct(by, about, "act-refused", subject, what + ": " + why);
  }
}
