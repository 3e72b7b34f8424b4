package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;

/**
 * What two operators do with keys. Whose login is not the operator's, or who may not change
 * anything and wants to, is told {@code not-found}; everything is recorded in the trail.
 */
@Local
public interface KeyCeremonies {

  /**
   * The secret keys in the vault, by their public data.
   *
   * @throws fiveseal.protocol.ProtocolException {@code unavailable} if the vault is not open
   */
  KeyCustody custody(Login login);

  /** Proposes a ceremony; nothing happens yet. */
  KeyCeremony propose(Login login, CeremonyProposal proposal);

  /**
   * Approves a ceremony and carries it out. Once it is done, approving it again changes nothing; if
   * the vault failed meanwhile, its approval a minute later carries it out again. What cannot be
   * carried out as things stand is proposed as before.
   *
   * @param operatorKey the approver's, for a BACKUP only
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} by its own proposer, by one
   *     who may be, or if it cannot be carried out any more; {@code unavailable} if the vault fails
   */
  CeremonyOutcome approve(Login login, String ceremonyId, Optional<OperatorKey> operatorKey);

  /**
   * All ceremonies, newest first, by keyset.
   *
   * @param before the id of a ceremony: only older ones
   * @param limit 1 … 200
   */
  KeyCeremonyPage list(Login login, Optional<String> before, int limit);
}
