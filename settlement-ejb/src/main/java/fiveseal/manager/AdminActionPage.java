package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of the trail, newest first.
 *
 * @param actions at most as many as were asked for
 * @param next what to ask for as {@code after} to go on; empty at the end
 */
public record AdminActionPage(List<AdminAction> actions, Optional<String> next) {}
