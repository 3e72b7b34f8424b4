package fiveseal.report;

/** The queries of health and keys. Each is answered from an index, and counts so far only. */
final class OperationsQueries {
  /** The oldest that the janitor has to end. */
  static final String OLDEST_TO_EXPIRE =
      "select least((select s.expires_at from settlement s where s.state in ('REQUESTED', 'ISSUED')"
          + " order by s.expires_at limit 1),"
          + " (select u.expires_at from value_update u where u.state in ('REQUESTED', 'ISSUED')"
          + " and u.expires_at is not null order by u.expires_at limit 1))";

  /** The longest due delivery, by steps from store to store. */
  static final String OLDEST_DELIVERY =
      "with recursive waiting (store_id) as ("
          + "(select store_id from delivery where acknowledged_at is null"
          + " order by store_id limit 1)"
          + " union all select (select d.store_id from delivery d where d.acknowledged_at is null"
          + " and d.store_id > w.store_id order by d.store_id limit 1)"
          + " from waiting w where w.store_id is not null)"
          + " select min((select d.next_attempt_at from delivery d where d.acknowledged_at is null"
          + " and d.store_id = w.store_id order by d.next_attempt_at limit 1))"
          + " from waiting w where w.store_id is not null";

  /** How many of at most {@code ?1}. */
  static final String DELIVERIES =
      "select count(*) from (select 1 from delivery d where d.acknowledged_at is null"
          + " order by d.settlement_id limit ?1) x";

  /** How many of at most {@code ?1}. */
  static final String DECISIONS =
      "select count(*) from (select 1 from decision d where d.approved_by is null limit ?1) x";

  static final String MANAGER_KEYS =
      "select k.kid, k.purpose, k.not_before, k.not_after from manager_key k"
          + " order by k.not_before desc, k.kid";

  /** In use and ending before {@code ?1}, at most {@code ?2}. */
  static final String ENDING_STORE_KEYS =
      "select k.kid, k.store_id, "
          + StoreNames.of("s")
          + ", k.not_after from store_key k"
          + " join store s on s.store_id = k.store_id"
          + " where k.superseded_at is null and k.revoked_at is null and k.not_after <= ?1"
          + " order by k.not_after, k.kid limit ?2";

  /** By steps from version to version. */
  static final String CARD_KEY_VERSIONS =
      "with recursive used (version) as ("
          + "(select c.key_version from card c order by c.key_version limit 1)"
          + " union all select (select c.key_version from card c where c.key_version > u.version"
          + " order by c.key_version limit 1) from used u where u.version is not null)"
          + " select u.version from used u where u.version is not null order by u.version";

  /** How many of version {@code ?1}, of at most {@code ?2}. */
  static final String CARDS_OF_VERSION =
      "select count(*) from (select 1 from card c where c.key_version = ?1 limit ?2) x";

  private OperationsQueries() {}
}
