package fiveseal.web;

import jakarta.faces.context.FacesContext;
import java.text.MessageFormat;
import java.util.Locale;

/** The texts that all pages share, in the reader's language. */
final class Texts {
  private Texts() {}

  /** The text of a key of the bundle {@code t}. */
  static String common(String key) {
    FacesContext faces = FacesContext.getCurrentInstance();
    return faces.getApplication().getResourceBundle(faces, "t").getString(key);
  }

  /** The same with {0}, {1} … filled in. */
  static String common(String key, Object... parts) {
    Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
    return new MessageFormat(common(key), locale).format(parts);
  }
}
