package fiveseal.cardsim;

import java.io.IOException;

/** The card lost power before it could answer. It is in the state before or after; select it. */
public final class CardTornException extends IOException {
  private static final long serialVersionUID = 1L;

  CardTornException() {
    super("the card lost power");
  }
}
