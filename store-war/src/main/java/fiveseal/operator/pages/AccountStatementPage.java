package fiveseal.operator.pages;

import fiveseal.manager.AccountStatement;
import fiveseal.manager.Books;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.OptionalLong;

/** An account's statement, newest first. */
@Named("accountStatementPage")
@RequestScoped
public class AccountStatementPage {
  private static final int LIMIT = 50;

  @EJB private Books books;
  @Inject private CurrentLogin login;

  private long id;
  private Long after;
  private AccountStatement statement;

  /** Reads what is shown. */
  public void load() {
    statement =
        books.statement(
            login.login(),
            id,
            after == null ? OptionalLong.empty() : OptionalLong.of(after),
            LIMIT);
  }

  public long getId() {
    return id;
  }

  public void setId(long id) {
    this.id = id;
  }

  public Long getAfter() {
    return after;
  }

  public void setAfter(Long after) {
    this.after = after;
  }

  /**
   * @throws ProtocolException {@code not-found} if the address names no account
   */
  public AccountStatement getStatement() {
    if (statement == null) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    return statement;
  }

  public String getFirst() {
    return after == null ? null : PageMoves.address("account", "id", id);
  }

  public String getNext() {
    return getStatement().next().isEmpty()
        ? null
        : PageMoves.address("account", "id", id, "after", getStatement().next().getAsLong());
  }
}
