package fiveseal.testbed;

/** A reader with a card, for one run at a time. */
final class Lane {

  private static final long BALANCE_MINOR = 1_000_000;

  private final Parties parties;
  private final String reader;
  private Holder holder;
  private Parties.Shop shop;

  Lane(Parties parties, String reader) {
    this.parties = parties;
    this.reader = reader;
  }

  Parties parties() {
    return parties;
  }

  String reader() {
    return reader;
  }

  /** Its card is in the reader. */
  synchronized Holder holder() {
    if (holder == null) {
      Holder fresh = Holder.withNewCard(parties.clientSide(), reader, 0);
      parties.issued(fresh.cardNumber());
      fresh.load(BALANCE_MINOR);
      holder = fresh;
    }
    return holder;
  }

  /**
   * A store of the lane's own: to what fails on the way to it, other lanes' stores are strangers.
   */
  synchronized Parties.Shop shop() {
    if (shop == null) {
      shop = parties.newShop();
    }
    return shop;
  }

  /** The card as it is after its reader lost power; readers forget what was in them. */
  synchronized void insert() {
    if (holder != null) {
      holder.insert();
    }
  }

  /** Leaves the card alone, in whatever state it is: the next run has a new one. */
  synchronized void newCard() {
    holder = null;
  }

  /**
   * The card itself, its row and its ledger account say the same.
   *
   * @throws Trouble if they do not
   */
  void requireAgreement() {
    String card = holder().cardNumber();
    long shown = holder().balance();
    long booked = parties.books().cardBalance(card);
    long row =
        parties
            .books()
            .number("select balance_minor from settlement.card where card_number = ?", card);
    if (shown != booked || shown != row) {
      throw new Trouble(
          "The card in "
              + reader
              + " shows "
              + shown
              + ", its ledger account "
              + booked
              + ", its row "
              + row
              + ".");
    }
  }
}
