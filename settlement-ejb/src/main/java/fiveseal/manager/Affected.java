package fiveseal.manager;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that a stolen key may have touched.
 *
 * @param what a message's {@code typ}; {@code CERTIFICATE} of a store, {@code SIGNING_CERTIFICATE}
 *     of the manager; {@code CARD}; {@code BLANK_CARDS} of a batch that are not reported as made
 * @param id of the settlement, update, refund, cancelled request, key, or batch; of a renewal the
 *     key that it made; the address of a stated endpoint; for a card its reference
 * @param at when it was first received, made or issued, seconds UTC
 * @param store whose it is
 * @param mall that store's mall
 * @param settlementId what it belongs to
 * @param card masked
 * @param reference the card's, for its page
 * @param amountMinor of the message, or what the card holds, minor units; of blank cards how many
 * @param state of the settlement, update, refund or card; of a certificate {@code SINCE} or {@code
 *     BEFORE} the theft
 */
public record Affected(
    String what,
    String id,
    OptionalLong at,
    Optional<String> store,
    Optional<String> mall,
    Optional<String> settlementId,
    Optional<String> card,
    Optional<String> reference,
    OptionalLong amountMinor,
    Optional<String> currency,
    Optional<String> state) {}
