package fiveseal.config;

import java.net.URI;

/**
 * All that the manager is configured with, checked.
 *
 * @param managerId {@code iss} of all that the manager signs and {@code aud} of all that it takes
 * @param clientBaseUrl where holders' browsers reach the client device's pages, without a slash at
 *     the end
 * @param storeBaseUrl where stores reach the manager, without a slash at the end
 * @param demo simulated cards, demo funding and loopback addresses are allowed
 * @param vault where the manager's secret keys are
 */
public record Configuration(
    String managerId, URI clientBaseUrl, URI storeBaseUrl, boolean demo, VaultSettings vault) {}
