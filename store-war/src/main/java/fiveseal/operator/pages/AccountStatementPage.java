package fiveseal.operator.pages;

import fiveseal.manager.AccountStatement;
import fiveseal.manager.Books;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.CurrentLogin;
import fiveseal.web.Formats;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.OptionalLong;

/** An account's statement, newest first, of all days or some. */
@Named("accountStatementPage")
@RequestScoped
public class AccountStatementPage {
  private static final int LIMIT = 50;
  private static final String PAGE = "account";

  @EJB private Books books;
  @Inject private CurrentLogin login;
  @Inject private Formats formats;

  private long id;
  private Long after;
  private String from;
  private String to;
  private AccountStatement statement;

  /** Reads what is shown. */
  public void load() {
    statement =
        books.statement(
            login.login(),
            id,
            wish().period(),
            after == null ? OptionalLong.empty() : OptionalLong.of(after),
            LIMIT);
  }

  private StatementWish wish() {
    return new StatementWish(from, to, formats.getZone());
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

  public String getFrom() {
    return from;
  }

  public void setFrom(String from) {
    this.from = from;
  }

  public String getTo() {
    return to;
  }

  public void setTo(String to) {
    this.to = to;
  }

  public boolean isFromWrong() {
    return wish().isFromWrong();
  }

  public boolean isToWrong() {
    return wish().isToWrong();
  }

  public boolean isFiltered() {
    return wish().isAnything();
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

  /** The address without days. */
  public String getWhole() {
    return PageMoves.address(PAGE, "id", id);
  }

  public String getFirst() {
    return after == null ? null : PageMoves.address(PAGE, "id", id, "from", from, "to", to);
  }

  public String getNext() {
    return getStatement().next().isEmpty()
        ? null
        : PageMoves.address(
            PAGE, "id", id, "from", from, "to", to, "after", getStatement().next().getAsLong());
  }

  /** The address of the file with exactly these transfers, on all pages. */
  public String getFile() {
    return PageMoves.address(PAGE + ".csv", "id", id, "from", from, "to", to);
  }
}
