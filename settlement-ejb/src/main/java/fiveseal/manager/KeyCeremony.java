package fiveseal.manager;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A key ceremony.
 *
 * @param ceremonyId UUIDv7
 * @param act as in {@link CeremonyProposal}
 * @param at seconds UTC, as in {@link CeremonyProposal}
 * @param state {@code PROPOSED}, {@code APPROVED} (being carried out) or {@code DONE}
 * @param proposedAt seconds UTC
 * @param approvedAt seconds UTC
 * @param record once it is done, {@code fiveseal-key-ceremony} as compact JWS
 */
public record KeyCeremony(
    String ceremonyId,
    String act,
    Optional<String> kind,
    Optional<String> key,
    OptionalLong at,
    String reason,
    String state,
    String proposedBy,
    long proposedAt,
    Optional<String> approvedBy,
    OptionalLong approvedAt,
    Optional<String> record) {

  /** Whether an operator of that name may be the second one. */
  public boolean mayBeApprovedBy(String operator) {
    return approvedBy.isEmpty() && OperatorName.areTwoPeople(proposedBy, operator);
  }
}
