package fiveseal.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A transfer as one of its two accounts sees it.
 *
 * @param signedMinor what came, or if negative left, minor units
 * @param balanceAfterMinor what the account had after it, minor units
 * @param subjectId what it is for; of a refund or reversal the settlement, else the credit itself
 */
public record StatementLine(
    long transferId,
    Instant postedAt,
    TransferKind kind,
    AccountName other,
    long signedMinor,
    long balanceAfterMinor,
    Subject.Kind subjectKind,
    String subjectId,
    Optional<String> settlementId) {}
