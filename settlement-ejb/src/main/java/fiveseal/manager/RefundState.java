package fiveseal.manager;

/** A refund as it was accepted: {@code DUE}. */
public record RefundState(String refundId, String state) {}
