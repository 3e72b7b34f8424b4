package fiveseal.testbed;

import fiveseal.protocol.Amount;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A payment at a store, P1 to P6. */
final class Purchase extends Course {

  /** Long enough for whatever happens within a run. */
  static final long LIFETIME_SECONDS = 3600;

  /** How long a store waits for a push before it asks. */
  private static final Duration PUSH_LIMIT = Duration.ofSeconds(10);

  /** A node that was killed had claimed a delivery for two minutes at most. */
  private static final Duration RETRY_LIMIT = Duration.ofMinutes(4);

  private static final AtomicLong NUMBER = new AtomicLong();

  private final Parties.Shop shop;
  private final Signed<SettlementRequest> request;
  private String settlementId;
  private String information;
  private String completion;
  private Signed<SettlementReceipt> receipt;

  private Purchase(Lane lane, Parties.Shop shop, long iat, long exp) {
    super(lane);
    this.shop = shop;
    long amount = 100 + NUMBER.incrementAndGet() % 100;
    Till till = shop.till();
    this.request =
        Signed.by(
            till.key(),
            new SettlementRequest(
                till.storeId(),
                Settings.MANAGER_ID,
                Till.newId(),
                Amount.of(amount, OpenMall.CURRENCY),
                "A basket",
                List.of(Till.line(till.storeId(), amount)),
                iat,
                exp));
  }

  /** With plenty of time. */
  static Purchase at(Parties.Shop shop, Lane lane) {
    return lasting(LIFETIME_SECONDS, shop, lane);
  }

  /** That expires so many seconds from now. */
  static Purchase lasting(long seconds, Parties.Shop shop, Lane lane) {
    long now = lane.parties().direct().now();
    return new Purchase(lane, shop, now, now + seconds);
  }

  /**
   * Signed at another time than now.
   *
   * @param iat seconds UTC
   * @param exp seconds UTC
   */
  static Purchase signedAt(long iat, long exp, Parties.Shop shop, Lane lane) {
    return new Purchase(lane, shop, iat, exp);
  }

  Signed<SettlementRequest> request() {
    return request;
  }

  Parties.Shop shop() {
    return shop;
  }

  @Override
  List<Step> steps() {
    return List.of(Step.P1, Step.P2, Step.P3, Step.P4, Step.P5, Step.P6);
  }

  @Override
  Optional<String> id() {
    return Optional.ofNullable(settlementId);
  }

  @Override
  long amountMinor() {
    return request.message().amount().minor();
  }

  @Override
  void take(Step step) {
    switch (step) {
      case P1 -> post();
      case P2 -> ask();
      case P3 -> execute(Holder.commandOf(information));
      case P4 -> tellAnswer();
      case P5 -> awaitCompletion();
      case P6 -> sendReceipt();
      default -> throw new IllegalArgumentException(step + " is no step of a payment");
    }
  }

  private void post() {
    // The till posts by itself; here its reply is looked at.
    settlementId = keep(shop.till().postRaw(request)).json().text("settlementId");
  }

  private void ask() {
    information = keep(lane().holder().issue(settlementId, session())).body();
  }

  private void tellAnswer() {
    Http.Reply reply = keep(lane().holder().answer(settlementId, session().counter(), answer()));
    if (reply.json().has("completion")) {
      takeCompletion(reply.json().text("completion"));
    }
  }

  private void awaitCompletion() {
    if (!Wait.comes(PUSH_LIMIT, () -> !shop.door().completions(settlementId).isEmpty())) {
      fetchCompletion();
    }
    shop.door().completions(settlementId).forEach(this::takeCompletion);
  }

  /** The manager itself delivers message 3, again and again, with the same bytes. */
  void requireDelivered(int times) {
    Wait.until(
        RETRY_LIMIT,
        () -> shop.door().completions(settlementId).size() >= times,
        "Message 3 of " + settlementId + " was not delivered " + times + " times.");
    shop.door().completions(settlementId).forEach(this::takeCompletion);
  }

