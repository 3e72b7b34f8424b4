package fiveseal.testbed;

import fiveseal.protocol.CompletionEndpoint;
import fiveseal.protocol.jws.Signed;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everybody who takes part in payments, each reaching the others over a link on which faults can be
 * injected, and everything that any of them was told.
 */
final class Parties implements AutoCloseable {

  private final Books books;
  private final Promises promises = new Promises();
  private final OpenMall direct;
  private final FaultyLink clientLink;
  private final FaultyLink storeLink;
  private final FaultyLink readerLink;
  private final OpenMall clientSide;
  private final OpenMall storeSide;
  private final List<String> cards = new CopyOnWriteArrayList<>();
  private final List<Shop> shops = new CopyOnWriteArrayList<>();
  private final Shop shop;

  /**
   * @param baseUrl of the mall
   * @param clock by which the parties sign
   */
  Parties(String baseUrl, String operatorToken, Books books, InstantSource clock) {
    this.books = books;
    Http http = new Http(baseUrl, promises);
    OperatorApi operator = new OperatorApi(http, operatorToken);
    direct = new OpenMall(http, operator, new CardReaders(http), clock);
    clientLink = new FaultyLink(baseUrl);
    storeLink = new FaultyLink(baseUrl);
    readerLink = new FaultyLink(baseUrl);
    clientSide =
        new OpenMall(
            new Http(clientLink.baseUrl(), promises),
            operator,
            new CardReaders(new Http(readerLink.baseUrl(), promises)),
            clock);
    storeSide =
        new OpenMall(new Http(storeLink.baseUrl(), promises), operator, direct.readers(), clock);
    shop = newShop();
  }

  /**
   * A store with its door.
   *
   * @param till signs and sends
   * @param door receives
   * @param link from the manager to the door
   */
  record Shop(Till till, TillDoor door, FaultyLink link) implements AutoCloseable {

    @Override
    public void close() {
      link.close();
      door.close();
    }
  }

  /** A store of its own, enrolled, its completion endpoint stated. */
  Shop newShop() {
    OpenMall.Admitted store = direct.newStore();
    Till till = new Till(storeSide, store.store().id(), store.key());
    TillDoor door = new TillDoor();
    FaultyLink link = new FaultyLink(door.baseUrl());
    long now = direct.now();
    String endpoint =
        Signed.by(
                store.key(),
                new CompletionEndpoint(
                    till.storeId(),
                    Settings.MANAGER_ID,
                    link.baseUrl() + "/completions",
                    now,
                    now + 600))
            .compact();
    direct.http().putJose(Till.STORE_API + "/completion-endpoint", endpoint).require(200);
    Shop opened = new Shop(till, door, link);
    shops.add(opened);
    return opened;
  }

  Books books() {
    return books;
  }

  /** Every 2xx that anyone saw. */
  Promises promises() {
    return promises;
  }

  /** The mall without any fault between. */
  OpenMall direct() {
    return direct;
  }

  /** The mall as client devices reach it. */
  OpenMall clientSide() {
    return clientSide;
  }

  /** Client device → manager. */
  FaultyLink clientLink() {
    return clientLink;
  }

  /** Store → manager. */
  FaultyLink storeLink() {
    return storeLink;
  }

  /** Client device → reader. */
  FaultyLink readerLink() {
    return readerLink;
  }

  /** The store that is as old as the mall. */
  Shop shop() {
    return shop;
  }

  /** Remembers a card, to be looked at in the end. */
  void issued(String cardNumber) {
    cards.add(cardNumber);
  }

  /** All cards that were issued. */
  List<String> cards() {
    return List.copyOf(cards);
  }

  @Override
  public void close() {
    shops.forEach(Shop::close);
    clientLink.close();
    storeLink.close();
    readerLink.close();
  }
}
