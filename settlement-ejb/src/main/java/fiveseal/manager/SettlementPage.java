package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of a store's settlements, newest first.
 *
 * @param next the {@code after} of the following page, empty on the last
 */
public record SettlementPage(List<StoreSettlement> settlements, Optional<String> next) {}
