package fiveseal.ledger;

/** A posting whose accounts are known by number, ready for the transaction. */
public record PreparedPosting(Posting posting, long debitAccountId, long creditAccountId) {}
