package fiveseal.manager;

import fiveseal.protocol.ProtocolException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator proposes to do with keys; a second operator has to approve it.
 *
 * @param act {@code INIT} (the first keys of an empty vault), {@code ROTATE} (make the next key of
 *     a kind), {@code RETIRE} (destroy an old one), {@code BACKUP} or {@code COMPROMISE} (somebody
 *     else has it)
 * @param kind {@code SIGNING}, {@code AUTHORITY} or {@code CARD_MASTER}, for COMPROMISE {@code
 *     STORE} too; none for INIT and BACKUP
 * @param key the kid, or a card master key's version; for RETIRE and COMPROMISE only
 * @param at of ROTATE, from when the next key signs (now, if it is empty); of COMPROMISE, since
 *     when somebody else has the key
 * @param reason 1 … 200 characters
 * @param operatorKey for BACKUP only: one half of the backup's password is encrypted to it
 */
public record CeremonyProposal(
    String act,
    Optional<String> kind,
    Optional<String> key,
    Optional<Instant> at,
    String reason,
    Optional<OperatorKey> operatorKey) {
  private static final String COMPROMISE = "COMPROMISE";
  private static final String BACKUP = "BACKUP";
  private static final Set<String> ACTS = Set.of("INIT", "ROTATE", "RETIRE", BACKUP, COMPROMISE);
  private static final Set<String> WITHOUT_KIND = Set.of("INIT", BACKUP);
  private static final Set<String> WITH_KEY = Set.of("RETIRE", COMPROMISE);
  private static final Set<String> KINDS = Set.of("SIGNING", "AUTHORITY", "CARD_MASTER");
  private static final int REASON_CODE_POINTS_MAX = 200;

  /**
   * @throws ProtocolException {@code message-refused} for an unknown act or kind, or what does not
   *     belong to it; {@code message-malformed} for a reason that is none or too long
   */
  public CeremonyProposal {
    require(ACTS.contains(act), "act is none of INIT, ROTATE, RETIRE, BACKUP, COMPROMISE");
    require(
        kind.isPresent() != WITHOUT_KIND.contains(act),
        "a kind belongs to ROTATE, RETIRE, COMPROMISE");
    boolean known =
        kind.isEmpty()
            || KINDS.contains(kind.get())
            || (kind.get().equals("STORE") && act.equals(COMPROMISE));
    require(known, "kind is none of SIGNING, AUTHORITY, CARD_MASTER");
    require(key.isPresent() == WITH_KEY.contains(act), "a key belongs to RETIRE and COMPROMISE");
    require(
        at.isEmpty() ? !act.equals(COMPROMISE) : act.equals(COMPROMISE) || act.equals("ROTATE"),
        "a time belongs to COMPROMISE, and may to ROTATE");
    require(operatorKey.isPresent() == act.equals(BACKUP), "an operator's key belongs to BACKUP");
    if (reason.isBlank() || reason.codePointCount(0, reason.length()) > REASON_CODE_POINTS_MAX) {
      throw ProtocolException.malformed("reason has not 1 … 200 characters");
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw ProtocolException.refused(otherwise);
    }
  }
}
