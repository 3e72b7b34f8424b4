package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of deliveries.
 *
 * @param next the {@code after} of the following page, empty on the last
 */
public record DeliveryPage(List<StoreDelivery> deliveries, Optional<String> next) {}
