package fiveseal.operator.pages;

import fiveseal.manager.Affected;
import fiveseal.manager.CompromisePage;
import fiveseal.manager.CompromiseReports;
import fiveseal.manager.CompromisedKey;
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
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The file of all that a stolen key may have touched, written as it is read, so that a long list
 * needs no memory.
 */
@WebServlet("/operator/compromise.csv")
public class CompromiseFileServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int ROWS = 200;
  private static final Logger LOG = System.getLogger(CompromiseFileServlet.class.getName());
  private static final Set<ErrorCode> NOTHING =
      Set.of(ErrorCode.NOT_FOUND, ErrorCode.MESSAGE_REFUSED);

  @Inject private transient CurrentLogin login;
  @Inject private transient Formats formats;
  @Inject private transient Languages languages;
  @EJB private transient CompromiseReports reports;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<CompromisedKey> key =
        new StolenKeyWish(
                request.getParameter("kind"),
                request.getParameter("key"),
                request.getParameter("at"),
                formats.getZone())
            .stolen();
    CompromisePage first = key.isPresent() ? first(key.get()) : null;
    if (first == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    ResourceBundle texts =
        ResourceBundle.getBundle("fiveseal.operator.texts", languages.getCurrent());
    Writer out = CsvFiles.open(response, "compromise.csv");
    write(key.get(), first, new CompromiseCsv(out, formats.getZone(), texts::getString));
    out.flush();
  }

  /** Null if there is no such key. */
  private CompromisePage first(CompromisedKey key) {
    try {
      return reports.affected(login.login(), key, Optional.empty(), ROWS);
    } catch (RuntimeException e) {
      if (NOTHING.contains(Problem.of(e).code())) {
        return null;
      }
      throw e;
    }
  }

  private void write(CompromisedKey key, CompromisePage first, CompromiseCsv csv)
      throws IOException {
    add(first, csv);
    CompromisePage page = first;
    while (page.next().isPresent()) {
      try {
        page = reports.affected(login.login(), key, page.next(), ROWS);
      } catch (RuntimeException e) {
        // The beginning has left already as if all was well.
        LOG.log(Level.ERROR, "a file of what a key touched ends before its end", e);
        csv.endUnfinished();
        return;
      }
      add(page, csv);
    }
  }

  private static void add(CompromisePage page, CompromiseCsv csv) throws IOException {
    for (Affected row : page.affected()) {
      csv.add(row);
    }
  }
}
