package fiveseal.keys;

import java.net.URI;
import java.time.Instant;

/**
 * What a certificate says beside the key.
 *
 * @param commonName the owner's id
 * @param notBefore inclusive, in whole seconds; not before the authority's own
 * @param notAfter in whole seconds; cut to the authority's own
 * @param revocationLists where the authorities' lists of revoked certificates are asked for; the
 *     authority's kid is put behind it as {@code authority}
 */
public record CertificateTerms(
    String commonName, Instant notBefore, Instant notAfter, URI revocationLists) {}
