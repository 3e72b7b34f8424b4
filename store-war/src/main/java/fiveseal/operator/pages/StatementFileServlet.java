package fiveseal.operator.pages;

import fiveseal.manager.AccountStatement;
import fiveseal.manager.Books;
import fiveseal.manager.Login;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.web.CsvFiles;
import fiveseal.web.CurrentLogin;
import fiveseal.web.Formats;
import fiveseal.web.Languages;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.OptionalLong;
import java.util.ResourceBundle;

/**
 * The file of an account's statement: the days that the page shows, all its pages, written as they
 * are read, so that a long history needs no memory.
 */
@WebServlet("/operator/account.csv")
public class StatementFileServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int ROWS = 200;
  private static final Logger LOG = System.getLogger(StatementFileServlet.class.getName());

  @Inject private transient CurrentLogin login;
  @Inject private transient Formats formats;
  @Inject private transient Languages languages;
  @EJB private transient Books books;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    OptionalLong account = number(request.getParameter("id"));
    StatementWish wish =
        new StatementWish(
            request.getParameter("from"), request.getParameter("to"), formats.getZone());
    AccountStatement first =
        account.isPresent() ? page(account.getAsLong(), wish, OptionalLong.empty()) : null;
    if (first == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    ResourceBundle texts =
        ResourceBundle.getBundle("fiveseal.operator.texts", languages.getCurrent());
    Writer out = CsvFiles.open(response, "account-" + account.getAsLong() + ".csv");
    write(first, wish, new StatementCsv(out, formats.getZone(), texts::getString));
    out.flush();
  }

  private static OptionalLong number(String typed) {
    return typed != null && typed.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(typed))
        : OptionalLong.empty();
  }

  /** Null if there is no such account. */
  private AccountStatement page(long account, StatementWish wish, OptionalLong after) {
    Login who = login.login();
    try {
      return books.statement(who, account, wish.period(), after, ROWS);
    } catch (RuntimeException e) {
      if (Problem.of(e).code() == ErrorCode.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  private void write(AccountStatement first, StatementWish wish, StatementCsv csv)
      throws IOException {
    add(first, csv);
    AccountStatement page = first;
    while (page.next().isPresent()) {
      try {
        page = page(page.account().accountId(), wish, page.next());
      } catch (RuntimeException e) {
        // The beginning has left already as if all was well.
        LOG.log(Level.ERROR, "a file of a statement ends before its end", e);
        csv.endUnfinished();
        return;
      }
      add(page, csv);
    }
  }

  private static void add(AccountStatement page, StatementCsv csv) throws IOException {
    for (AccountStatement.Line line : page.lines()) {
      csv.add(line, page.account().currency());
    }
  }
}
