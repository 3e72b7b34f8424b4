package fiveseal.manager;

import java.util.Optional;

/** Where a load's money comes from: exactly one of the two. */
public record Funding(Optional<String> voucher, Optional<String> reference) {}
