package fiveseal.manager;

import java.util.Optional;

/**
 * What an operator proposes to decide about a card; a second operator has to approve it.
 *
 * @param kind {@code REPLACE} (a lost or stopped card), {@code RELEASE} (a stopped card, unless
 *     cloned) or {@code REDEEM} (pay the remaining value out)
 * @param successor the card that takes its place, for REPLACE only
 * @param closeDoubts give what is in doubt too: its commands count as not executed, and later proof
 *     posts nothing
 * @param reason 1 … 200 characters
 */
public record DecisionProposal(
    String kind,
    String cardNumber,
    Optional<String> successor,
    boolean closeDoubts,
    String reason) {}
