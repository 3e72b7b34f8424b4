package fiveseal.testbed;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.Order;
import fiveseal.protocol.jws.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a stranger is shown: stores are admitted, cards issued and loaded, a basket over two lower
 * stores and a request of an independent store are paid. Everything goes through HTTP and the
 * devices' own programs, as it would from another house.
 */
final class Demo {

  static final String CURRENCY = "JPY";
  private static final long VOUCHER_MINOR = 10_000;
  private static final long BALANCE_WANTED_MINOR = 10_000;
  private static final long SMALL_LOAD_MINOR = 5_000;
  private static final int SPARE_VOUCHERS = 12;
  private static final long KIOSK_MINOR = 820;
  private static final List<String> READERS = List.of("reader-1", "reader-2");

  private final RunFolder folder;
  private final Secrets secrets;
  private final Http http;
  private final OperatorApi operator;
  private final CardReaders readers;
  private final Devices devices;
  private final DemoShop shop;
  private final Progress progress;

  Demo(
      RunFolder folder,
      Secrets secrets,
      BuiltFiles built,
      Http http,
      OperatorApi operator,
      Progress progress) {
    this.secrets = secrets;
    this.folder = folder;
    this.http = http;
    this.operator = operator;
    this.readers = new CardReaders(http);
    this.devices = new Devices(built, folder, http.baseUrl());
    this.shop = new DemoShop(folder, http);
    this.progress = progress;
  }

  /**
   * Sets up what is not there yet, loads, pays twice and shows it.
   *
   * @throws Trouble saying what did not work or verify
   */
  void run() {
    admitStores();
    DemoUser.ALL.forEach(user -> operator.admit(user, user.password(secrets)));
    shop.fill();
    DemoFile.write(folder, http.baseUrl(), readers.ids(), insertCards(), spareVouchers(), secrets);
    progress.done("the stores are enrolled, the cards are in their readers");
    topUpSecondCard();
    String reader = READERS.get(0);
    long before = balance(reader);
    long loaded = before < BALANCE_WANTED_MINOR ? VOUCHER_MINOR : SMALL_LOAD_MINOR;
    showLoad(reader, loaded);
    long paid = showBasket(reader);
    paid += showKiosk(reader);
    showBalances(reader, before, loaded, paid);
    progress.line("Everything verified.");
  }

  private void admitStores() {
    StoreAdmission admission = new StoreAdmission(http, operator);
    for (DemoStore store : DemoStore.ALL) {
      admission.admit(store, DemoKeys.of(store, folder));
    }
  }

  /** The cards of an earlier run; readers forget what was in them when the power went. */
  private List<String> insertCards() {
    List<String> known = DemoFile.cards(folder);
    List<String> cards = new ArrayList<>();
    for (int i = 0; i < READERS.size(); i++) {
      String card = i < known.size() ? known.get(i) : readers.issue(CURRENCY);
      readers.insert(READERS.get(i), card);
      cards.add(card);
    }
    return cards;
  }

  private List<String> spareVouchers() {
    List<String> vouchers = new ArrayList<>();
    for (int i = 0; i < SPARE_VOUCHERS; i++) {
      vouchers.add(operator.voucher(VOUCHER_MINOR, CURRENCY));
    }
    return vouchers;
  }

  private void topUpSecondCard() {
    String reader = READERS.get(1);
    if (balance(reader) < BALANCE_WANTED_MINOR) {
      load(reader, VOUCHER_MINOR);
    }
  }

  private long balance(String reader) {
    return devices.client(reader, "balance").integer("balance");
  }

  private JsonMembers load(String reader, long amountMinor) {
    // Yen have no decimals: minor units are what a person types.
    return devices.client(
        reader,
        "load",
        "--amount",
        Long.toString(amountMinor),
        "--currency",
        CURRENCY,
        "--voucher",
        operator.voucher(amountMinor, CURRENCY));
  }

