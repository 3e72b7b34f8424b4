package fiveseal.auditor;

/** Card numbers as reports show them: the last four digits. */
final class CardText {
  private static final int SHOWN = 4;

  private CardText() {}

  static String of(String cardNumber) {
    return "card …" + cardNumber.substring(Math.max(0, cardNumber.length() - SHOWN));
  }
}
