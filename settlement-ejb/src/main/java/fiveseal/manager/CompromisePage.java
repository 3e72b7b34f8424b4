package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of what a stolen key may have touched.
 *
 * @param next the {@code after} of the following page, empty on the last
 */
public record CompromisePage(List<Affected> affected, Optional<String> next) {}
