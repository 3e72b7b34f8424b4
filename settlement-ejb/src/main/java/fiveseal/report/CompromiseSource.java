package fiveseal.report;

import fiveseal.manager.CompromisedKind;
import java.util.Arrays;
import java.util.List;

/** Where the traces of a key are looked for, in the order in which they are listed. */
enum CompromiseSource {
  RENEWALS(CompromisedKind.STORE, CompromiseQueries.RENEWALS, ""),
  STORE_MESSAGES(CompromisedKind.STORE, CompromiseQueries.MESSAGES, "-1"),
  REFUNDS(CompromisedKind.STORE, CompromiseQueries.REFUNDS, ""),
  CANCELLATIONS(CompromisedKind.STORE, CompromiseQueries.CANCELLATIONS, ""),
  ENDPOINTS(CompromisedKind.STORE, CompromiseQueries.ENDPOINTS, "-1"),
  MANAGER_MESSAGES(CompromisedKind.SIGNING, CompromiseQueries.MESSAGES, "-1"),
  STORE_CERTIFICATES(CompromisedKind.AUTHORITY, CompromiseQueries.STORE_CERTIFICATES, ""),
  SIGNING_CERTIFICATES(CompromisedKind.AUTHORITY, CompromiseQueries.SIGNING_CERTIFICATES, ""),
  CARDS(CompromisedKind.CARD_MASTER, CompromiseQueries.CARDS, ""),
  BLANK_CARDS(CompromisedKind.CARD_MASTER, CompromiseQueries.BLANK_CARDS, "");

  private final CompromisedKind kind;
  private final String query;
  private final String firstId;

  CompromiseSource(CompromisedKind kind, String query, String firstId) {
    this.kind = kind;
    this.query = query;
    this.firstId = firstId;
  }

  static List<CompromiseSource> of(CompromisedKind kind) {
    return Arrays.stream(values()).filter(source -> source.kind == kind).toList();
  }

  String query() {
    return query;
  }

  /** Smaller than every id here. */
  String firstId() {
    return firstId;
  }

  /** Whether only what happened since the theft is of interest. */
  boolean isSinceTheft() {
    return kind == CompromisedKind.STORE || kind == CompromisedKind.SIGNING;
  }
}
