package fiveseal.report;

import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Affected;
import fiveseal.manager.CompromisePage;
import fiveseal.manager.CompromiseReports;
import fiveseal.manager.CompromiseStep;
import fiveseal.manager.CompromiseSummary;
import fiveseal.manager.CompromisedKey;
import fiveseal.manager.Login;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.MessageType;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What a stolen key may have touched: counted as far as a page wants it, listed to the end. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CompromiseDesk implements CompromiseReports {
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,2}");
  private static final int VERSION_MAX = 255;

  /** The typ of the evidence's messages by their numbers. */
  private static final Map<String, MessageType> SEALS =
      Map.of(
          "1", MessageType.SETTLEMENT_REQUEST,
          "2", MessageType.SETTLEMENT_INFORMATION,
          "3", MessageType.SETTLEMENT_COMPLETION,
          "4", MessageType.SETTLEMENT_RECEIPT,
          "5", MessageType.VALUE_UPDATE);

  @EJB AdminTrail trail;
  @Inject CompromiseStore store;
  @Inject CardStore cards;
  @Inject Clock clock;

  @Override
  public CompromiseSummary summary(Login by, CompromisedKey key) {
    Optional<Object[]> owner = known(by, key);
    trail.record(read(by, key));
    int max = CompromiseSummary.COUNTED_MAX;
    Object[] counts = store.counts(key, max + 1);
    List<?> totals = store.totals(key, max + 1);
    return new CompromiseSummary(
        key,
        owner.map(row -> (String) row[0]),
        owner.map(row -> (String) row[1]),
        Rows.number(counts[0]),
        Rows.number(counts[1]),
        Rows.number(counts[2]),
        Rows.number(counts[3]),
        Rows.number(counts[4]) > max,
        totals.stream().map(row -> total((Object[]) row)).toList(),
        CompromiseStep.of(key.kind()));
  }

  private static CompromiseSummary.Total total(Object[] row) {
    return new CompromiseSummary.Total((String) row[0], Rows.number(row[1]));
  }

  @Override
  public CompromisePage affected(Login by, CompromisedKey key, Optional<String> after, int limit) {
    known(by, key);
    List<CompromiseSource> sources = CompromiseSource.of(key.kind());
    if (after.isEmpty()) {
      trail.record(read(by, key));
    }
    CompromisePlace place =
        after
            .map(text -> numbered(CompromisePlace.parse(text, sources), sources))
            .orElseGet(() -> CompromisePlace.start(0, sources.get(0), key.stolenAt()));
    List<Row> rows = rows(sources, key, place, limit + 1);
    List<Row> page = rows.subList(0, Math.min(limit, rows.size()));
    return new CompromisePage(
        shown(page),
        rows.size() > limit ? Optional.of(next(page.get(limit - 1), sources)) : Optional.empty());
  }

  /** Card numbers stand in no address: a card's place is told by its reference. */
  private String next(Row last, List<CompromiseSource> sources) {
    CompromisePlace place = last.place();
    return sources.get(place.source()) == CompromiseSource.CARDS
        ? place.at(store.references(List.of(place.id())).get(place.id())).text()
        : place.text();
  }

  private CompromisePlace numbered(CompromisePlace place, List<CompromiseSource> sources) {
    return sources.get(place.source()) == CompromiseSource.CARDS
        ? place.at(cards.number(place.id()).orElseThrow(OperatorsOnly::nothing))
        : place;
  }

  /** A row of a source and its place in the list. */
  private record Row(CompromisePlace place, Object[] columns) {
    String text(int column) {
      return (String) columns[column];
    }

    Optional<String> optional(int column) {
      return Optional.ofNullable(text(column));
    }
  }

  /** From source to source, until there are enough. */
  private List<Row> rows(
      List<CompromiseSource> sources, CompromisedKey key, CompromisePlace from, int max) {
    List<Row> rows = new ArrayList<>();
    CompromisePlace place = from;
    for (int i = from.source(); i < sources.size() && rows.size() < max; i++) {
      if (i > from.source()) {
        place = CompromisePlace.start(i, sources.get(i), key.stolenAt());
      }
      for (Object row : store.page(sources.get(i), key, place, max - rows.size())) {
        Object[] columns = (Object[]) row;
        rows.add(
            new Row(new CompromisePlace(i, Rows.time(columns[1]), (String) columns[0]), columns));
      }
    }
    return rows;
  }

  private List<Affected> shown(List<Row> page) {
    Map<String, String> references =
        store.references(
            page.stream().map(row -> row.text(7)).filter(Objects::nonNull).distinct().toList());
    return page.stream().map(row -> affected(row, references)).toList();
  }

  private static Affected affected(Row row, Map<String, String> references) {
    Optional<String> card = row.optional(7);
    boolean isCard = row.text(2).equals("CARD");
    return new Affected(
        Optional.ofNullable(SEALS.get(row.text(2))).map(MessageType::typ).orElse(row.text(2)),
        isCard ? references.get(row.text(3)) : row.text(3),
        OptionalLong.of(row.place().at().getEpochSecond()),
        row.optional(4),
        row.optional(5),
        row.optional(6),
        card.map(number -> new CardNumber(number).masked()),
        card.map(references::get),
        row.columns()[8] == null
            ? OptionalLong.empty()
            : OptionalLong.of(Rows.number(row.columns()[8])),
        row.optional(9),
        row.optional(10));
  }

  private static AdminAct read(Login by, CompromisedKey key) {
    return new AdminAct(by, "compromise-read", key.key(), key.kind() + ", " + key.stolenAt());
  }

  /**
   * @return store and mall of a store's key
   */
  private Optional<Object[]> known(Login by, CompromisedKey key) {
    OperatorsOnly.read(by);
    if (key.stolenAt().isAfter(clock.instant())) {
      throw ProtocolException.refused("no key is stolen in the future");
    }
    return switch (key.kind()) {
      case STORE -> Optional.of(store.storeOfKey(key.key()).orElseThrow(OperatorsOnly::nothing));
      case SIGNING, AUTHORITY -> managers(key);
      case CARD_MASTER -> version(key);
    };
  }

  private Optional<Object[]> managers(CompromisedKey key) {
    if (!store.isManagers(key.key(), key.kind().name())) {
      throw OperatorsOnly.nothing();
    }
    return Optional.empty();
  }

  private static Optional<Object[]> version(CompromisedKey key) {
    if (!VERSION.matcher(key.key()).matches() || Integer.parseInt(key.key()) > VERSION_MAX) {
      throw OperatorsOnly.nothing();
    }
    return Optional.empty();
  }
}
