package fiveseal.testbed.simulator.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the parties saw of the manager, for the checks at the end. */
public final class Journal {
  /** A success that somebody saw. */
  record Seen(Request request, Reply reply) {}

  private final Map<String, Reply> stable = new HashMap<>();
  private final List<Seen> seen = new ArrayList<>();

  /** The manager gave this reply, whether anybody gets it or not. */
  void given(Request request, Reply reply) {
    boolean kept = reply.ok() || reply.code().equals("card-declined");
    if (!request.stable() || !kept) {
      return;
    }
    Reply first = stable.putIfAbsent(request.identity(), reply);
    Violation.unless(
        first == null || first.equals(reply),
        "one id, one response",
        () -> request + " was answered by " + first + ", then by " + reply);
  }

  /** Somebody got this reply. */
  void seen(Request request, Reply reply) {
    if (reply.ok()) {
      seen.add(new Seen(request, reply));
    }
  }

  List<Seen> seen() {
    return seen;
  }
}
