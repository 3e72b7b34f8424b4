package fiveseal.manager;

/** A value update and its state now. */
public record UpdateState(String updateId, String state) {}
