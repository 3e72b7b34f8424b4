package fiveseal.manager;

/** One line of a settlement, as its store wrote it. {@code amountMinor} in minor units. */
public record SettlementLine(String store, long amountMinor, String description, String orderRef) {}
