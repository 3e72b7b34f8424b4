package fiveseal.auditor;

import java.time.Instant;
import java.util.Optional;

/**
 * A transfer that must be there.
 *
 * @param at the time that it must bear, if its cause tells
 */
record Due(Entry entry, Optional<Instant> at) {}
