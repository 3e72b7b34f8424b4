package fiveseal.report;

import fiveseal.ledger.AccountBalance;
import fiveseal.ledger.AccountKind;
import fiveseal.ledger.AccountName;
import fiveseal.ledger.Balances;
import fiveseal.ledger.KindBalance;
import fiveseal.ledger.StatementLine;
import fiveseal.ledger.Statements;
import fiveseal.ledger.Subject;
import fiveseal.manager.AccountPage;
import fiveseal.manager.AccountStatement;
import fiveseal.manager.Books;
import fiveseal.manager.FloatReport;
import fiveseal.manager.Login;
import fiveseal.manager.Period;
import fiveseal.manager.TrialBalance;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ledger as operators and auditors read it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class BooksDesk implements Books {
  @Inject Balances balances;
  @Inject Statements statements;
  @Inject CardStore cards;
  @Inject CardTrail trail;

  @Override
  public List<TrialBalance> trialBalances(Login login) {
    OperatorsOnly.read(login);
    Map<String, List<TrialBalance.Kind>> byCurrency =
        balances.ofKinds().stream()
            .collect(
                Collectors.groupingBy(
                    KindBalance::currency,
                    TreeMap::new,
                    Collectors.mapping(BooksDesk::kind, Collectors.toList())));
    return byCurrency.entrySet().stream()
        .map(entry -> new TrialBalance(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static TrialBalance.Kind kind(KindBalance balance) {
    return new TrialBalance.Kind(
        balance.kind().name(), balance.debitedMinor(), balance.creditedMinor());
  }

  @Override
  public List<FloatReport> floats(Login login) {
    return trialBalances(login).stream().map(BooksDesk::floatOf).toList();
  }

  private static FloatReport floatOf(TrialBalance balance) {
    return new FloatReport(
        balance.currency(),
        -balance.of(AccountKind.FUNDING.name()),
        balance.of(AccountKind.CARD.name()),
        balance.of(AccountKind.LOAD_IN_TRANSIT.name()),
        balance.of(AccountKind.REFUND_IN_TRANSIT.name()),
        balance.of(AccountKind.STORE.name()),
        balance.of(AccountKind.MALL_COMMISSION.name())
            + balance.of(AccountKind.OPERATOR_FEE.name()),
        balance.of(AccountKind.BANK.name()),
        balance.of(AccountKind.DISCREPANCIES.name()));
  }

  @Override
  public AccountPage accounts(
      Login login, String kind, Optional<String> owner, OptionalLong after, int limit) {
    OperatorsOnly.read(login);
    AccountKind known =
        Arrays.stream(AccountKind.values())
            .filter(each -> each.name().equals(kind))
            .findFirst()
            .orElseThrow(() -> ProtocolException.malformed("kind is no kind of account"));
    if (known == AccountKind.CARD) {
      trail.listed(login, known.name());
    }
    AccountName behind = new AccountName(known, owner.orElse(""), "");
    if (after.isPresent()) {
      behind = account(after.getAsLong()).name();
    }
    List<AccountBalance> found = balances.ofKind(known, behind, limit + 1);
    List<AccountBalance> page = found.subList(0, Math.min(limit, found.size()));
    return new AccountPage(
        page.stream().map(BooksDesk::row).toList(),
        found.size() > limit
            ? OptionalLong.of(page.get(limit - 1).accountId())
            : OptionalLong.empty());
  }

  private AccountBalance account(long id) {
    return balances.of(id).orElseThrow(OperatorsOnly::nothing);
  }

  private static AccountPage.AccountRow row(AccountBalance account) {
    return new AccountPage.AccountRow(
        account.accountId(),
        account.name().kind().name(),
        shown(account.name()),
        account.name().currency(),
        account.balanceMinor());
  }

  private static String shown(AccountName name) {
    return name.kind() == AccountKind.CARD ? new CardNumber(name.owner()).masked() : name.owner();
  }

  @Override
  public AccountStatement statement(
      Login login, long accountId, Period period, OptionalLong after, int limit) {
    OperatorsOnly.read(login);
    AccountBalance account = account(accountId);
    if (account.name().kind() == AccountKind.CARD) {
      trail.read(login, cards.reference(account.name().owner()));
    }
    Optional<Long> behind = after.isPresent() ? Optional.of(after.getAsLong()) : Optional.empty();
    List<StatementLine> found = statements.of(account.name(), accountId, period, behind, limit + 1);
    List<StatementLine> page = found.subList(0, Math.min(limit, found.size()));
    List<StatementLine> newest =
        page.isEmpty() ? statements.of(account.name(), accountId, period.until(), behind, 1) : page;
    long closing = newest.isEmpty() ? 0 : newest.get(0).balanceAfterMinor();
    return new AccountStatement(
        row(account),
        page.stream().map(BooksDesk::line).toList(),
        closing - page.stream().mapToLong(StatementLine::signedMinor).sum(),
        closing,
        found.size() > limit
            ? OptionalLong.of(page.get(limit - 1).transferId())
            : OptionalLong.empty());
  }

  private static AccountStatement.Line line(StatementLine line) {
    Optional<String> update =
        line.subjectKind() == Subject.Kind.UPDATE
            ? Optional.of(line.subjectId())
            : Optional.empty();
    return new AccountStatement.Line(
        line.transferId(),
        line.postedAt().getEpochSecond(),
        line.kind().name(),
        line.other().kind().name(),
        shown(line.other()),
        line.signedMinor(),
        line.balanceAfterMinor(),
        line.subjectKind().name(),
        line.settlementId().or(() -> update));
  }
}
