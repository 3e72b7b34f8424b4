package fiveseal.protocol.card;

/** The card refused a command by its status word. */
public final class CardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int statusWord;

  public CardException(StatusWord statusWord) {
    super("the card answered " + statusWord);
    this.statusWord = statusWord.value();
  }

  public StatusWord statusWord() {
    return new StatusWord(statusWord);
  }
}
