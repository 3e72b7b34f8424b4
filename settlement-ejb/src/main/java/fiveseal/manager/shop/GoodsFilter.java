package fiveseal.manager.shop;

import java.util.Optional;

/**
 * Which goods a list shows, in the order of their ids.
 *
 * @param storeId of one store only
 * @param text whose words stand in the good's name
 * @param after where the page before said that this one begins
 * @param limit of the page, 1 … 200
 */
public record GoodsFilter(
    Optional<String> storeId, Optional<String> text, Optional<String> after, int limit) {}
