package fiveseal.cardsim;

/**
 * When the card loses power during the next command.
 *
 * @param write the persistent write that is not done any more, from 1; a transaction's writes and
 *     then its mark that it is complete count one each; 0 when all is written and only the answer
 *     is lost
 */
record Fault(int write) {
  static final Fault AT_ANSWER = new Fault(0);

  static Fault atWrite(int write) {
    if (write < 1) {
      throw new IllegalArgumentException("writes are counted from 1");
    }
    return new Fault(write);
  }
}
