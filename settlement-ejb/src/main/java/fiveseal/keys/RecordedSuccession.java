package fiveseal.keys;

import fiveseal.protocol.KeySuccession;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Which signing key came after which, in the manager's own words. It stays as it is. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "key_succession")
public class RecordedSuccession {
  @Id
  @Column(name = "successor_kid")
  private String successor;

  @Column(name = "predecessor_kid")
  private String predecessor;

  private String reason;

  @Column(name = "by_predecessor")
  private String byPredecessor;

  @Column(name = "by_authority")
  private String byAuthority;

  @Column(name = "made_at")
  private OffsetDateTime madeAt;

  /** For JPA. */
  protected RecordedSuccession() {}

  RecordedSuccession(
      KeySuccession message, Optional<String> byPredecessor, String byAuthority, Instant madeAt) {
    this.successor = message.successor();
    this.predecessor = message.predecessor();
    this.reason = message.reason().name();
    this.byPredecessor = byPredecessor.orElse(null);
    this.byAuthority = byAuthority;
    this.madeAt = madeAt.atOffset(ZoneOffset.UTC);
  }

  /** {@code fiveseal-key-succession} signed by the key before; none if that is compromised. */
  public Optional<String> byPredecessor() {
    return Optional.ofNullable(byPredecessor);
  }

  /** The same, signed by the operator's CA. */
  public String byAuthority() {
    return byAuthority;
  }
}
