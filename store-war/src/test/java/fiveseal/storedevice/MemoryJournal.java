package fiveseal.storedevice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal for tests that are not about journals. */
public final class MemoryJournal implements Journal {
  private final Map<String, JournalEntry> entries = new LinkedHashMap<>();

  @Override
  public String requestMade(String requestId, String message1) {
    return entries
        .computeIfAbsent(
            requestId,
            id ->
                new JournalEntry(
                    id,
                    message1,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false))
        .message1();
  }

  @Override
  public void requestTaken(String requestId, String settlementId, String payUrl) {
    entries.computeIfPresent(
        requestId,
        (id, old) ->
            new JournalEntry(
                id,
                old.message1(),
                Optional.of(settlementId),
                Optional.of(payUrl),
                old.message3(),
                old.message4(),
                old.receiptTaken()));
  }

  @Override
  public String completionAccepted(String requestId, String settlementId, String message3) {
    return entries
        .computeIfPresent(
            requestId,
            (id, old) ->
                new JournalEntry(
                    id,
                    old.message1(),
                    Optional.of(settlementId),
                    old.payUrl(),
                    Optional.of(old.message3().orElse(message3)),
                    old.message4(),
                    old.receiptTaken()))
        .message3()
        .orElseThrow();
  }

  @Override
  public String receiptIssued(String requestId, String message4) {
    return entries
        .computeIfPresent(
            requestId,
            (id, old) ->
                new JournalEntry(
                    id,
                    old.message1(),
                    old.settlementId(),
                    old.payUrl(),
                    old.message3(),
                    Optional.of(old.message4().orElse(message4)),
                    old.receiptTaken()))
        .message4()
        .orElseThrow();
  }

  @Override
  public void receiptTaken(String requestId) {
    entries.computeIfPresent(
        requestId,
        (id, old) ->
            new JournalEntry(
                id,
                old.message1(),
                old.settlementId(),
                old.payUrl(),
                old.message3(),
                old.message4(),
                true));
  }

  @Override
  public Optional<JournalEntry> byRequest(String requestId) {
    return Optional.ofNullable(entries.get(requestId));
  }

  @Override
  public Optional<JournalEntry> bySettlement(String settlementId) {
    return entries.values().stream()
        .filter(entry -> entry.settlementId().equals(Optional.of(settlementId)))
        .findFirst();
  }

  @Override
  public List<JournalEntry> newest(int limit) {
    List<JournalEntry> all = new ArrayList<>(entries.values());
    Collections.reverse(all);
    return all.subList(0, Math.min(limit, all.size()));
  }
}
