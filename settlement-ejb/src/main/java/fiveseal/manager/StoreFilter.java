package fiveseal.manager;

import java.util.Optional;

/**
 * Which stores to list.
 *
 * @param text a part of the id or the name, in whatever case
 * @param mall only lower stores of this mall
 * @param state only in this state
 * @param after the last id of the page before
 * @param limit 1 … 200
 */
public record StoreFilter(
    Optional<String> text,
    Optional<String> mall,
    Optional<StoreState> state,
    Optional<String> after,
    int limit) {}
