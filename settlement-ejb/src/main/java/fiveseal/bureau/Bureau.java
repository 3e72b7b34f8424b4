package fiveseal.bureau;

import fiveseal.manager.BureauView;
import fiveseal.protocol.jws.PublicKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalLong;

/** A bureau with its one key: registered, one day retired. */
@Entity
@Table(name = "bureau")
public class Bureau {
  @Id
  @Column(name = "bureau_id")
  private String id;

  private String name;
  private String kid;

  @Column(name = "key_x")
  private String keyX;

  @Column(name = "key_y")
  private String keyY;

  @Column(name = "registered_by")
  private String registeredBy;

  @Column(name = "registered_at")
  private OffsetDateTime registeredAt;

  @Column(name = "retired_by")
  private String retiredBy;

  @Column(name = "retired_at")
  private OffsetDateTime retiredAt;

  /** For JPA. */
  protected Bureau() {}

  Bureau(String id, String name, ECPublicKey key, String registeredBy, Instant registeredAt) {
    Map<String, Object> jwk = PublicKeys.toJwk(key);
    this.id = id;
    this.name = name;
    this.kid = PublicKeys.thumbprint(key);
    this.keyX = (String) jwk.get("x");
    this.keyY = (String) jwk.get("y");
    this.registeredBy = registeredBy;
    this.registeredAt = registeredAt.atOffset(ZoneOffset.UTC);
  }

  String id() {
    return id;
  }

  String kid() {
    return kid;
  }

  /** Its public key, to which files are encrypted. */
  Map<String, Object> jwk() {
    return PublicKeys.toJwk(PublicKeys.fromJwk(keyX, keyY));
  }

  boolean isRetired() {
    return retiredBy != null;
  }

  void retire(String by, Instant now) {
    if (!isRetired()) {
      retiredBy = by;
      retiredAt = now.atOffset(ZoneOffset.UTC);
    }
  }

  BureauView view() {
    return new BureauView(
        id,
        name,
        kid,
        registeredBy,
        registeredAt.toEpochSecond(),
        retiredAt == null ? OptionalLong.empty() : OptionalLong.of(retiredAt.toEpochSecond()));
  }
}
