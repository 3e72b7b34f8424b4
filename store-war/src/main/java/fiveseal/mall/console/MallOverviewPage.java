package fiveseal.mall.console;

import fiveseal.manager.Overview;
import fiveseal.manager.Overview.Figures;
import fiveseal.manager.Overviews;
import fiveseal.manager.Tenant;
import fiveseal.web.CurrentLogin;
import fiveseal.web.Formats;
import fiveseal.web.Languages;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.ToLongFunction;

/** What happened lately, in figures and charts, with a table beside each chart. */
@Named
@RequestScoped
public class MallOverviewPage {
  private static final String SALES_COLOUR = "#3f7fbf";
  private static final String REFUND_COLOUR = "#c8553d";
  private static final String GRID = "rgba(128, 128, 128, 0.25)";
  private static final String LABEL = "#808080";

  @Inject private CurrentLogin login;
  @Inject private Formats formats;
  @Inject private Languages languages;
  @EJB private Overviews overviews;

  private Overview overview;

  public Overview getOverview() {
    if (overview == null) {
      overview = overviews.overview(login.tenant(), formats.getZone());
    }
    return overview;
  }

  /** Each currency in which anything happened in the last 30 days. */
  public List<String> getCurrencies() {
    return getOverview().days().stream().map(Figures::currency).distinct().toList();
  }

  /** The last 30 days together. */
  public Figures month(String currency) {
    return sum(getOverview().days(), currency);
  }

  /** The last 24 hours together. */
  public Figures day(String currency) {
    return sum(getOverview().hours(), currency);
  }

  private static Figures sum(List<Figures> figures, String currency) {
    return of(figures, currency).stream()
        .reduce(Figures.none(Instant.EPOCH, currency), Figures::plus);
  }

  private static List<Figures> of(List<Figures> figures, String currency) {
    return figures.stream().filter(one -> one.currency().equals(currency)).toList();
  }

  public List<Figures> hours(String currency) {
    return of(getOverview().hours(), currency);
  }

  /** The newest first, as tables are read. */
  public List<Figures> days(String currency) {
    return of(getOverview().days(), currency).stream()
        .sorted(Comparator.comparing(Figures::start).reversed())
        .toList();
  }

  public List<Overview.SellerFigures> sellers(String currency) {
    return getOverview().sellers().stream()
        .filter(seller -> seller.figures().currency().equals(currency))
        .toList();
  }

  public boolean isSellersShown() {
    return login.tenant().kind() != Tenant.Kind.LOWER_STORE;
  }

  /** How many wait, or that there are more than were counted. */
  public String count(Overview.Waiting waiting) {
    return formats.number(waiting.count()) + (waiting.more() ? "+" : "");
  }

  /** An hour of the day. */
  public String hour(Instant start) {
    return DateTimeFormatter.ofPattern("HH:mm", languages.getCurrent())
        .format(start.atZone(formats.getZone()));
  }

  /** Chart.js: turnover and refunds of the last 24 hours. */
  public String hoursChart(String currency) {
    JsonArrayBuilder labels = Json.createArrayBuilder();
    hours(currency).forEach(figures -> labels.add(hour(figures.start())));
    return chart(labels, of(getOverview().hours(), currency), currency);
  }

  /** Chart.js: turnover and refunds of the last 30 days. */
  public String daysChart(String currency) {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("M/d", languages.getCurrent());
    JsonArrayBuilder labels = Json.createArrayBuilder();
    of(getOverview().days(), currency)
        .forEach(figures -> labels.add(day.format(figures.start().atZone(formats.getZone()))));
    return chart(labels, of(getOverview().days(), currency), currency);
  }

  private String chart(JsonArrayBuilder labels, List<Figures> figures, String currency) {
    ResourceBundle texts =
        ResourceBundle.getBundle("fiveseal.mall.console", languages.getCurrent());
    JsonArrayBuilder sets =
        Json.createArrayBuilder()
            .add(
                set(
                    texts.getString("overview.turnover"),
                    SALES_COLOUR,
                    figures,
                    currency,
                    Figures::salesMinor))
            .add(
                set(
                    texts.getString("overview.refunded"),
                    REFUND_COLOUR,
                    figures,
                    currency,
                    Figures::refundedMinor));
    return Json.createObjectBuilder()
        .add("type", "bar")
        .add("data", Json.createObjectBuilder().add("labels", labels).add("datasets", sets))
        .add("options", options())
        .build()
        .toString();
  }

  private static JsonObjectBuilder set(
      String label,
      String colour,
      List<Figures> figures,
      String currency,
      ToLongFunction<Figures> column) {
    int digits = Currency.getInstance(currency).getDefaultFractionDigits();
    JsonArrayBuilder data = Json.createArrayBuilder();
    figures.forEach(one -> data.add(BigDecimal.valueOf(column.applyAsLong(one), digits)));
    return Json.createObjectBuilder()
        .add("label", label)
        .add("backgroundColor", colour)
        .add("data", data);
  }

  /** It stands in both colour schemes, so its lines and words are of a middle grey. */
  private static JsonObjectBuilder options() {
    return Json.createObjectBuilder()
        .add("animation", false)
        .add("maintainAspectRatio", false)
        .add(
            "plugins",
            Json.createObjectBuilder()
                .add(
                    "legend",
                    Json.createObjectBuilder()
                        .add("labels", Json.createObjectBuilder().add("color", LABEL))))
        .add("scales", Json.createObjectBuilder().add("x", axis(false)).add("y", axis(true)));
  }

  private static JsonObjectBuilder axis(boolean amounts) {
    return Json.createObjectBuilder()
        .add("beginAtZero", amounts)
        .add("grid", Json.createObjectBuilder().add("color", GRID).add("display", amounts))
        .add("ticks", Json.createObjectBuilder().add("color", LABEL));
  }
}
