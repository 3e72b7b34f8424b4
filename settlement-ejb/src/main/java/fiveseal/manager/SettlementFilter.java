package fiveseal.manager;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which of a store's settlements are wanted.
 *
 * @param from first second UTC of creation, inclusive
 * @param to last second UTC of creation, exclusive
 * @param after a settlement id: only those older than it
 * @param limit 1 … 200
 */
public record SettlementFilter(
    Optional<String> requestId,
    Optional<String> state,
    OptionalLong from,
    OptionalLong to,
    Optional<String> after,
    int limit) {}
