package fiveseal.keys;

import java.security.cert.X509Certificate;

/**
 * The public half of one of the manager's keys.
 *
 * @param kid thumbprint of the key (RFC 7638)
 * @param issuerKid thumbprint of the authority's key; its own for an authority
 */
public record ManagerCertificate(
    String kid, KeyPurpose purpose, String issuerKid, X509Certificate certificate) {}
