package fiveseal.auditor;

import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.UpdateKind;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happens in the world: of everything once. Tamperings find their victims by what stands here.
 */
final class WorldStory {
  private final World world;
  private World.Card ann;

  WorldStory(World world) {
    this.world = world;
  }

  void tell() throws Exception {
    world.store("mall-1", Optional.empty(), 0, 0);
    world.store("bakery", Optional.of("mall-1"), 40, 10);
    world.store("books", Optional.of("mall-1"), 50, 10);
    world.store("kiosk", Optional.empty(), 0, 10);
    world.enrol("kiosk");
    world.renew("kiosk");
    world.endpoint("kiosk", "https://kiosk.example/completions");
    world.cancel("kiosk", "never-seen");
    edits();
    ann = world.card();
    loads();
    payments();
    world.rows().rollUp();
    cancelledDebit();
    replacement();
    redemption();
    release();
    world.rows().rollUp();
    doubts();
  }

  /**
   * The bakery was suspended and pays more since; the kiosk has another name, and will pay more.
   */
  private void edits() throws SQLException {
    world.edit("bakery", 2, "CONTRACT", "ACTIVE", "Store bakery");
    world.contract("bakery", 2, "LOWER_STORE", Duration.ofMinutes(5), 50, 10);
    world.edit("bakery", 3, "SUSPENDED", "SUSPENDED", "Store bakery");
    world.edit("kiosk", 2, "RENAMED", "ACTIVE", "The kiosk");
    world.edit("kiosk", 3, "CONTRACT", "ACTIVE", "The kiosk");
    world.contract("kiosk", 3, "STORE", Duration.ofDays(30), 0, 20);
    world.pass(Duration.ofMinutes(6));
    world.edit("bakery", 4, "RESUMED", "ACTIVE", "Store bakery");
    world.edit("mall-1", 2, "RENAMED", "ACTIVE", "The mall");
    world.pass(Duration.ofMinutes(1));
  }

  private void loads() throws SQLException {
    World.Issued load = world.load(ann, 10_000);
    world.end(load, 0);
    world.post(
        load.subject(), "LOAD_DONE", World.operator("LOAD_IN_TRANSIT"), account(ann), 10_000);
    World.Issued declined = world.load(ann, 99_000);
    world.end(declined, 2);
    world.post(
        declined.subject(),
        "LOAD_RETURNED",
        World.operator("LOAD_IN_TRANSIT"),
        World.operator("FUNDING"),
        99_000);
    world
        .rows()
        .execute(
            "UPDATE settlement.voucher SET update_id = NULL WHERE update_id = ?",
            declined.subject());
    setting(UpdateKind.BLOCK, "blocked = true");
    setting(UpdateKind.UNBLOCK, "blocked = false");
    setting(
        UpdateKind.LIMITS,
        "balance_limit = 90000, amount_limit = 40000",
        "balance_limit",
        90_000,
        "amount_limit",
        40_000);
  }

  private void setting(UpdateKind kind, String effect, Object... columns) throws SQLException {
    String id = world.update(kind, ann, OptionalLong.empty(), columns);
    world.end(world.issue(id, kind, ann, OptionalLong.empty(), Optional.empty()), 0);
    world
        .rows()
        .execute("UPDATE settlement.card SET " + effect + " WHERE card_number = ?", ann.number);
  }

