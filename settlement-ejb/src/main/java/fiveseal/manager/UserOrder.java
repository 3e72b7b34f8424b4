package fiveseal.manager;

import java.util.Optional;

/**
 * A user to be created.
 *
 * @param name what the user signs in with: 2 … 64 of {@code a-z 0-9 . _ @ + -}; upper case is taken
 *     as lower case
 * @param displayName 1 … 100 characters
 * @param role what the user may do
 * @param storeId the store of a MALL_ADMIN, the lower store of a LOWER_STORE; empty for the others
 */
public record UserOrder(String name, String displayName, Role role, Optional<String> storeId) {}
