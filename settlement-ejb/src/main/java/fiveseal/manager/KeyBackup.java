package fiveseal.manager;

import java.util.List;

/**
 * A backup of the vault, which two operators can open together and neither can alone.
 *
 * @param vault BCFKS, under a password made for it
 * @param shares the two halves of the password, each as compact JWE (ECDH-ES+A256KW, A256GCM) to
 *     one operator's key, the proposer's first
 */
public record KeyBackup(byte[] vault, List<String> shares) {}
