package fiveseal.testbed;

/** A request without an answer: whether it arrived, and what came of it, is not known. */
final class NoAnswer extends Trouble {

  private static final long serialVersionUID = 1L;

  NoAnswer(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
