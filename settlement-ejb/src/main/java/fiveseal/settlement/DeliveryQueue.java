package fiveseal.settlement;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * What this node pushes, and in which order: stores take turns, each has so many pushes in flight
 * at most, and all together so many. A store whose last push failed is doubtful: it has one at a
 * time, doubtful stores together fill at most half of the places, and what else waits for it is
 * dropped, since it stays due in the database. So dead endpoints hold up nobody else. Only memory:
 * a restart forgets it, the database does not.
 */
final class DeliveryQueue {
  private static final int WAITING_PER_STORE_MAX = 64;

  private final int perStoreMax;
  private final int allMax;
  private final Map<String, Queue<DeliveryTask>> waiting = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final Set<String> doubtful = new HashSet<>();
  private int allInFlight;
  private int doubtfulInFlight;

  /**
   * @param perStoreMax pushes in flight to one store
   * @param allMax pushes in flight to all stores, at least 2
   */
  DeliveryQueue(int perStoreMax, int allMax) {
    this.perStoreMax = perStoreMax;
    this.allMax = allMax;
  }

  /** Lets a task wait; false if it waits or is in flight already, or too many of its store do. */
  synchronized boolean offer(DeliveryTask task) {
    if (known.contains(task.settlementId()) || room(task.storeId()) == 0) {
      return false;
    }
    known.add(task.settlementId());
    waiting.computeIfAbsent(task.storeId(), store -> new ArrayDeque<>()).add(task);
    return true;
  }

  /** How many more of the store's may wait here. */
  synchronized int room(String storeId) {
    int bound = doubtful.contains(storeId) ? 1 : WAITING_PER_STORE_MAX;
    Queue<DeliveryTask> queue = waiting.get(storeId);
    int taken = queue == null ? 0 : queue.size();
    return Math.max(0, bound - taken - (bound == 1 ? flying(storeId) : 0));
  }

  /** Whether nothing waits for the store here. */
  synchronized boolean isIdle(String storeId) {
    return !waiting.containsKey(storeId);
  }

  /** The next task that may be pushed; whoever takes it must tell its end. */
  synchronized Optional<DeliveryTask> take() {
    if (allInFlight == allMax) {
      return Optional.empty();
    }
    for (Iterator<Map.Entry<String, Queue<DeliveryTask>>> stores = waiting.entrySet().iterator();
        stores.hasNext(); ) {
      Map.Entry<String, Queue<DeliveryTask>> next = stores.next();
      if (mayFly(next.getKey())) {
        stores.remove();
        return Optional.of(takeOff(next.getKey(), next.getValue()));
      }
    }
    return Optional.empty();
  }

  private boolean mayFly(String storeId) {
    return doubtful.contains(storeId)
        ? flying(storeId) == 0 && doubtfulInFlight < allMax / 2
        : flying(storeId) < perStoreMax;
  }

  /** The store goes to the end of the row if more of its tasks wait. */
  private DeliveryTask takeOff(String storeId, Queue<DeliveryTask> queue) {
    DeliveryTask task = queue.remove();
    if (!queue.isEmpty()) {
      waiting.put(storeId, queue);
    }
    inFlight.merge(storeId, 1, Integer::sum);
    allInFlight++;
    doubtfulInFlight += doubtful.contains(storeId) ? 1 : 0;
    return task;
  }

  /**
   * A taken task has ended.
   *
   * @param reached whether its store took it
   */
  synchronized void ended(DeliveryTask task, boolean reached) {
    String store = task.storeId();
    known.remove(task.settlementId());
    doubtfulInFlight -= doubtful.contains(store) ? flying(store) : 0;
    inFlight.merge(store, -1, (count, one) -> count + one == 0 ? null : count + one);
    allInFlight--;
    if (reached) {
      doubtful.remove(store);
      return;
    }
    doubtful.add(store);
    doubtfulInFlight += flying(store);
    Queue<DeliveryTask> dropped = waiting.remove(store);
    if (dropped != null) {
      dropped.forEach(other -> known.remove(other.settlementId()));
    }
  }

  private int flying(String storeId) {
    return inFlight.getOrDefault(storeId, 0);
  }
}
