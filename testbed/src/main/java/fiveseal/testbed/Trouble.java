package fiveseal.testbed;

/**
 * Something that the person at the terminal can put right; the message is one sentence that says
 * how.
 */
class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Trouble(String sentence) {
    super(sentence);
  }

  Trouble(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
