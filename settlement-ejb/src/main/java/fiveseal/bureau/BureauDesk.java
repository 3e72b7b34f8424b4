package fiveseal.bureau;

import fiveseal.manager.BureauPage;
import fiveseal.manager.BureauView;
import fiveseal.manager.Bureaus;
import fiveseal.manager.Login;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.PublicKeys;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The register of bureaus. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BureauDesk implements Bureaus {
  private static final int NAME_MAX = 200;
  private static final Set<String> MEMBERS = Set.of("kty", "crv", "x", "y");

  @Inject BureauStore store;
  @Inject BureauTrail trail;
  @Inject UuidV7 ids;
  @Inject Clock clock;

  @Override
  public BureauView register(Login by, String name, Map<String, Object> publicKey) {
    trail.requireReader(by);
    requireName(name);
    ECPublicKey key = key(publicKey);
    Bureau bureau = new Bureau(ids.next(), name, key, by.name(), clock.instant());
    return trail.during(
        by,
        "bureau-register",
        bureau.id(),
        name + ", " + bureau.kid(),
        () -> {
          store.add(bureau);
          return bureau.view();
        });
  }

  private static void requireName(String name) {
    if (name.isBlank()
        || name.codePointCount(0, name.length()) > NAME_MAX
        || name.codePoints().anyMatch(c -> Character.getType(c) == Character.CONTROL)) {
      throw ProtocolException.malformed("the name is no text of 1 to 200 characters");
    }
  }

  /** A key with a private part, or of another use, is somebody's mistake to be told of. */
  private static ECPublicKey key(Map<String, Object> jwk) {
    if (!jwk.keySet().equals(MEMBERS)
        || !"EC".equals(jwk.get("kty"))
        || !"P-256".equals(jwk.get("crv"))) {
      throw ProtocolException.malformed("key is no public key of P-256: kty, crv, x and y alone");
    }
    return PublicKeys.fromJwk((String) jwk.get("x"), (String) jwk.get("y"));
  }

  @Override
  public BureauPage list(Login by, Optional<String> after, int limit) {
    trail.requireReader(by);
    List<Bureau> found = store.page(after, limit + 1);
    List<BureauView> page = found.stream().limit(limit).map(Bureau::view).toList();
    return new BureauPage(
        page,
        found.size() > limit ? Optional.of(page.get(limit - 1).bureauId()) : Optional.empty());
  }

  @Override
  public BureauView retire(Login by, String bureauId) {
    trail.requireReader(by);
    store.find(bureauId);
    return trail.during(
        by,
        "bureau-retire",
        bureauId,
        "",
        () -> store.retire(bureauId, by.name(), clock.instant()).view());
  }
}
