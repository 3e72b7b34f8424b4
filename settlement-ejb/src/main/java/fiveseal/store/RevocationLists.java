package fiveseal.store;

import fiveseal.keys.KeyPurpose;
import fiveseal.keys.KeyVault;
import fiveseal.keys.ManagerKeyHistory;
import fiveseal.keys.RevocationList;
import fiveseal.keys.RevocationList.Entry;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The lists of revoked certificates (RFC 5280). A list is looked after once a minute at most, and
 * at once after a revocation on this node; it is made anew when something else is on it, or when it
 * has half of its day behind it. The newest one is in the database, so that its number grows by one
 * from list to list whatever node makes it. It is signed while no transaction is open.
 */
@ApplicationScoped
public class RevocationLists {
  private static final Duration LOOKED_AFTER = Duration.ofMinutes(1);

  private final Map<String, Served> served = new ConcurrentHashMap<>();

  @EJB RevocationBook book;
  @EJB ManagerKeyHistory history;
  @Inject KeyVault vault;
  @Inject Clock clock;

  /** An authority's list on this node; whoever holds its lock looks after it. */
  private static final class Served {
    private KeptRevocationList list = KeptRevocationList.NONE;
    private Instant lookedAfter = Instant.MIN;
  }

  /**
   * The list of an authority, by its kid, or of the current one.
   *
   * @return DER
   * @throws ProtocolException {@code not-found} if there is no such authority, {@code unavailable}
   *     if the vault does not sign now
   */
  byte[] of(Optional<String> authority) {
    String kid = authority.orElseGet(vault::authorityKid);
    requireAuthority(kid);
    Served own = served.computeIfAbsent(kid, any -> new Served());
    synchronized (own) {
      Instant now = clock.instant();
      if (!now.isBefore(own.lookedAfter.plus(LOOKED_AFTER))) {
        own.list = lookedAfter(kid, now);
        own.lookedAfter = now;
      }
      return own.list.list().clone();
    }
  }

  private void requireAuthority(String kid) {
    if (history.find(kid).filter(key -> key.purpose() == KeyPurpose.AUTHORITY).isEmpty()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "there is no such authority");
    }
  }

  /** What is on the lists may be different from now on. */
  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) KeyRevoked revoked) {
    served.clear();
  }

  private KeptRevocationList lookedAfter(String kid, Instant now) {
    while (true) {
      KeptRevocationList newest = book.newest(kid);
      List<Entry> entries = book.entries(kid, now);
      String content = content(entries);
      if (newest.serves(content, now)) {
        return newest;
      }
      KeptRevocationList next = next(kid, newest.number() + 1, now, entries);
      if (book.keep(kid, next)) {
        return next;
      }
    }
  }

  private KeptRevocationList next(String kid, long number, Instant now, List<Entry> entries) {
    Instant from = now.truncatedTo(ChronoUnit.SECONDS);
    RevocationList list =
        new RevocationList(number, from, from.plus(KeptRevocationList.VALIDITY), entries);
    return new KeptRevocationList(number, from, content(entries), vault.revocationList(kid, list));
  }

  private static String content(List<Entry> entries) {
    return Base64Url.encode(
        Digests.sha256(entries.stream().map(Entry::toString).collect(Collectors.joining("\n"))));
  }
}
