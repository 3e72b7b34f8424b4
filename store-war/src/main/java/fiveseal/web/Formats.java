package fiveseal.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import org.eclipse.microprofile.config.ConfigProvider;

/** How amounts, times and states are written in the reader's language. */
@Named("f")
@ApplicationScoped
public class Formats {
  private static final String ZONE = "fiveseal.time-zone";
  private static final String TEXTS = "fiveseal.web.texts";

  private final ZoneId zone;

  public Formats() {
    this(
        ConfigProvider.getConfig()
            .getOptionalValue(ZONE, String.class)
            .map(ZoneId::of)
            .orElseGet(ZoneId::systemDefault));
  }

  Formats(ZoneId zone) {
    this.zone = zone;
  }

  /** The zone in which times are shown: {@code fiveseal.time-zone}, else the server's. */
  public ZoneId getZone() {
    return zone;
  }

  /**
   * An amount with as many decimals as its currency has.
   *
   * @param amountMinor minor units; null shows nothing
   * @param currency ISO 4217
   */
  public String money(Number amountMinor, String currency) {
    return amountMinor == null ? "" : money(amountMinor.longValue(), currency, language());
  }

  /** The same in a stated language. */
  static String money(long amountMinor, String currency, Locale language) {
    Currency unit = Currency.getInstance(currency);
    NumberFormat format = NumberFormat.getCurrencyInstance(language);
    format.setCurrency(unit);
    format.setMinimumFractionDigits(unit.getDefaultFractionDigits());
    format.setMaximumFractionDigits(unit.getDefaultFractionDigits());
    return format.format(BigDecimal.valueOf(amountMinor, unit.getDefaultFractionDigits()));
  }

  /**
   * A moment to the second, with its zone.
   *
   * @param moment an {@link Instant}, an {@link OffsetDateTime}, seconds UTC as a number, an
   *     Optional of one of them, or null, which shows nothing
   */
  public String time(Object moment) {
    return instant(moment)
        .map(
            at ->
                new DateTimeFormatterBuilder()
                    .appendLocalized(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
                    .appendPattern(" zzz")
                    .toFormatter(language())
                    .format(at.atZone(zone)))
        .orElse("");
  }

  /** A day. */
  public String day(Object moment) {
    return instant(moment)
        .map(
            at ->
                new DateTimeFormatterBuilder()
                    .appendLocalized(FormatStyle.MEDIUM, null)
                    .toFormatter(language())
                    .format(at.atZone(zone)))
        .orElse("");
  }

  private static Optional<Instant> instant(Object moment) {
    if (moment instanceof Optional<?> optional) {
      return optional.flatMap(Formats::instant);
    }
    if (moment instanceof Instant instant) {
      return Optional.of(instant);
    }
    if (moment instanceof OffsetDateTime time) {
      return Optional.of(time.toInstant());
    }
    if (moment instanceof Number seconds) {
      return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
    }
    if (moment == null) {
      return Optional.empty();
    }
    throw new IllegalArgumentException("no moment: " + moment.getClass());
  }

  /** A count. */
  public String number(Number count) {
    return count == null ? "" : NumberFormat.getIntegerInstance(language()).format(count);
  }

  /** A state, kind or role by its name in the code, in words. */
  public String state(Object name) {
    String key = "state." + name;
    ResourceBundle texts = ResourceBundle.getBundle(TEXTS, language());
    return texts.containsKey(key) ? texts.getString(key) : String.valueOf(name);
  }

  /** The state's name as style sheets know it. */
  public String stateClass(Object name) {
    return String.valueOf(name).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What a refusal's code says to a person.
   *
   * @throws MissingResourceException if the texts do not know the code
   */
  public String error(String code) {
    return ResourceBundle.getBundle(TEXTS, language()).getString("error." + code);
  }

  private static Locale language() {
    FacesContext faces = FacesContext.getCurrentInstance();
    return faces.getViewRoot() == null
        ? faces.getApplication().getDefaultLocale()
        : faces.getViewRoot().getLocale();
  }
}