  /** A basket with a receipt and a refund, a sale without a receipt, one that was declined. */
  private void payments() throws SQLException {
    World.Sale basket =
        world.request(
            "mall-1",
            List.of(
                new RequestLine("bakery", 1_200, "Bread", "b-1"),
                new RequestLine("books", 2_980, "A book", "b-2")));
    world.issue(basket, ann);
    world.complete(
        basket,
        world.issue(basket, ann),
        List.of(
            payment(1, ann, "bakery", 1_200),
            commission(1, "bakery", 60),
            fee(1, "bakery", 12),
            payment(2, ann, "books", 2_980),
            commission(2, "books", 149),
            fee(2, "books", 29)));
    world.receipt(basket);
    String credit = world.refund("bakery", basket, ann, List.of(new RefundLine("bakery", 300)));
    world.handOut(credit, UpdateKind.REFUND, ann, 300, Optional.of(basket.id));
    world.refund("mall-1", basket, ann, List.of(new RefundLine("books", 80)));

    World.Sale sale = sale(820);
    world.complete(
        sale, world.issue(sale, ann), List.of(payment(1, ann, "kiosk", 820), fee(1, "kiosk", 8)));
    World.Sale declined = sale(30_000);
    world.answer(world.issue(declined, ann), 1);
    state(declined, "DECLINED");
    state(sale(50), "EXPIRED");
  }

  /** The store cancels what is out; the card has executed it: it goes back. */
  private void cancelledDebit() throws SQLException {
    World.Sale sale = sale(400);
    World.Issued issued = world.issue(sale, ann);
    cancel(sale);
    world.answer(issued, 0);
    world
        .rows()
        .post(
            "settlement_id",
            sale.id,
            new Entry(
                "REVERSAL",
                0,
                account(ann),
                World.operator("REFUND_IN_TRANSIT"),
                400,
                World.CURRENCY),
            world.time());
    state(sale, "REVERSED");
    String credit = world.credit("REVERSAL", ann, "settlement_id", sale.id, 400);
    world.handOut(credit, UpdateKind.REFUND, ann, 400, Optional.of(sale.id));
    World.Sale early = sale(70);
    cancel(early);
    state(early, "CANCELLED");
  }

  private void cancel(World.Sale sale) throws SQLException {
    Instant at = world.cancel("kiosk", sale.request.message().requestId());
    world
        .rows()
        .execute(
            "UPDATE settlement.settlement SET cancelled_at = ? WHERE settlement_id = ?",
            at,
            sale.id);
  }

  /** A lost card with a debit in doubt; its balance moves to another card. */
  private void replacement() throws SQLException {
    World.Card lost = world.card();
    load(lost, 3_000);
    World.Sale doubtful = sale(500);
    World.Issued open = world.issue(doubtful, lost);
    World.Card successor = world.card();
    String decision = world.decide("REPLACE", lost, Optional.of(successor));
    world
        .rows()
        .execute(
            "UPDATE settlement.command SET state = 'VOID', closed_at = ?, decision_id = ?"
                + " WHERE command_id = ?",
            world.time(),
            decision,
            open.id());
    state(doubtful, "EXPIRED");
    world
        .rows()
        .execute(
            "UPDATE settlement.card SET life = 'REPLACED', successor = ?, moved_minor = 3000"
                + " WHERE card_number = ?",
            successor.number,
            lost.number);
    String credit = world.credit("BALANCE", successor, "decision_id", decision, 3_000);
    world
        .rows()
        .post(
            "credit_id",
            credit,
            new Entry(
                "BALANCE_MOVED",
                0,
                account(lost),
                World.operator("LOAD_IN_TRANSIT"),
                3_000,
                World.CURRENCY),
            world.time());
    world.handOut(credit, UpdateKind.LOAD, successor, 3_000, Optional.empty());
    lateProof(lost, open);
  }

  /** The lost card comes back to be blocked, and tells that it had executed the debit. */
  private void lateProof(World.Card lost, World.Issued debit) throws SQLException {
    String block = world.update(UpdateKind.BLOCK, lost, OptionalLong.empty());
    World.Issued superfluous =
        world.issue(block, UpdateKind.BLOCK, lost, OptionalLong.empty(), Optional.empty());
    WorldRows rows = world.rows();
    rows.insert(
        "late_proof",
        "command_id",
        debit.id(),
        "answer",
        world.bytes(64),
        "result",
        0,
        "received_at",
        world.tick());
    rows.execute(
        "UPDATE settlement.command SET state = 'VOID', closed_at = ? WHERE command_id = ?",
        world.time(),
        superfluous.id());
    rows.execute(
        "UPDATE settlement.value_update SET state = 'REQUESTED' WHERE update_id = ?", block);
    rows.execute(
        "UPDATE settlement.card SET next_counter = next_counter + 1, balance_minor = 2500,"
            + " moved_minor = 2500 WHERE card_number = ?",
        lost.number);
  }

