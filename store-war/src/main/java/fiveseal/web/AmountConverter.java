package fiveseal.web;

import fiveseal.protocol.Amount;
import fiveseal.protocol.IsoCurrency;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;

/**
 * A field in which an amount is typed, 0 … 2,147,483,647 minor units; the field's attribute {@code
 * currency} tells in which currency.
 */
@FacesConverter("fiveseal.amount")
public class AmountConverter implements Converter<Long> {
  private static final String CURRENCY = "currency";

  @Override
  public Long getAsObject(FacesContext faces, UIComponent field, String typed) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    String currency = currencyOf(field);
    if (AmountText.isTooFine(typed, currency)) {
      throw refused("amount.decimals", currency, IsoCurrency.of(currency).digits());
    }
    long minor =
        AmountText.minor(typed, currency)
            .orElseThrow(() -> refused("amount.form", AmountText.typed(1_980, currency)));
    if (minor > Amount.MAX_MINOR) {
      throw refused("amount.most", AmountText.typed(Amount.MAX_MINOR, currency), currency);
    }
    return minor;
  }

  @Override
  public String getAsString(FacesContext faces, UIComponent field, Long minor) {
    return minor == null ? "" : AmountText.typed(minor, currencyOf(field));
  }

  private static String currencyOf(UIComponent field) {
    return (String) field.getAttributes().get(CURRENCY);
  }

  private static ConverterException refused(String text, Object... parts) {
    return new ConverterException(
        new FacesMessage(FacesMessage.SEVERITY_ERROR, Texts.common(text, parts), null));
  }
}
