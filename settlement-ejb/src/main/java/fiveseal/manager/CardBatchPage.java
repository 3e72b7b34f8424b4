package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of batches, newest first.
 *
 * @param next the {@code after} of the following page, empty on the last
 */
public record CardBatchPage(List<CardBatchView> batches, Optional<String> next) {}
