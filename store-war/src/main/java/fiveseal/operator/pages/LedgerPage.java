package fiveseal.operator.pages;

import fiveseal.manager.AccountPage;
import fiveseal.manager.Books;
import fiveseal.manager.TrialBalance;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The trial balance, and the accounts of a kind. */
@Named("ledgerPage")
@RequestScoped
public class LedgerPage {
  private static final int LIMIT = 50;
  private static final String PAGE = "ledger";

  @EJB private Books books;
  @Inject private CurrentLogin login;

  private String kind;
  private String owner;
  private Long after;
  private List<TrialBalance> balances;
  private AccountPage accounts;

  /** Reads what is shown. */
  public void load() {
    balances = books.trialBalances(login.login());
    if (kind != null) {
      accounts =
          books.accounts(
              login.login(),
              kind,
              kind.equals("CARD") ? Optional.empty() : Optional.ofNullable(owner),
              after == null ? OptionalLong.empty() : OptionalLong.of(after),
              LIMIT);
    }
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getOwner() {
    return owner;
  }

  public void setOwner(String owner) {
    this.owner = owner;
  }

  public Long getAfter() {
    return after;
  }

  public void setAfter(Long after) {
    this.after = after;
  }

  public List<TrialBalance> getBalances() {
    return balances;
  }

  public List<AccountPage.AccountRow> getAccounts() {
    return accounts == null ? List.of() : accounts.accounts();
  }

  public String getFirst() {
    return after == null ? null : PageMoves.address(PAGE, "kind", kind, "owner", owner);
  }

  public String getNext() {
    if (accounts == null || accounts.next().isEmpty()) {
      return null;
    }
    return PageMoves.address(PAGE, "kind", kind, "after", accounts.next().getAsLong());
  }
}
