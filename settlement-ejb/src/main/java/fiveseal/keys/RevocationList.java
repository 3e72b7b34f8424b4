package fiveseal.keys;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A list of revoked certificates of one authority, before it is signed (RFC 5280 section 5).
 *
 * @param number the CRL number; each list of an authority has a greater one than the list before
 * @param thisUpdate when it was made
 * @param nextUpdate when there will be another at the latest
 */
public record RevocationList(
    long number, Instant thisUpdate, Instant nextUpdate, List<Entry> entries) {
  public RevocationList {
    entries = List.copyOf(entries);
  }

  /**
   * A revoked certificate.
   *
   * @param serial of the certificate
   * @param at since when its key signs nothing that is accepted
   * @param invalidSince since when somebody else may have the key, if that was before: the
   *     invalidity date (RFC 5280 section 5.3.2)
   */
  public record Entry(
      BigInteger serial, Instant at, Reason reason, Optional<Instant> invalidSince) {
    /** Nothing was wrong with it before. */
    public Entry(BigInteger serial, Instant at, Reason reason) {
      this(serial, at, reason, Optional.empty());
    }
  }

  /** Why a certificate was revoked (RFC 5280 section 5.3.1). */
  public enum Reason {
    /** Somebody else may have the key. */
    KEY_COMPROMISE(1),
    /** Its owner has another key, and nobody says that this one was stolen. */
    SUPERSEDED(4),
    /** Its owner is gone. */
    CESSATION_OF_OPERATION(5);

    private final int code;

    Reason(int code) {
      this.code = code;
    }

    /** As in CRLReason. */
    int code() {
      return code;
    }
  }
}
