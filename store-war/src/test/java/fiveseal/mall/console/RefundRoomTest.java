package fiveseal.mall.console;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.FoundSettlements;
import fiveseal.manager.FoundSettlements.Line;
import fiveseal.manager.MallReversals.AskedRefund;
import fiveseal.manager.SettlementStory;
import fiveseal.manager.StoreRefund;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefundRoomTest {
  private static final Line RYE = new Line(1, "bakery", 500, "rye", "o-1");
  private static final Line CAKE = new Line(2, "bakery", 300, "cake", "o-2");
  private static final Line NOVEL = new Line(3, "books", 900, "novel", "o-3");

  private static SettlementStory story(String state, SettlementStory.GivenBack... refunds) {
    return new SettlementStory(
        new FoundSettlements.Row(
            "id",
            "mall",
            "r-1",
            state,
            1700,
            0,
            "JPY",
            Instant.EPOCH,
            Optional.empty(),
            List.of(RYE, CAKE, NOVEL)),
        Instant.EPOCH,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(refunds));
  }

  private static SettlementStory.GivenBack arrived(String id, String store, long minor) {
    return new SettlementStory.GivenBack(
        id, "mall", "DUE", Instant.EPOCH, minor, List.of(new StoreRefund.Line(store, minor)));
  }

  private static AskedRefund asked(String id, Line line, long minor, Optional<Boolean> taken) {
    return new AskedRefund(
        id,
        "id",
        line.lineNo(),
        line.storeId(),
        minor,
        "JPY",
        "RETURNED",
        "",
        "admin",
        Optional.empty(),
        taken);
  }

  @Test
  void left_ofAPaidLine_isAllOfIt() {
    RefundRoom room = new RefundRoom(story("RECEIPTED"), List.of());
    assertThat(room.left(RYE)).isEqualTo(500);
    assertThat(room.left(NOVEL)).isEqualTo(900);
  }

  @Test
  void left_ofWhatIsNotPaid_isNothing() {
    for (String state : List.of("REQUESTED", "ISSUED", "IN_DOUBT", "DECLINED", "REVERSED")) {
      assertThat(new RefundRoom(story(state), List.of()).left(RYE)).as(state).isZero();
    }
  }

  @Test
  void left_afterARefundOfALine_isLessOfThatLineOnly() {
    RefundRoom room =
        new RefundRoom(
            story("COMPLETED", arrived("f1", "bakery", 200)),
            List.of(asked("f1", RYE, 200, Optional.of(true))));
    assertThat(room.left(RYE)).isEqualTo(300);
    assertThat(room.left(CAKE)).isEqualTo(300);
    assertThat(room.left(NOVEL)).isEqualTo(900);
  }

  @Test
  void left_whileARefundIsOnItsWay_isLessAlready() {
    RefundRoom room =
        new RefundRoom(story("COMPLETED"), List.of(asked("f1", RYE, 500, Optional.empty())));
    assertThat(room.left(RYE)).isZero();
    assertThat(room.left(CAKE)).isEqualTo(300);
  }

  @Test
  void left_afterARefusedRefund_isAllOfIt() {
    RefundRoom room =
        new RefundRoom(story("COMPLETED"), List.of(asked("f1", RYE, 500, Optional.of(false))));
    assertThat(room.left(RYE)).isEqualTo(500);
  }

  @Test
  void left_afterTheStoresOwnDeviceGaveBack_isNoMoreThanTheStoreHasLeft() {
    RefundRoom room =
        new RefundRoom(story("COMPLETED", arrived("elsewhere", "bakery", 700)), List.of());
    assertThat(room.left(RYE)).isEqualTo(100);
    assertThat(room.left(CAKE)).isEqualTo(100);
    assertThat(room.left(NOVEL)).isEqualTo(900);
  }
}