  private void redemption() throws SQLException {
    World.Card card = world.card();
    load(card, 1_500);
    String decision = world.decide("REDEEM", card, Optional.empty());
    world
        .rows()
        .post(
            "decision_id",
            decision,
            new Entry("REDEEMED", 0, account(card), World.operator("BANK"), 1_500, World.CURRENCY),
            world.time());
    world
        .rows()
        .execute(
            "UPDATE settlement.card SET life = 'REDEEMED', moved_minor = 1500"
                + " WHERE card_number = ?",
            card.number);
  }

  /** A card that was ahead of the record, with less on it, is released. */
  private void release() throws SQLException {
    World.Card card = world.card();
    load(card, 2_000);
    world
        .rows()
        .insert(
            "discrepancy",
            "discrepancy_id",
            world.uuidV7(),
            "card_number",
            card.number,
            "reason",
            "GAP",
            "counter",
            5,
            "initialize",
            world.bytes(34),
            "seen_at",
            world.tick());
    String block = world.update(UpdateKind.BLOCK, card, OptionalLong.empty());
    World.Issued blocking =
        world.issue(
            block, UpdateKind.BLOCK, card, OptionalLong.empty(), Optional.empty(), 4, 1_900);
    world.endBeside(blocking);
    world
        .rows()
        .execute("UPDATE settlement.card SET blocked = true WHERE card_number = ?", card.number);
    String decision = world.decide("RELEASE", card, Optional.empty());
    String id = world.update(UpdateKind.VOID, card, OptionalLong.empty(), "decision_id", decision);
    World.Issued issued =
        world.issue(id, UpdateKind.VOID, card, OptionalLong.empty(), Optional.empty(), 5, 1_900);
    card.counter = 5;
    card.balance = 1_900;
    world.end(issued, 0);
    world.post(id, "DISCREPANCY", account(card), World.operator("DISCREPANCIES"), 100);
  }

  /** A sale and a load of which only the cards know. */
  private void doubts() throws SQLException {
    World.Sale sale = sale(60);
    world.issue(sale, ann);
    state(sale, "IN_DOUBT");
    world.load(world.card(), 700);
  }

  private World.Sale sale(long amount) throws SQLException {
    return world.request("kiosk", List.of(new RequestLine("kiosk", amount, "A thing", "k-1")));
  }

  private void load(World.Card card, long amount) throws SQLException {
    World.Issued load = world.load(card, amount);
    world.end(load, 0);
    world.post(
        load.subject(), "LOAD_DONE", World.operator("LOAD_IN_TRANSIT"), account(card), amount);
  }

  private void state(World.Sale sale, String state) throws SQLException {
    world
        .rows()
        .execute(
            "UPDATE settlement.settlement SET state = ? WHERE settlement_id = ?", state, sale.id);
  }

  private static AccountName account(World.Card card) {
    return AccountName.ofCard(card.number, World.CURRENCY);
  }

  private static Entry payment(int line, World.Card card, String store, long amount) {
    return new Entry(
        "PAYMENT",
        line,
        account(card),
        AccountName.ofStore(store, World.CURRENCY),
        amount,
        World.CURRENCY);
  }

  private static Entry commission(int line, String store, long amount) {
    return new Entry(
        "COMMISSION",
        line,
        AccountName.ofStore(store, World.CURRENCY),
        new AccountName("MALL_COMMISSION", "mall-1", World.CURRENCY),
        amount,
        World.CURRENCY);
  }

  private static Entry fee(int line, String store, long amount) {
    return new Entry(
        "FEE",
        line,
        AccountName.ofStore(store, World.CURRENCY),
        World.operator("OPERATOR_FEE"),
        amount,
        World.CURRENCY);
  }
}
