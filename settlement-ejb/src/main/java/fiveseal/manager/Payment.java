package fiveseal.manager;

import java.util.Optional;

/**
 * What became of a settlement when the card had answered.
 *
 * @param state the settlement's state now
 * @param completion message 3, if the card's answer proves the debit and the store had not
 *     cancelled
 */
public record Payment(String state, Optional<String> completion) {}
