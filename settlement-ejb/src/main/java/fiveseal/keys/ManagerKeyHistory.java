package fiveseal.keys;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The manager's keys of all times, since what an old key signed is verified for ever. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ManagerKeyHistory {
  private static final String INSERT =
      "INSERT INTO manager_key"
          + " (kid, purpose, certificate, issuer_kid, not_before, not_after, recorded_at)"
          + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (kid) DO NOTHING";

  /** One node at a time records a key, and says whom it succeeds. */
  private static final String LOCK =
      "select 1 from (select pg_advisory_xact_lock(hashtextextended('manager_key', 0))) as locked";

  /** A key is destroyed once; of thefts an earlier time is told beside a later one. */
  private static final String END =
      "INSERT INTO manager_key_end (kid, what, at, recorded_at)"
          + " SELECT k.kid, ?2, ?3, ?4 FROM manager_key k WHERE k.kid = ?1 AND k.purpose = ?5"
          + " AND NOT EXISTS (SELECT 1 FROM manager_key_end e WHERE e.kid = ?1 AND e.what = ?2"
          + " AND (e.what = 'DESTROYED' OR e.at <= ?3)) ON CONFLICT DO NOTHING";

  /** By kid, and card master keys by check value. */
  private static final String DESTROYED =
      "SELECT kid FROM manager_key_end WHERE what = 'DESTROYED' UNION ALL SELECT k.check_value"
          + " FROM card_master_key k JOIN destroyed_card_master d ON d.version = k.version";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject KeyVault vault;
  @Inject KeyCustodian custodian;
  @Inject Successions successions;
  @Inject RecordedMasters masters;
  @Inject Clock clock;

  /**
   * Records those keys in the vault that are not recorded yet, if nothing is missing there.
   *
   * @throws VaultException if a recorded key is not in the vault: a lost, mistaken or old file must
   *     not silently become a new manager
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void record() {
    requireAllOf(custodian.inventory());
    recordPresent();
  }

  /** Records those keys in the vault that are not recorded yet, whatever is missing there. */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void recordPresent() {
    List<VaultKey> inventory = custodian.inventory();
    List<ManagerKey> recorded = all();
    Set<String> known = new HashSet<>();
    recorded.forEach(key -> known.add(key.kid()));
    List<ManagerCertificate> present = vault.certificates();
    Set<Integer> knownMasters = masters.versions();
    boolean isNew =
        present.stream().anyMatch(key -> !known.contains(key.kid()))
            || masters(inventory).stream().anyMatch(key -> !knownMasters.contains(key.number()))
            || successions.isAnyMissing(recorded);
    if (isNew) {
      entities.createNativeQuery(LOCK).getSingleResult();
      recordNow(present, known);
      masters(inventory).forEach(masters::insert);
    }
  }

  private static List<VaultKey> masters(List<VaultKey> inventory) {
    return inventory.stream().filter(key -> key.kind() == KeyKind.CARD_MASTER).toList();
  }

  private void recordNow(List<ManagerCertificate> present, Set<String> known) {
    List<ManagerCertificate> signing = new ArrayList<>();
    for (ManagerCertificate key : present) {
      if (!known.contains(key.kid())) {
        insert(key);
        if (key.purpose() == KeyPurpose.SIGNING) {
          successions.rotated(entities.find(ManagerKey.class, key.kid()), signing);
        }
      }
      if (key.purpose() == KeyPurpose.SIGNING) {
        signing.add(key);
      }
    }
    successions.completeAfterThefts(all());
  }

  private void requireAllOf(List<VaultKey> inventory) {
    List<String> missing = missing(inventory);
    if (!missing.isEmpty()) {
      throw new VaultException(
          "fiveseal.vault.path: this vault lacks keys that the database has on record ("
              + String.join(", ", missing)
              + "): it is another one, or an older copy. Put the newest copy there; what is lost"
              + " for good, two operators retire");
    }
  }

  /**
   * What is on record, was never destroyed, and is not in the vault: kids, and card master keys as
   * {@code card-master-N}. In a transaction of its own: a timer that asks while the database is
   * away would be given up by the container for the one that fails.
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public List<String> missing(List<VaultKey> inventory) {
    Set<String> present = new HashSet<>();
    inventory.forEach(key -> present.add(key.identity()));
    List<String> missing = new ArrayList<>();
    Set<String> destroyed = destroyed();
    all().stream()
        .map(ManagerKey::kid)
        .filter(kid -> !present.contains(kid) && !destroyed.contains(kid))
        .forEach(missing::add);
    masters
        .inUse()
        .forEach(
            (version, checkValue) -> {
              if (!present.contains(checkValue)) {
                missing.add(KeyKind.CARD_MASTER.prefix() + version);
              }
            });
    return missing;
  }

  private Set<String> destroyed() {
    Set<String> identities = new HashSet<>();
    List<?> rows = entities.createNativeQuery(DESTROYED).getResultList();
    rows.forEach(identity -> identities.add((String) identity));
    return identities;
  }

  /** The certified keys that ended before their certificates: revoked or destroyed. */
  public Set<String> ended() {
    Set<String> kids = new HashSet<>();
    List<?> rows =
        entities.createNativeQuery("select distinct kid from manager_key_end").getResultList();
    rows.forEach(kid -> kids.add((String) kid));
    return kids;
  }

  /** Whether the vault still holds keys that are on record as destroyed; likewise. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean hasDestroyedOnes(List<VaultKey> inventory) {
    Set<String> destroyed = destroyed();
    return inventory.stream().map(VaultKey::identity).anyMatch(destroyed::contains);
  }

  private void insert(ManagerCertificate key) {
    X509Certificate certificate = key.certificate();
    entities
        .createNativeQuery(INSERT)
        .setParameter(1, key.kid())
        .setParameter(2, key.purpose().name())
        .setParameter(3, der(certificate))
        .setParameter(4, key.issuerKid().orElseThrow(() -> unknownIssuer(key)))
        .setParameter(5, utc(certificate.getNotBefore()))
        .setParameter(6, utc(certificate.getNotAfter()))
        .setParameter(7, OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
        .executeUpdate();
  }

  /**
   * Somebody else has the key since then: what it signs from then on counts no more. Who succeeds
   * it is said by the next {@link #record}.
   *
   * @throws ProtocolException {@code not-found} if the manager never had such a key
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void revoked(KeyKind kind, String kid, Instant from) {
    requireKnown(kind, kid);
    end(kind, kid, "REVOKED", from);
  }

  /**
   * @throws ProtocolException {@code not-found} if the manager never had such a key
   */
  public void requireKnown(KeyKind kind, String kid) {
    if (find(kid).filter(key -> key.purpose().name().equals(kind.name())).isEmpty()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "the manager never had such a key");
    }
  }

  /**
   * Its secret key is in the vault no more: destroyed, or lost.
   *
   * @param name its kid, or a card master key's version
   * @return whether there was such a key until then
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public boolean destroyed(KeyKind kind, String name) {
    if (kind == KeyKind.CARD_MASTER) {
      return name.matches("[1-9][0-9]{0,2}") && masters.destroyed(Integer.parseInt(name));
    }
    return end(kind, name, "DESTROYED", clock.instant());
  }

  private boolean end(KeyKind kind, String kid, String what, Instant at) {
    return entities
            .createNativeQuery(END)
            .setParameter(1, kid)
            .setParameter(2, what)
            .setParameter(3, at.atOffset(ZoneOffset.UTC))
            .setParameter(4, OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
            .setParameter(5, kind.name())
            .executeUpdate()
        > 0;
  }

  /** The highest version that a card master key was ever given, 0 if none was. */
  public int newestMaster() {
    return masters.newest();
  }

  /** Since when somebody else may have signed with which keys, by kid. */
  public Map<String, Instant> revocations() {
    return successions.revocations();
  }

  /** Who succeeded whom, the first succession first. */
  public List<RecordedSuccession> successions() {
    return successions.all();
  }

  /**
   * Whether a key is another one or vouched for by it, directly or by way of others.
   *
   * @param kid of a recorded key
   */
  public boolean restsOn(String kid, String authorityKid) {
    String at = kid;
    while (!at.equals(authorityKid)) {
      String issuer = entities.find(ManagerKey.class, at).issuerKid();
      if (issuer.equals(at)) {
        return false;
      }
      at = issuer;
    }
    return true;
  }

  private static VaultException unknownIssuer(ManagerCertificate key) {
    return new VaultException(
        "the vault's key " + key.kid() + " is by an authority that is unknown");
  }

  /** All certified keys, oldest first. */
  public List<ManagerKey> all() {
    return entities
        .createQuery("select k from ManagerKey k order by k.notBefore, k.kid", ManagerKey.class)
        .getResultList();
  }

  public Optional<ManagerKey> find(String kid) {
    return Optional.ofNullable(entities.find(ManagerKey.class, kid));
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without encoding", e);
    }
  }

  private static OffsetDateTime utc(Date date) {
    return date.toInstant().atOffset(ZoneOffset.UTC);
  }
}
