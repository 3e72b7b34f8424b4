package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * Users in the order in which they were created.
 *
 * @param users at most as many as were asked for
 * @param next what to ask for as {@code after} to go on; empty at the end
 */
public record UserPage(List<UserView> users, Optional<String> next) {}
