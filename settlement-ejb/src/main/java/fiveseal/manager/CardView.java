package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A card as the operator sees it; amounts in minor units, times in seconds UTC.
 *
 * @param card masked
 * @param life {@code ACTIVE}, {@code REPLACED} or {@code REDEEMED}
 * @param stopped {@code GAP}, {@code MISMATCH} or {@code CLONE}
 * @param successor masked
 */
public record CardView(
    String card,
    String currency,
    String life,
    int keyVersion,
    long nextCounter,
    long balanceMinor,
    long balanceLimitMinor,
    long amountLimitMinor,
    boolean blocked,
    Optional<String> stopped,
    Optional<String> successor,
    List<OpenCommand> open,
    List<DueUpdate> due,
    List<Discrepancy> discrepancies,
    List<CardDecision> decisions) {

  /** A command whose outcome is not known. */
  public record OpenCommand(
      long counter, String operation, long amountMinor, String id, String state, long issuedAt) {}

  /** What waits for the card's next presentation. */
  public record DueUpdate(String id, String kind, String state, long amountMinor) {}

  /** An authentic word of the card that contradicts the record. */
  public record Discrepancy(String reason, long counter, long seenAt) {}
}
