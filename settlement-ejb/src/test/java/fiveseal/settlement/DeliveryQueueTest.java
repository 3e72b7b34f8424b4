package fiveseal.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {
  private final DeliveryQueue queue = new DeliveryQueue(2, 6);

  private static DeliveryTask task(String id, String store) {
    return new DeliveryTask(id, store, DeliveryCause.SCHEDULE);
  }

  private void offer(String store, int count) {
    for (int i = 0; i < count; i++) {
      queue.offer(task(store + i, store));
    }
  }

  private List<DeliveryTask> takeAll() {
    List<DeliveryTask> taken = new ArrayList<>();
    for (Optional<DeliveryTask> next = queue.take(); next.isPresent(); next = queue.take()) {
      taken.add(next.get());
    }
    return taken;
  }

  private static List<String> ids(List<DeliveryTask> tasks) {
    return tasks.stream().map(DeliveryTask::settlementId).toList();
  }

  @Test
  void take_whenStoresWait_givesThemTurnsWithinTheirBound() {
    offer("a", 10);
    offer("b", 1);
    offer("c", 10);

    assertThat(ids(takeAll())).containsExactly("a0", "b0", "c0", "a1", "c1");
  }

  @Test
  void take_whenManyStoresWait_keepsTheBoundOfAll() {
    for (char store = 'a'; store <= 'z'; store++) {
      offer(String.valueOf(store), 3);
    }

    List<DeliveryTask> first = takeAll();
    assertThat(first).hasSize(6);
    first.forEach(task -> queue.ended(task, true));
    assertThat(ids(takeAll())).containsExactly("g0", "h0", "i0", "j0", "k0", "l0");
  }

  @Test
  void take_whenOneEnds_givesTheStoresNext() {
    offer("a", 3);
    List<DeliveryTask> taken = takeAll();
    assertThat(ids(taken)).containsExactly("a0", "a1");

    queue.ended(taken.get(0), true);
    assertThat(ids(takeAll())).containsExactly("a2");
    assertThat(queue.isIdle("a")).isTrue();
  }

  @Test
  void offer_ofTheSame_waitsOnce() {
    assertThat(queue.offer(task("x", "a"))).isTrue();
    assertThat(queue.offer(task("x", "a"))).isFalse();
    DeliveryTask taken = queue.take().orElseThrow();
    assertThat(queue.offer(task("x", "a"))).isFalse();
    queue.ended(taken, true);
    assertThat(queue.offer(task("x", "a"))).isTrue();
  }

  @Test
  void offer_whenManyWait_refusesMore() {
    offer("a", 64);

    assertThat(queue.room("a")).isZero();
    assertThat(queue.offer(task("more", "a"))).isFalse();
    assertThat(queue.offer(task("other", "b"))).isTrue();
  }

  @Test
  void ended_whenTheStoreWasNotReached_dropsWhatWaitsAndTriesOneAtATime() {
    offer("a", 10);
    List<DeliveryTask> taken = takeAll();
    queue.ended(taken.get(0), false);
    queue.ended(taken.get(1), false);

    assertThat(queue.isIdle("a")).isTrue();
    assertThat(queue.room("a")).isEqualTo(1);
    offer("a", 10);
    assertThat(ids(takeAll())).containsExactly("a0");
    assertThat(queue.room("a")).isZero();
  }

  @Test
  void ended_whenTheStoreIsBack_trustsItAgain() {
    offer("a", 1);
    queue.ended(queue.take().orElseThrow(), false);
    offer("a", 1);
    queue.ended(queue.take().orElseThrow(), true);

    offer("a", 10);
    assertThat(takeAll()).hasSize(2);
  }

  @Test
  void take_whenManyStoresAreDead_keepsHalfThePlacesForTheOthers() {
    for (char store = 'a'; store <= 'j'; store++) {
      offer(String.valueOf(store), 1);
      queue.ended(queue.take().orElseThrow(), false);
    }
    for (char store = 'a'; store <= 'j'; store++) {
      offer(String.valueOf(store), 1);
    }
    assertThat(takeAll()).hasSize(3);

    offer("living", 5);
    assertThat(ids(takeAll())).containsExactly("living0", "living1");
  }
}
