package fiveseal.card;

/** The settlement or value update that a command is for. */
public record Owner(OwnerKind kind, String id) {}