  /** The store asks for message 3 instead of waiting for it. */
  void fetchCompletion() {
    takeCompletion(keep(shop.till().completion(settlementId)).body());
  }

  /** What the store holds is of a time that the manager does not remember. */
  void forgetCompletion() {
    completion = null;
    receipt = null;
  }

  private void takeCompletion(String message) {
    hold(
        completion == null || completion.equals(message),
        "There are two different messages 3 of " + settlementId + ".");
    completion = message;
  }

  private void sendReceipt() {
    if (receipt == null) {
      receipt =
          Signed.by(
              shop.till().key(),
              shop.till()
                  .receipt(
                      Signed.parse(completion, SettlementCompletion.class),
                      request.message(),
                      lane().parties().direct().now()));
    }
    keep(shop.till().postReceipt(settlementId, receipt));
  }

  @Override
  Predicate<FaultyLink.Call> callOf(Step step) {
    return switch (step) {
      case P1 -> call -> call.body().equals(request.compact());
      case P2 -> call -> call.isTo("POST", settlementId + "/card");
      case P3 ->
          call -> call.isTo("POST", lane().reader() + "/apdu") && call.body().contains("\"8052");
      case P4 -> call -> call.isTo("POST", settlementId + "/card-answer");
      case P5 -> this::carriesCompletion;
      case P6 -> call -> call.isTo("POST", settlementId + "/receipt");
      default -> throw new IllegalArgumentException(step + " is no step of a payment");
    };
  }

  private boolean carriesCompletion(FaultyLink.Call call) {
    return Signed.parse(call.body(), SettlementCompletion.class)
        .message()
        .settlementId()
        .equals(settlementId);
  }

  @Override
  FaultyLink linkOf(Step step) {
    return switch (step) {
      case P1, P6 -> parties().storeLink();
      case P2, P4 -> parties().clientLink();
      case P3 -> parties().readerLink();
      case P5 -> shop.link();
      default -> throw new IllegalArgumentException(step + " is no step of a payment");
    };
  }

  @Override
  Letter standing() {
    Optional<String> found =
        books().settlementOf(shop.till().storeId(), request.message().requestId());
    if (found.isEmpty()) {
      return Letter.A;
    }
    String id = found.get();
    long paid = books().moved(id, "PAYMENT");
    String state = books().settlementState(id).orElseThrow();
    if (state.equals("COMPLETED") || state.equals("RECEIPTED")) {
      hold(paid == amountMinor(), id + " is " + state + ", but " + paid + " moved.");
      hold(books().commands(id, "DONE") == 1, id + " is " + state + " by no or many commands.");
      return Letter.Y;
    }
    hold(paid == 0, id + " is " + state + ", but " + paid + " moved.");
    if (books().commands(id, "OPEN") > 0) {
      return Letter.H;
    }
    return books().commands(id, "VOID") > 0 ? Letter.Z : Letter.S;
  }

  /** The state as the store sees it. */
  String seenByStore() {
    Till till = shop.till();
    return parties()
        .direct()
        .http()
        .get(Till.STORE_API + "/settlements/" + settlementId, till.bearer())
        .require(200)
        .json()
        .text("state");
  }

  /** Waits until its time is over, by the store's view of it. */
  void awaitState(String state) {
    Wait.until(
        Duration.ofSeconds(30),
        () -> seenByStore().equals(state),
        settlementId + " did not become " + state + ".");
  }

  /** Whether the client device would execute message 2 by that clock. */
  static boolean isTimely(String message2, long now) {
    SettlementInformation message = Signed.parse(message2, SettlementInformation.class).message();
    return message.iat() <= now + 60 && now <= message.exp() + 60;
  }

  String information() {
    return information;
  }

  @Override
  boolean isFinished() {
    return id().flatMap(books()::settlementState).filter("RECEIPTED"::equals).isPresent();
  }

  @Override
  public String toString() {
    return "payment " + (settlementId == null ? request.message().requestId() : settlementId);
  }
}
