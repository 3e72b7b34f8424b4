package fiveseal.manager;

import java.util.List;

/**
 * A store's new certificate.
 *
 * @param kid thumbprint (RFC 7638) of the store's key
 * @param x5c base64 DER certificates, the store's first, then the CA's
 */
public record Enrolment(String storeId, String managerId, String kid, List<String> x5c) {}
