package fiveseal.manager;

/**
 * @param code at least 100 random bits; stored hashed, told once
 */
public record Voucher(String code, long amountMinor, String currency) {}