  private void showLoad(String reader, long amountMinor) {
    JsonMembers printed = load(reader, amountMinor);
    SealBook book = new SealBook().client(printed);
    book.require(5);
    Trace trace = operator.trace(printed.text("updateId"));
    show(
        "A load of " + amountMinor + " " + CURRENCY + " onto the card in " + reader,
        trace,
        book.lines(TraceCheck.of(trace, http).update()));
  }

  private long showBasket(String reader) {
    JsonMembers asked =
        shop.mall()
            .bundle(
                shop.party(DemoStore.MALL),
                List.of(
                    order("bakery", 1_200, "Two loaves"), order("books", 2_980, "A dictionary")))
            .require(201)
            .json();
    JsonMembers printed = devices.client(reader, "pay", asked.text("payUrl"));
    Trace trace = operator.trace(asked.text("settlementId"));
    // The mall is part of the application: its receipt is its word that 2 and 3 hold.
    SealBook book =
        new SealBook()
            .by(1, Settings.MANAGER_ID)
            .client(printed)
            .by(3, DemoStore.MALL.id())
            .by(4, Settings.MANAGER_ID);
    book.require(1, 2, 3, 4);
    show(
        "A basket over two stores of " + DemoStore.MALL.name(),
        trace,
        book.lines(TraceCheck.of(trace, http).payment()));
    return 1_200 + 2_980;
  }

  /** A lower store's till asks the mall to sell for it. */
  private Map<String, String> order(String storeId, long amountMinor, String description) {
    DemoStore store =
        DemoStore.ALL.stream().filter(s -> s.id().equals(storeId)).findFirst().orElseThrow();
    Signed<Order> order =
        shop.mall()
            .order(shop.party(store), UUID.randomUUID().toString(), amountMinor, description);
    shop.mall().send(order).require(201);
    return MallApi.named(order);
  }

  private long showKiosk(String reader) {
    JsonMembers asked =
        devices.store(
            DemoStore.KIOSK,
            "request",
            "--amount",
            Long.toString(KIOSK_MINOR),
            "--currency",
            CURRENCY,
            "--description",
            "Tea and a newspaper");
    String settlementId = asked.text("settlementId");
    Devices.Running store =
        devices.storeStarted(DemoStore.KIOSK, "watch", settlementId, "--timeout", "60");
    JsonMembers client = devices.client(reader, "pay", asked.text("payUrl"));
    SealBook book = new SealBook().by(1, Settings.MANAGER_ID).client(client).store(store.result());
    book.require(1, 2, 3, 4);
    Trace trace = operator.trace(settlementId);
    show(
        "A request of " + DemoStore.KIOSK.name() + ", by the store device program",
        trace,
        book.lines(TraceCheck.of(trace, http).payment()));
    return KIOSK_MINOR;
  }

  private void show(String title, Trace trace, List<String> seals) {
    progress.line("");
    progress.line(title + " (" + trace.id() + "): " + trace.state());
    seals.forEach(progress::line);
    for (Trace.StoredTransfer transfer : trace.transfers()) {
      progress.line(
          String.format(
              java.util.Locale.ROOT,
              "  %,8d %s  %s -> %s  (%s)",
              transfer.amountMinor(),
              transfer.currency(),
              transfer.debit(),
              transfer.credit(),
              transfer.kind().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')));
    }
  }

  private void showBalances(String reader, long before, long loaded, long paid) {
    long after = balance(reader);
    if (after != before + loaded - paid) {
      throw new Trouble(
          "The card shows "
              + after
              + " instead of "
              + before
              + " + "
              + loaded
              + " - "
              + paid
              + ".");
    }
    if (!operator.sumIsZero(CURRENCY)) {
      throw new Trouble("The ledger's accounts do not add up to zero.");
    }
    progress.line("");
    progress.line(
        "The card in "
            + reader
            + ": "
            + before
            + " before, + "
            + loaded
            + " loaded, - "
            + paid
            + " paid, "
            + after
            + " "
            + CURRENCY
            + " after. All accounts of the ledger add up to 0.");
  }
}
