package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.protocol.CompletionEndpoint;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Where stores want message 3 pushed to, by their own signed word. */
@ApplicationScoped
public class CompletionEndpoints {
  private static final String INSERT =
      "INSERT INTO completion_endpoint (store_id, stated_at, url, message, received_at)"
          + " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (store_id, stated_at) DO NOTHING";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject StoreKeys keys;
  @Inject Configuration configuration;
  @Inject Clock clock;
  @Inject AllowedHosts hosts;
  @Inject Event<EndpointStated> stated;

  /**
   * The store's newest word; empty if it never said anything and fetches completions itself. What
   * came under a key that was stolen by then is nobody's word.
   */
  public Optional<URI> of(String storeId) {
    Optional<StatedEndpoint> newest = newest(storeId, Long.MAX_VALUE);
    boolean trusted = newest.isEmpty() || !keys.anyStolen(storeId);
    while (!trusted && newest.filter(this::isStolen).isPresent()) {
      newest = newest(storeId, newest.get().statedAt());
    }
    return newest.map(StatedEndpoint::url);
  }

  private Optional<StatedEndpoint> newest(String storeId, long before) {
    return entities
        .createQuery(
            "select e from StatedEndpoint e where e.key.storeId = :store"
                + " and e.key.statedAt < :before order by e.key.statedAt desc",
            StatedEndpoint.class)
        .setParameter("store", storeId)
        .setParameter("before", before)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst();
  }

  private boolean isStolen(StatedEndpoint statement) {
    String kid = Signed.parse(statement.message(), CompletionEndpoint.class).kid();
    return keys.wasStolen(kid, statement.receivedAt());
  }

  /**
   * Takes a statement. Of a store's statements the one with the greatest {@code iat} counts, in
   * whatever order they come; the same one again changes nothing.
   *
   * @throws ProtocolException {@code message-malformed}, {@code signature-refused}, {@code
   *     message-refused}, or {@code conflicting-replay} if the store already said something else
   *     with this {@code iat}
   */
  public void state(String compact) {
    CompletionEndpoint read = Signed.parse(compact, CompletionEndpoint.class).message();
    Optional<StatedEndpoint> earlier = find(read).filter(known -> isSame(known, compact));
    Instant now = clock.instant();
    Instant firstReceived = earlier.map(StatedEndpoint::receivedAt).orElse(now);
    Signed<CompletionEndpoint> verified =
        new Verifier(keys).verify(compact, CompletionEndpoint.class, firstReceived);
    if (earlier.isEmpty()) {
      accept(verified, now);
    }
  }

  /**
   * What was allowed when it was stated may not be any more.
   *
   * @throws ProtocolException {@code message-refused} if nothing may be pushed there
   */
  public void check(String url) {
    hosts.require(CompletionUrl.parse(url, configuration.demo()).getHost());
  }

  private void accept(Signed<CompletionEndpoint> statement, Instant now) {
    CompletionEndpoint message = statement.message();
    Acceptance.addressedTo(message, configuration.managerId());
    Acceptance.timely(message, now);
    check(message.url());
    int written =
        entities
            .createNativeQuery(INSERT)
            .setParameter(1, message.iss())
            .setParameter(2, message.iat())
            .setParameter(3, message.url())
            .setParameter(4, statement.compact())
            .setParameter(5, now.atOffset(ZoneOffset.UTC))
            .executeUpdate();
    if (find(message).filter(kept -> isSame(kept, statement.compact())).isEmpty()) {
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY, "another url was stated with the same iat");
    }
    if (written > 0) {
      stated.fire(new EndpointStated(message.iss()));
    }
  }

  private Optional<StatedEndpoint> find(CompletionEndpoint message) {
    return Optional.ofNullable(
        entities.find(StatedEndpoint.class, new StatedEndpoint.Key(message.iss(), message.iat())));
  }

  private static boolean isSame(StatedEndpoint known, String compact) {
    return Signed.parse(known.message(), CompletionEndpoint.class).sameMessageAs(compact);
  }
}
