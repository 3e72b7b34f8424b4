package fiveseal.keys;

/** The vault, by both its doors. */
public interface Vault extends KeyVault, KeyCustodian {}
