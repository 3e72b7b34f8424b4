package fiveseal.ceremony;

import fiveseal.config.Configuration;
import fiveseal.keys.BackupShares;
import fiveseal.keys.KeyCustodian;
import fiveseal.keys.KeyVault;
import fiveseal.keys.VaultKey;
import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.CeremonyOutcome;
import fiveseal.manager.CeremonyProposal;
import fiveseal.manager.KeyBackup;
import fiveseal.manager.KeyCeremonies;
import fiveseal.manager.KeyCeremony;
import fiveseal.manager.KeyCeremonyPage;
import fiveseal.manager.KeyCustody;
import fiveseal.manager.Login;
import fiveseal.manager.OperatorKey;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.KeyCeremonyRecord;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.Signed;
import fiveseal.report.OperatorsOnly;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Key ceremonies: who may, the record of it, and one after the other. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CeremonyDesk implements KeyCeremonies {
  @EJB AdminTrail trail;
  @Inject CeremonyBook book;
  @Inject CeremonyActs acts;
  @Inject KeyCustodian custodian;
  @Inject KeyVault vault;
  @Inject Configuration configuration;
  @Inject UuidV7 ids;
  @Inject Clock clock;

  @Override
  public KeyCustody custody(Login login) {
    OperatorsOnly.read(login);
    return new KeyCustody(custodian.inventory().stream().map(CeremonyDesk::view).toList());
  }

  private static KeyCustody.Key view(VaultKey key) {
    boolean certified = key.signsFrom().isPresent();
    return new KeyCustody.Key(
        key.kind().name(),
        key.number(),
        certified ? Optional.of(key.identity()) : Optional.empty(),
        certified ? Optional.empty() : Optional.of(key.identity()),
        seconds(key.signsFrom()),
        seconds(key.notAfter()),
        key.current());
  }

  private static OptionalLong seconds(Optional<Instant> time) {
    return time.stream().mapToLong(Instant::getEpochSecond).findFirst();
  }

  @Override
  public KeyCeremony propose(Login login, CeremonyProposal proposal) {
    OperatorsOnly.act(login);
    Instant now = clock.instant();
    if (proposal.act().equals("COMPROMISE") && proposal.at().orElseThrow().isAfter(now)) {
      throw ProtocolException.refused("a key is not stolen in the future");
    }
    proposal.operatorKey().ifPresent(key -> BackupShares.requireKey(key.jwk()));
    Ceremony ceremony = new Ceremony(ids.next(), proposal, login.name(), now);
    return new AdminAct(login, "key-proposal", ceremony.id(), what(ceremony))
        .in(
            trail,
            () -> {
              book.propose(ceremony);
              return ceremony.view();
            });
  }

  private static String what(Ceremony ceremony) {
    return ceremony.act()
        + Optional.ofNullable(ceremony.kind()).map(kind -> " " + kind).orElse("")
        + Optional.ofNullable(ceremony.key()).map(key -> " " + key).orElse("")
        + ": "
        + ceremony.reason();
  }

  @Override
  public CeremonyOutcome approve(
      Login login, String ceremonyId, Optional<OperatorKey> operatorKey) {
    OperatorsOnly.act(login);
    Ceremony ceremony = find(ceremonyId);
    return new AdminAct(login, "key-approval", ceremonyId, what(ceremony))
        .in(trail, () -> approve(login.name(), ceremony, operatorKey));
  }

  private CeremonyOutcome approve(
      String operator, Ceremony read, Optional<OperatorKey> operatorKey) {
    if (operatorKey.isPresent() != (read.act() == CeremonyAct.BACKUP)) {
      throw ProtocolException.refused("an operator's key belongs to the approval of a BACKUP");
    }
    operatorKey.ifPresent(key -> BackupShares.requireKey(key.jwk()));
    boolean again = book.approve(read.id(), operator, clock.instant(), acts::newest);
    Ceremony approved = find(read.id());
    if (approved.isDone()) {
      return new CeremonyOutcome(approved.view(), Optional.empty());
    }
    try {
      Optional<KeyBackup> backup = operatorKey.map(key -> acts.backup(approved, key));
      List<String> findings = backup.isPresent() ? acts.found() : acts.carryOut(approved, again);
      book.done(approved.id(), record(approved, findings));
      return new CeremonyOutcome(find(approved.id()).view(), backup);
    } catch (ProtocolException e) {
      if (e.code() != ErrorCode.UNAVAILABLE) {
        book.reopen(approved.id());
      }
      throw e;
    }
  }

  private String record(Ceremony ceremony, List<String> findings) {
    KeyCeremonyRecord record =
        new KeyCeremonyRecord(
            configuration.managerId(),
            ceremony.id(),
            ceremony.act().name(),
            Optional.ofNullable(ceremony.kind()).orElse("all")
                + Optional.ofNullable(ceremony.key()).map(key -> " " + key).orElse(""),
            ceremony.reason(),
            ceremony.proposedBy(),
            ceremony.proposedAt().getEpochSecond(),
            ceremony.approvedBy(),
            ceremony.approvedAt().getEpochSecond(),
            findings,
            clock.instant().getEpochSecond());
    return Signed.by(vault.signer(), record).compact();
  }

  private Ceremony find(String id) {
    return book.find(id)
        .orElseThrow(() -> new ProtocolException(ErrorCode.NOT_FOUND, "there is no such ceremony"));
  }

  @Override
  public KeyCeremonyPage list(Login login, Optional<String> before, int limit) {
    OperatorsOnly.read(login);
    List<Ceremony> found = book.list(before, limit + 1);
    List<KeyCeremony> ceremonies = found.stream().limit(limit).map(Ceremony::view).toList();
    return new KeyCeremonyPage(
        ceremonies,
        found.size() > limit
            ? Optional.of(ceremonies.get(limit - 1).ceremonyId())
            : Optional.empty());
  }
}
