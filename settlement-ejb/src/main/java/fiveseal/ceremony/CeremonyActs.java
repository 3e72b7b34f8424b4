package fiveseal.ceremony;

import fiveseal.keys.BackupShares;
import fiveseal.keys.KeyCustodian;
import fiveseal.keys.KeyKind;
import fiveseal.keys.ManagerKeyHistory;
import fiveseal.keys.VaultKey;
import fiveseal.manager.KeyBackup;
import fiveseal.manager.OperatorKey;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Carries out what was decided about keys, in the vault and then in the database. */
@Dependent
public class CeremonyActs {
  private static final String STORE = "STORE";

  @Inject KeyCustodian custodian;
  @Inject ManagerKeyHistory history;
  @Inject KeyDependents dependents;
  @Inject Thefts thefts;
  @Inject Clock clock;

  /**
   * @return what is in the vault afterwards, and what else was found, for the record
   * @throws ProtocolException {@code message-refused} if it cannot be carried out; {@code
   *     unavailable} if the vault fails
   */
  List<String> carryOut(Ceremony ceremony) {
    switch (ceremony.act()) {
      case INIT -> init();
      case ROTATE -> rotate(kind(ceremony), ceremony.at());
      case RETIRE -> retire(kind(ceremony), ceremony.key());
      case COMPROMISE -> {
        return compromise(ceremony);
      }
      case BACKUP -> throw new IllegalArgumentException("a backup is handed out, not carried out");
    }
    return found();
  }

  private void init() {
    if (!custodian.makeFirst()) {
      throw ProtocolException.refused("there are keys in the vault already");
    }
    history.record();
  }

  private void rotate(KeyKind kind, Optional<Instant> at) {
    Instant now = clock.instant();
    if (!newest(kind).current()) {
      throw ProtocolException.refused("the next key is made already and has not begun to sign");
    }
    custodian.add(kind, at.filter(now::isBefore).orElse(now), false);
    history.record();
  }

  private void retire(KeyKind kind, String name) {
    VaultKey key = named(kind, name).orElseThrow(() -> refused("the vault has no such key"));
    if (key.equals(newest(kind)) || key.current()) {
      throw refused("this key serves, or is the newest of its kind");
    }
    dependents.requireNone(kind, name);
    destroy(key);
  }

  private List<String> compromise(Ceremony ceremony) {
    Instant stolenAt = ceremony.at().orElseThrow();
    if (ceremony.kind().equals(STORE)) {
      String storeId = thefts.ofStore(ceremony.key(), stolenAt);
      return with("STORE " + storeId + " " + ceremony.key() + " stolen at " + stolenAt);
    }
    KeyKind kind = kind(ceremony);
    Optional<VaultKey> present = named(kind, ceremony.key());
    if (present.isEmpty() && kind == KeyKind.CARD_MASTER && !wasMaster(ceremony.key())) {
      throw new ProtocolException(
          ErrorCode.NOT_FOUND, "there never was a card master key of this version");
    }
    thefts.ofManager(kind, ceremony.key(), stolenAt);
    if (present.isPresent()) {
      succeed(present.get());
    }
    return with(kind + " " + ceremony.key() + " stolen at " + stolenAt);
  }

  private boolean wasMaster(String version) {
    return version.matches("[1-9][0-9]{0,2}") && dependents.everHad(Integer.parseInt(version));
  }

  /**
   * What a thief can use is used no more. A card master key stays, since what is open under it is
   * still to be verified; the cards are replaced.
   */
  private void succeed(VaultKey stolen) {
    Instant now = clock.instant();
    KeyKind kind = stolen.kind();
    if (stolen.equals(newest(kind)) || stolen.current()) {
      custodian.add(kind, now, true);
      if (kind == KeyKind.AUTHORITY) {
        // Whoever trusts the new authority has to find a signing key that it vouches for.
        custodian.add(KeyKind.SIGNING, now, false);
      }
    }
    history.record();
    if (kind != KeyKind.CARD_MASTER) {
      destroy(stolen);
    }
  }

  private void destroy(VaultKey key) {
    custodian.destroy(key.kind(), key.number());
    if (key.kind() != KeyKind.CARD_MASTER) {
      history.destroyed(key.identity());
    }
  }

  /** Two halves of a password, and the vault under it. */
  KeyBackup backup(Ceremony ceremony, OperatorKey approver) {
    try (BackupShares shares = BackupShares.make()) {
      char[] password = shares.password();
      try {
        return new KeyBackup(
            custodian.backup(password),
            List.of(
                shares.sealFirst(ceremony.proposerKey().jwk()), shares.sealSecond(approver.jwk())));
      } finally {
        Arrays.fill(password, '\0');
      }
    }
  }

  /** A line for each key that is in the vault. */
  List<String> found() {
    return custodian.inventory().stream().map(CeremonyActs::line).toList();
  }

  private List<String> with(String first) {
    return Stream.concat(Stream.of(first), found().stream()).toList();
  }

  private static String line(VaultKey key) {
    return key.kind()
        + " "
        + key.number()
        + " "
        + key.identity()
        + key.signsFrom().map(from -> " signs from " + from).orElse("")
        + key.notAfter().map(to -> " valid until " + to).orElse("")
        + (key.current() ? " current" : "");
  }

  private Optional<VaultKey> named(KeyKind kind, String name) {
    return ofKind(kind)
        .filter(
            key ->
                kind == KeyKind.CARD_MASTER
                    ? Integer.toString(key.number()).equals(name)
                    : key.identity().equals(name))
        .findFirst();
  }

  private VaultKey newest(KeyKind kind) {
    return ofKind(kind).max(Comparator.comparingInt(VaultKey::number)).orElseThrow();
  }

  private Stream<VaultKey> ofKind(KeyKind kind) {
    return custodian.inventory().stream().filter(key -> key.kind() == kind);
  }

  private static KeyKind kind(Ceremony ceremony) {
    return KeyKind.valueOf(ceremony.kind());
  }

  private static ProtocolException refused(String why) {
    return ProtocolException.refused(why);
  }
}
