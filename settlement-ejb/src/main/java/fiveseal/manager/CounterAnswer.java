package fiveseal.manager;

/**
 * What the card keeps as its answer to the command that consumed a counter.
 *
 * @param counter 1 … 2147483646
 * @param answer 64 bytes, as GET ANSWER gave them
 */
public record CounterAnswer(long counter, byte[] answer) {}
