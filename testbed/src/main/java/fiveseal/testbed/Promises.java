package fiveseal.testbed;

import fiveseal.protocol.Digests;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every 2xx that any party saw: a promise that must be in the database, whatever broke afterwards;
 * and whatever nobody should have been told.
 */
final class Promises implements Http.Witness {

  private static final Pattern ID =
      Pattern.compile("/(?:settlements|value-updates)/([0-9a-f-]{36})");

  /** What must be answered with the same bytes whenever it is asked with the same bytes. */
  private static final Pattern STORED =
      Pattern.compile(
          "POST /(?:store|client)/api/v1/"
              + "(?:settlements|value-updates)(?:/[0-9a-f-]{36}/(?:card|receipt))? .*",
          Pattern.DOTALL);

  private final Queue<Promise> all = new ConcurrentLinkedQueue<>();
  private final Map<String, String> firstAnswers = new ConcurrentHashMap<>();
  private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
  private final AtomicInteger outages = new AtomicInteger();

  private record Promise(String asked, String body) {}

  @Override
  public void saw(String asked, Http.Reply reply) {
    if (reply.status() >= 500 && (reply.status() != 503 || outages.get() == 0)) {
      wrongs.add(shortened(asked) + " was answered with " + reply.status() + " " + reply.body());
    }
    if (reply.body().contains("\tat ") || reply.body().contains("<html")) {
      wrongs.add(shortened(asked) + " was answered with a stack trace or HTML");
    }
    if (reply.status() / 100 == 2 && !asked.startsWith("GET /health")) {
      all.add(new Promise(asked, reply.body()));
      if (STORED.matcher(asked).matches()) {
        String key = asked;
        String first = firstAnswers.putIfAbsent(key, reply.body());
        if (first != null && !first.equals(reply.body())) {
          wrongs.add(shortened(asked) + " was answered with two different bodies");
        }
      }
    }
  }

  private static String shortened(String asked) {
    return asked.length() <= 120 ? asked : asked.substring(0, 120) + "…";
  }

  /** From now on 503 is an honest answer. */
  void outageBegins() {
    outages.incrementAndGet();
  }

  void outageEnds() {
    outages.decrementAndGet();
  }

  int count() {
    return all.size();
  }

  /**
   * Looks every promise up.
   *
   * @return what was promised and is not there, and what nobody should have been told
   */
  List<String> broken(Books books) {
    List<String> broken = new ArrayList<>(wrongs);
    for (Promise promise : all) {
      try {
        missing(promise, books)
            .ifPresent(what -> broken.add(shortened(promise.asked()) + " was promised: " + what));
      } catch (ProtocolException e) {
        broken.add(shortened(promise.asked()) + " was answered with what is no answer");
      }
    }
    return broken;
  }

  /** Empty if it is kept. */
  private static Optional<String> missing(Promise promise, Books books) {
    String asked = promise.asked();
    String path = asked.split(" ", 3)[1];
    String sent = asked.split(" ", 3)[2];
    String id = idIn(path);
    if (asked.startsWith("POST") && isCompact(promise.body())) {
      return unless(isEvidence(books, promise.body()), "message 2 or 5");
    } else if (path.endsWith("/settlements") && asked.startsWith("POST")) {
      return unless(
          books.settlementState(json(promise).text("settlementId")).isPresent(), "the settlement");
    } else if (path.endsWith("/value-updates")) {
      return unless(books.updateState(json(promise).text("updateId")).isPresent(), "the update");
    } else if (path.endsWith("/completion")) {
      return unless(isEvidence(books, id, promise.body()), "message 3");
    } else if (path.endsWith("/card-answer")) {
      return missingOutcome(json(promise), id, books);
    } else if (path.endsWith("/receipt") && asked.startsWith("POST")) {
      return unless(isEvidence(books, id, sent), "message 4");
    } else if (path.endsWith("/presentations")) {
      return missingUpdate(json(promise), books);
    } else if (path.endsWith("/vouchers")) {
      byte[] digest = Digests.sha256(json(promise).text("code"));
      return unless(
          books.number("select count(*) from settlement.voucher where voucher_digest = ?", digest)
              == 1,
          "the voucher");
    } else if (path.endsWith("/cards")) {
      return unless(
          books.number(
                  "select count(*) from settlement.card where card_number = ?",
                  json(promise).text("cardNumber"))
              == 1,
          "the card");
    }
    return Optional.empty();
  }

  private static Optional<String> missingOutcome(JsonMembers told, String id, Books books) {
    if (told.has("completion") && !isEvidence(books, id, told.text("completion"))) {
      return Optional.of("message 3");
    }
    String now = books.settlementState(id).or(() -> books.updateState(id)).orElse("nothing at all");
    return switch (told.text("state")) {
      case "COMPLETED" ->
          unless(now.equals("COMPLETED") || now.equals("RECEIPTED"), "COMPLETED, it is " + now);
      case "DONE", "RECEIPTED", "DECLINED", "EXPIRED", "CANCELLED", "REVERSED" ->
          unless(now.equals(told.text("state")), told.text("state") + ", it is " + now);
      default -> Optional.empty();
    };
  }

  private static Optional<String> missingUpdate(JsonMembers told, Books books) {
    return told.optionalText("update")
        .filter(update -> !isEvidence(books, update))
        .map(update -> "message 5");
  }

  private static boolean isCompact(String body) {
    return body.startsWith("ey");
  }

  private static boolean isEvidence(Books books, String compact) {
    return books.number("select count(*) from settlement.evidence where compact = ?", compact) == 1;
  }

  private static boolean isEvidence(Books books, String id, String compact) {
    return books.number(
            "select count(*) from settlement.evidence where subject_id = ? and compact = ?",
            id,
            compact.strip())
        == 1;
  }

  private static JsonMembers json(Promise promise) {
    return fiveseal.protocol.Json.object(promise.body());
  }

  private static String idIn(String path) {
    Matcher matcher = ID.matcher(path);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static Optional<String> unless(boolean kept, String what) {
    return kept ? Optional.empty() : Optional.of(what);
  }
}
