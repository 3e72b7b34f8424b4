package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of key ceremonies, newest first.
 *
 * @param next the {@code before} of the following page, empty on the last
 */
public record KeyCeremonyPage(List<KeyCeremony> ceremonies, Optional<String> next) {}
