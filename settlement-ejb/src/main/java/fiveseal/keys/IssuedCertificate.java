package fiveseal.keys;

import java.security.cert.X509Certificate;

/**
 * A certificate and who signed it.
 *
 * @param issuerKid thumbprint of the authority's key
 */
public record IssuedCertificate(X509Certificate certificate, String issuerKid) {}
