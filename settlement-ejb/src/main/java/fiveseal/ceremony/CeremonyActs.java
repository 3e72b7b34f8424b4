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
import fiveseal.store.StolenKeys;
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
   * Carries it out, or goes on where it was interrupted.
   *
   * @param again whether it was begun before
   * @return what is in the vault afterwards, and what else was found, for the record
   * @throws ProtocolException {@code message-refused} if it cannot be carried out; {@code
   *     unavailable} if the vault fails
   */
  List<String> carryOut(Ceremony ceremony, boolean again) {
    if (ceremony.act() != CeremonyAct.INIT) {
      // Another node may have begun it.
      custodian.reread();
    }
    switch (ceremony.act()) {
      case INIT -> init(again);
      case ROTATE -> rotate(ceremony);
      case RETIRE -> retire(kind(ceremony), ceremony.key(), again);
      case COMPROMISE -> {
        return compromise(ceremony);
      }
      case BACKUP -> throw new IllegalArgumentException("a backup is handed out, not carried out");
    }
    return found();
  }

  private void init(boolean again) {
    if (!again && history.newestMaster() > 0) {
      throw ProtocolException.refused(
          "there were keys before: put the vault there that has them, or its backup");
    }
    if (!custodian.makeFirst() && !again) {
      throw ProtocolException.refused("there are keys in the vault already");
    }
    history.record();
  }

  private void rotate(Ceremony ceremony) {
    KeyKind kind = kind(ceremony);
    Instant now = clock.instant();
    VaultKey newest = newestOf(kind);
    if (newest.number() == ceremony.newestBefore()) {
      if (!newest.current()) {
        throw ProtocolException.refused("the next key is made already and has not begun to sign");
      }
      requireComplete();
      add(kind, ceremony.at().filter(now::isBefore).orElse(now));
    }
    history.record();
  }

  /** A further key beside lost ones would hide them. */
  private void requireComplete() {
    List<String> missing = history.missing(custodian.inventory());
    if (!missing.isEmpty()) {
      throw ProtocolException.refused(
          "the vault lacks keys on record, put its newest copy there or retire them first: "
              + String.join(", ", missing));
    }
  }

  private void add(KeyKind kind, Instant from) {
    switch (kind) {
      case SIGNING -> custodian.addSigning(from);
      case AUTHORITY -> custodian.addAuthority(from, false);
      case CARD_MASTER -> custodian.addCardMaster(history.newestMaster());
    }
  }

  private void retire(KeyKind kind, String name, boolean again) {
    requireOfKind(kind, name);
    Optional<VaultKey> present = named(kind, name);
    if (present.isPresent()) {
      requireUnused(present.get(), name);
      custodian.destroy(kind, present.get().number());
    }
    // What is on record and not in the vault is lost: that it is gone is all that is left to say.
    if (!history.destroyed(kind, name) && present.isEmpty() && !again) {
      throw ProtocolException.refused("the vault has no such key, and none is on record");
    }
  }

  private void requireOfKind(KeyKind kind, String name) {
    if (kind != KeyKind.CARD_MASTER
        && custodian.inventory().stream()
            .anyMatch(key -> key.identity().equals(name) && key.kind() != kind)) {
      throw ProtocolException.refused("this key is of another kind");
    }
  }

  private void requireUnused(VaultKey key, String name) {
    if (key.equals(newestOf(key.kind())) || key.current()) {
      throw ProtocolException.refused("this key serves, or is the newest of its kind");
    }
    if (key.kind() == KeyKind.AUTHORITY && certified(newestOf(KeyKind.SIGNING), name)) {
      throw ProtocolException.refused("it certified the manager's signing key");
    }
    dependents.requireNone(key.kind(), name);
  }

  private boolean certified(VaultKey signing, String authority) {
    return history
        .find(signing.identity())
        .filter(key -> key.issuerKid().equals(authority))
        .isPresent();
  }

  private List<String> compromise(Ceremony ceremony) {
    Instant stolenAt = ceremony.at().orElseThrow();
    if (ceremony.kind().equals(STORE)) {
      return Stream.concat(ofStore(ceremony.key(), stolenAt), found().stream()).toList();
    }
    KeyKind kind = kind(ceremony);
    requireKnown(kind, ceremony.key());
    try {
      succeed(kind, ceremony.key());
    } finally {
      // The next key first, so that every node finds one. It is stolen also if there is none.
      thefts.ofManager(kind, ceremony.key(), stolenAt);
    }
    history.recordPresent();
    destroyStolen(kind, ceremony.key());
    return with(kind + " " + ceremony.key() + " stolen at " + stolenAt);
  }

  private void requireKnown(KeyKind kind, String name) {
    if (kind != KeyKind.CARD_MASTER) {
      requireOfKind(kind, name);
      history.requireKnown(kind, name);
    } else if (named(kind, name).isEmpty() && !wasMaster(name)) {
      throw new ProtocolException(
          ErrorCode.NOT_FOUND, "there never was a card master key of this version");
    }
  }

  private boolean wasMaster(String version) {
    return version.matches("[1-9][0-9]{0,2}") && dependents.everHad(Integer.parseInt(version));
  }

  /** What a thief can use is used no more. */
  private void succeed(KeyKind kind, String stolen) {
    Instant now = clock.instant();
    switch (kind) {
      case CARD_MASTER -> {
        if (named(kind, stolen).filter(VaultKey::current).isPresent()) {
          custodian.addCardMaster(history.newestMaster());
        }
      }
      case SIGNING -> {
        if (named(kind, stolen).filter(this::servesOrWill).isPresent()) {
          custodian.addSigning(now);
        }
      }
      case AUTHORITY -> {
        history.recordPresent();
        if (history.restsOn(newestOf(kind).identity(), stolen)) {
          custodian.addAuthority(now, true);
          history.recordPresent();
        }
        // Whoever trusts the new authority has to find a signing key that it vouches for.
        if (history.restsOn(newestOf(KeyKind.SIGNING).identity(), stolen)) {
          custodian.addSigning(now);
          history.recordPresent();
        }
        endThoseToCome(stolen, now);
      }
    }
  }

  /** A signing key that waits, certified by what was stolen: nobody is to take it for the next. */
  private void endThoseToCome(String authority, Instant now) {
    ofKind(KeyKind.SIGNING)
        .filter(key -> key.signsFrom().filter(now::isBefore).isPresent())
        .filter(key -> history.restsOn(key.identity(), authority))
        .forEach(
            key -> {
              thefts.ofManager(KeyKind.SIGNING, key.identity(), now);
              custodian.destroy(KeyKind.SIGNING, key.number());
              history.destroyed(KeyKind.SIGNING, key.identity());
            });
  }

  private boolean servesOrWill(VaultKey key) {
    return key.current() || key.equals(newestOf(key.kind()));
  }

  /**
   * A card master key stays, since what is open under it is still to be verified; the cards are
   * replaced.
   */
  private void destroyStolen(KeyKind kind, String kid) {
    if (kind == KeyKind.CARD_MASTER) {
      return;
    }
    named(kind, kid)
        .ifPresent(
            stolen -> {
              if (servesOrWill(stolen)) {
                throw new ProtocolException(
                    ErrorCode.UNAVAILABLE, "no other key has taken over yet");
              }
              custodian.destroy(kind, stolen.number());
            });
    history.destroyed(kind, kid);
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

  /** A line for the key, and one for each that the thief may have had certified by it. */
  private Stream<String> ofStore(String kid, Instant stolenAt) {
    StolenKeys keys = thefts.ofStore(kid, stolenAt);
    String store = "STORE " + keys.storeId() + " ";
    return Stream.concat(
        Stream.of(store + kid + " stolen at " + stolenAt),
        keys.renewed().stream().map(renewed -> store + renewed + " renewed from it since"));
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

  /** The number of the newest key of a kind. */
  int newest(String kind) {
    custodian.reread();
    return newestOf(KeyKind.valueOf(kind)).number();
  }

  private VaultKey newestOf(KeyKind kind) {
    return ofKind(kind).max(Comparator.comparingInt(VaultKey::number)).orElseThrow();
  }

  private Stream<VaultKey> ofKind(KeyKind kind) {
    return custodian.inventory().stream().filter(key -> key.kind() == kind);
  }

  private static KeyKind kind(Ceremony ceremony) {
    return KeyKind.valueOf(ceremony.kind());
  }
}
