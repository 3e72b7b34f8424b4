package fiveseal.mall;

import fiveseal.manager.MallReversals;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mall's records of what it takes back, without a database. */
final class AskedRefunds implements MallReversals {
  private final Map<String, String> messages = new LinkedHashMap<>();
  private final Map<String, AskedRefund> asked = new LinkedHashMap<>();

  @Override
  public String made(String kind, String id, String subjectId, String message) {
    return messages.computeIfAbsent(kind + " " + id + " " + subjectId, key -> message);
  }

  @Override
  public Optional<String> kept(String kind, String id) {
    return messages.entrySet().stream()
        .filter(made -> made.getKey().startsWith(kind + " " + id + " "))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  @Override
  public List<String> about(String kind, String subjectId) {
    return messages.entrySet().stream()
        .filter(made -> made.getKey().startsWith(kind + " "))
        .filter(made -> made.getKey().endsWith(" " + subjectId))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public void dropped(String kind, String id) {
    messages.keySet().removeIf(made -> made.startsWith(kind + " " + id + " "));
  }

  @Override
  public AskedRefund ask(AskedRefund refund) {
    return asked.computeIfAbsent(refund.refundId(), id -> copy(refund, Optional.empty()));
  }

  @Override
  public void ended(String refundId, boolean taken, String answer) {
    asked.computeIfPresent(
        refundId, (id, refund) -> refund.taken().isPresent() ? refund : copy(refund, taken));
  }

  private static AskedRefund copy(AskedRefund refund, boolean taken) {
    return copy(refund, Optional.of(taken));
  }

  private static AskedRefund copy(AskedRefund refund, Optional<Boolean> taken) {
    return new AskedRefund(
        refund.refundId(),
        refund.settlementId(),
        refund.lineNo(),
        refund.storeId(),
        refund.amountMinor(),
        refund.currency(),
        refund.reason(),
        refund.note(),
        refund.askedBy(),
        Optional.of(Instant.parse("2026-03-01T10:00:00Z")),
        taken);
  }

  @Override
  public List<AskedRefund> askedOf(String settlementId) {
    return asked.values().stream()
        .filter(refund -> refund.settlementId().equals(settlementId))
        .toList();
  }

  @Override
  public List<AskedRefund> unanswered(Instant askedAt, String refundId, int limit) {
    return asked.values().stream()
        .filter(refund -> refund.taken().isEmpty())
        .filter(refund -> refund.askedAt().orElseThrow().isAfter(askedAt))
        .limit(limit)
        .toList();
  }
}
