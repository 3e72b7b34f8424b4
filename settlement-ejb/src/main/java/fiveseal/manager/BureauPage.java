package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of bureaus, newest first.
 *
 * @param next the {@code after} of the following page, empty on the last
 */
public record BureauPage(List<BureauView> bureaus, Optional<String> next) {}
