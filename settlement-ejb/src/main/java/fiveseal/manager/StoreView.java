package fiveseal.manager;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one store.
 *
 * @param version to be given back with an edit
 * @param mall the mall of a lower store
 * @param readAt by the manager's clock
 * @param contracts the registration's first, then those that were made later, in that order; some
 *     may be still to come
 * @param inForce the contract of payments asked for now
 * @param keys newest first
 * @param requests for certificates, those that wait first
 * @param invitations that still serve
 * @param endpoint where message 3 is pushed
 * @param balances one for each currency that it ever sold in
 * @param open payments that have not come to their end, oldest first, at most 50
 * @param edits newest first
 */
public record StoreView(
    String storeId,
    int version,
    String name,
    Optional<String> mall,
    StoreState state,
    boolean suspendedByOperator,
    Instant registeredAt,
    Instant readAt,
    List<Contract> contracts,
    Contract inForce,
    List<Key> keys,
    List<KeyRequest> requests,
    List<OpenInvitation> invitations,
    Optional<String> endpoint,
    List<StoreBalance> balances,
    List<OpenSettlement> open,
    List<Edit> edits) {

  /**
   * A contract.
   *
   * @param version of the edit that made it; 1 is the registration
   * @param commissionPerMille 0 … 1000
   * @param feePerMille 0 … 1000
   * @param madeBy the login's name; empty for the registration
   */
  public record Contract(
      int version,
      Instant effectiveFrom,
      int commissionPerMille,
      int feePerMille,
      Optional<String> madeBy,
      Instant madeAt) {}

  /**
   * A key with its time.
   *
   * @param kid thumbprint (RFC 7638)
   * @param until the end of its service unless it is revoked: expired or superseded, exclusive
   * @param replaced whether the store has another key, although this one may serve a while longer
   */
  public record Key(
      String kid,
      Instant enrolledAt,
      Instant until,
      Optional<Instant> revokedAt,
      boolean serves,
      boolean replaced) {}

  /**
   * A request for a certificate.
   *
   * @param kid thumbprint of the key, to be compared with what the store reads out
   * @param state {@code PENDING}, {@code APPROVED} or {@code REFUSED}
   */
  public record KeyRequest(
      String kid, String state, Instant requestedAt, Optional<String> decidedBy) {}

  /** An invitation whose token was told and not used. */
  public record OpenInvitation(Instant madeAt, Instant expiresAt) {}

  /**
   * A payment with a line of this store.
   *
   * @param state as last written
   */
  public record OpenSettlement(String settlementId, String state, Instant createdAt) {}

  /**
   * An edit.
   *
   * @param name the store's from then on
   */
  public record Edit(
      int version,
      StoreEditKind kind,
      String name,
      String reason,
      boolean byOperator,
      String by,
      Instant at) {}
}
