package fiveseal.mall.console;

import fiveseal.manager.SettlementQuery;
import fiveseal.manager.SettlementQuery.Place;
import fiveseal.manager.StoreConsole;
import fiveseal.manager.Tenant;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * The file of the settlements that the list shows: the same wish, all its pages, written as they
 * are read, so that a long history needs no memory.
 */
@WebServlet("/console/settlements.csv")
public class SettlementFileServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentLogin login;
  @Inject private transient Formats formats;
  @Inject private transient Languages languages;
  @EJB private transient StoreConsole console;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Tenant tenant = login.tenant();
    SettlementWish wish =
        new SettlementWish(request::getParameter, formats.getZone(), ConsoleCurrency.code());
    Map<String, String> names = new HashMap<>();
    console.sellers(tenant).forEach(seller -> names.put(seller.storeId(), seller.name()));
    ResourceBundle texts =
        ResourceBundle.getBundle("fiveseal.mall.console", languages.getCurrent());
    // Not closed when it fails: what is not sent yet would leave, and with it the word that all is
    // well.
    Writer out = CsvFiles.open(response, "settlements.csv");
    SettlementCsv csv = new SettlementCsv(out, headings(texts), formats.getZone(), names);
    new SettlementFile(console, tenant, csv, texts.getString("settlements.file.notWhole"))
        .write(wish.query(Place.newest(), SettlementQuery.LIMIT_MAX));
    out.flush();
  }

  private static List<String> headings(ResourceBundle texts) {
    return Stream.of(
            "requested",
            "id",
            "state",
            "amount",
            "refunded",
            "currency",
            "sellers",
            "orders",
            "goods",
            "request",
            "paid")
        .map(column -> texts.getString("settlements.column." + column))
        .toList();
  }
}
