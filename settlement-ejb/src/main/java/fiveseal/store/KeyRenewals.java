package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.config.KeyOverlap;
import fiveseal.keys.CertificationRequest;
import fiveseal.manager.Enrolment;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Certifies the next key of a store that proves to have the one in use. That one serves a while
 * longer, so that nothing that is under way is refused; each key renews itself once. No operator
 * looks at it: what an approval asks, whether it is the store that asks, the signature has
 * answered. A suspended store renews too, since it goes on with what it asked for before.
 */
@Dependent
public class KeyRenewals {
  /** A key that came by a renewal rests so long: a loop somewhere fills no table. */
  private static final Duration REST = Duration.ofHours(1);

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject StoreKeys keys;
  @Inject StoreCertification certification;
  @Inject KeyOverlap overlap;
  @Inject Configuration configuration;
  @Inject Clock clock;

  /**
   * Takes a {@code fiveseal-key-renewal}. The same message again has the same answer.
   *
   * @throws ProtocolException {@code message-malformed}, {@code signature-refused}, {@code
   *     message-refused}; {@code conflicting-replay} if this key was renewed by another message;
   *     {@code enrolment-refused} if the request inside is none, for a key that is known, or of a
   *     closed store; {@code too-many-requests} if this key came by a renewal just now
   */
  Enrolment renew(String compact) {
    String kid = Signed.parse(compact, KeyRenewal.class).kid();
    Optional<RenewedKey> earlier = find(kid);
    OffsetDateTime now = OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
    OffsetDateTime firstReceived =
        earlier.filter(known -> known.isBy(compact)).map(RenewedKey::receivedAt).orElse(now);
    Signed<KeyRenewal> asked =
        new Verifier(keys).verify(compact, KeyRenewal.class, firstReceived.toInstant());
    return earlier.isPresent() ? again(earlier.get(), compact) : first(asked, now);
  }

  private Optional<RenewedKey> find(String kid) {
    return Optional.ofNullable(entities.find(RenewedKey.class, kid));
  }

  private Enrolment again(RenewedKey known, String compact) {
    if (!known.isBy(compact)) {
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY, "another message renewed this key already");
    }
    return certification.answer(entities.find(StoreKey.class, known.nextKid()));
  }

  private Enrolment first(Signed<KeyRenewal> asked, OffsetDateTime now) {
    KeyRenewal message = asked.message();
    Acceptance.addressedTo(message, configuration.managerId());
    Acceptance.timely(message, now.toInstant());
    CertificationRequest request =
        CertificationRequest.parse(Base64Url.decode(message.certificationRequest()));
    certification.lock(message.iss());
    Optional<RenewedKey> meanwhile = find(asked.kid());
    if (meanwhile.isPresent()) {
      return again(meanwhile.get(), asked.compact());
    }
    StoreKey key = entities.find(StoreKey.class, asked.kid(), LockModeType.PESSIMISTIC_WRITE);
    entities.refresh(key);
    if (!key.servesAt(now.toInstant())) {
      throw ProtocolException.signature("this key is not valid at that time");
    }
    certification.requireNotClosed(message.iss());
    requireRested(asked.kid(), now);
    certification.requireNewKey(request.kid());
    return certified(asked, request, now);
  }

  private void requireRested(String kid, OffsetDateTime now) {
    List<RenewedKey> made =
        entities
            .createQuery("select r from RenewedKey r where r.nextKid = :kid", RenewedKey.class)
            .setParameter("kid", kid)
            .getResultList();
    for (RenewedKey renewal : made) {
      Duration left = Duration.between(now, renewal.receivedAt().plus(REST));
      if (left.compareTo(Duration.ZERO) > 0) {
        throw new ProtocolException(
            ErrorCode.TOO_MANY_REQUESTS,
            "this key came by a renewal less than an hour ago",
            Map.of(Problem.RETRY_AFTER, Long.toString(left.toSeconds() + 1)));
      }
    }
  }

  private Enrolment certified(
      Signed<KeyRenewal> asked, CertificationRequest request, OffsetDateTime now) {
    entities
        .createQuery(
            "update StoreKey k set k.supersededAt = :end where k.kid = :kid"
                + " and k.supersededAt is null")
        .setParameter("end", now.plus(overlap.duration()))
        .setParameter("kid", asked.kid())
        .executeUpdate();
    StoreKey next = certification.certify(request, asked.message().iss(), now);
    entities.persist(new RenewedKey(asked, next.kid(), now));
    entities.flush();
    return certification.answer(next);
  }
}
