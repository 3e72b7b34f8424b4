package fiveseal.bureau;

import fiveseal.keys.KeyVault;
import fiveseal.manager.BatchImport;
import fiveseal.manager.BatchImport.Reason;
import fiveseal.manager.BatchReport;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a report line by line. A line is believed if its check value is the one of the card's
 * key, which is computed anew in the vault: whoever wrote it had the card's key before them.
 */
final class ReportCheck {
  private final KeyVault vault;
  private final CardBatch batch;
  private final Map<CardNumber, Optional<String>> items;

  private final Map<CardNumber, Result> told = new HashMap<>();
  private final Map<Result, List<CardNumber>> proven = new EnumMap<>(Result.class);
  private final List<BatchImport.Refused> refused = new ArrayList<>();
  private int unchanged;

  /**
   * @param items the batch's numbers with what was reported of each before
   */
  ReportCheck(KeyVault vault, CardBatch batch, Map<CardNumber, Optional<String>> items) {
    this.vault = vault;
    this.batch = batch;
    this.items = items;
  }

  /** What lines prove that was not known. */
  Map<Result, List<CardNumber>> proven() {
    return proven;
  }

  /** The lines that prove nothing. */
  List<BatchImport.Refused> refused() {
    return refused;
  }

  /** How many lines say what was known. */
  int unchanged() {
    return unchanged;
  }

  ReportCheck check(BatchReport report) {
    for (int i = 0; i < report.lines().size(); i++) {
      BatchReport.Line line = report.lines().get(i);
      Optional<CardNumber> card = card(line.cardNumber());
      Optional<Reason> reason = look(line, card);
      if (reason.isPresent()) {
        String masked = card.map(CardNumber::masked).orElse("");
        refused.add(new BatchImport.Refused(i + 1, masked, reason.get()));
      }
    }
    return this;
  }

  private static Optional<CardNumber> card(String digits) {
    try {
      return Optional.of(new CardNumber(digits));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** Takes the line, or tells why not. */
  private Optional<Reason> look(BatchReport.Line line, Optional<CardNumber> named) {
    if (named.filter(items::containsKey).isEmpty()) {
      return Optional.of(Reason.NOT_IN_BATCH);
    }
    CardNumber card = named.get();
    Optional<Result> result = result(line.result());
    if (result.isEmpty()) {
      return Optional.of(Reason.RESULT);
    }
    if (!isCheckValue(card, line.checkValue())) {
      return Optional.of(Reason.CHECK_VALUE);
    }
    return take(card, result.get());
  }

  private Optional<Reason> take(CardNumber card, Result result) {
    Result before = told.putIfAbsent(card, result);
    if (before != null && before != result) {
      return Optional.of(Reason.TWICE);
    }
    Optional<Result> known = items.get(card).map(Result::valueOf);
    if (before == result || known.filter(result::equals).isPresent()) {
      unchanged++;
      return Optional.empty();
    }
    if (known.filter(Result.PERSONALIZED::equals).isPresent()) {
      return Optional.of(Reason.MADE_BEFORE);
    }
    if (batch.isClosed()) {
      return Optional.of(Reason.CLOSED);
    }
    proven.computeIfAbsent(result, any -> new ArrayList<>()).add(card);
    return Optional.empty();
  }

  private static Optional<Result> result(String name) {
    for (Result result : Result.values()) {
      if (result.name().equals(name)) {
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }

  private boolean isCheckValue(CardNumber card, String stated) {
    byte[] right = vault.cardKeyCheckValue(card, batch.keyVersion());
    return MessageDigest.isEqual(
        bytes(HexFormat.of().formatHex(right)), bytes(stated.toLowerCase(Locale.ROOT)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
