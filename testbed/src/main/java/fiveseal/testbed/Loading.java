package fiveseal.testbed;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.jws.Signed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A load from a voucher, U1 to U4. */
final class Loading extends Course {

  private static final AtomicLong NUMBER = new AtomicLong();

  private final String updateId = UUID.randomUUID().toString();
  private final long amountMinor = 200 + NUMBER.incrementAndGet() % 100;
  private final String voucher;
  private boolean told;
  private String update;

  Loading(Lane lane) {
    super(lane);
    this.voucher = parties().direct().operator().voucher(amountMinor, OpenMall.CURRENCY);
  }

  @Override
  List<Step> steps() {
    return List.of(Step.U1, Step.U2, Step.U3, Step.U4);
  }

  @Override
  Optional<String> id() {
    return told ? Optional.of(updateId) : Optional.empty();
  }

  @Override
  long amountMinor() {
    return amountMinor;
  }

  @Override
  void take(Step step) {
    switch (step) {
      case U1 -> {
        keep(parties().clientSide().http().postJson(Holder.CLIENT_API + "/value-updates", body()));
        told = true;
      }
      case U2 -> ask();
      case U3 -> execute(command());
      case U4 -> keep(lane().holder().answerLoad(updateId, session().counter(), answer()));
      default -> throw new IllegalArgumentException(step + " is no step of a load");
    }
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("updateId", updateId);
    body.put("kind", "LOAD");
    body.put("amount", amountMinor);
    body.put("currency", OpenMall.CURRENCY);
    body.put("funding", Map.of("voucher", voucher));
    body.put("cardNumber", lane().holder().cardNumber());
    return body;
  }

  private void ask() {
    update =
        keep(parties()
                .clientSide()
                .http()
                .postJson(
                    Holder.CLIENT_API + "/value-updates/" + updateId + "/card",
                    Map.of("initialize", lane().holder().proof(session()))))
            .body();
  }

  private byte[] command() {
    return Base64Url.decode(Signed.parse(update, ValueUpdate.class).message().command());
  }

  @Override
  Predicate<FaultyLink.Call> callOf(Step step) {
    return switch (step) {
      case U1 -> call -> call.isTo("POST", "/value-updates") && call.body().contains(updateId);
      case U2 -> call -> call.isTo("POST", updateId + "/card");
      case U3 ->
          call -> call.isTo("POST", lane().reader() + "/apdu") && call.body().contains("\"8052");
      case U4 -> call -> call.isTo("POST", updateId + "/card-answer");
      default -> throw new IllegalArgumentException(step + " is no step of a load");
    };
  }

  @Override
  FaultyLink linkOf(Step step) {
    return step == Step.U3 ? parties().readerLink() : parties().clientLink();
  }

  @Override
  Letter standing() {
    Optional<String> state = books().updateState(updateId);
    if (state.isEmpty()) {
      return Letter.A;
    }
    long done = books().moved(updateId, "LOAD_DONE");
    long funded = books().moved(updateId, "LOAD_FUNDED");
    if (state.get().equals("DONE")) {
      hold(done == amountMinor && funded == amountMinor, updateId + " is DONE, not posted so.");
      return Letter.Y;
    }
    hold(done == 0, updateId + " is " + state.get() + ", but " + done + " reached the card.");
    if (books().commands(updateId, "OPEN") > 0) {
      hold(funded == amountMinor, "The funding of " + updateId + " is not held.");
      return Letter.H;
    }
    return books().commands(updateId, "VOID") > 0 ? Letter.Z : Letter.S;
  }

  /** How the manager knows the voucher. */
  byte[] voucherDigest() {
    return Digests.sha256(voucher);
  }

  /** Whether the client device would execute message 5 by that clock. */
  static boolean isTimely(String message5, long now) {
    ValueUpdate message = Signed.parse(message5, ValueUpdate.class).message();
    return message.iat() <= now + 60 && now <= message.exp() + 60;
  }

  String update() {
    return update;
  }

  @Override
  boolean isFinished() {
    return books().updateState(updateId).filter("DONE"::equals).isPresent();
  }

  @Override
  public String toString() {
    return "load " + updateId;
  }
}
