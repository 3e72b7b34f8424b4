package fiveseal.keys;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The public half of one of the manager's keys.
 *
 * @param kid thumbprint of the key (RFC 7638)
 * @param issuerKid thumbprint of the key that certified it; empty if that is in the vault no more
 */
public record ManagerCertificate(
    String kid, KeyPurpose purpose, Optional<String> issuerKid, X509Certificate certificate) {}
