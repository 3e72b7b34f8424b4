package fiveseal.operator.pages;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The ways from one page to another: addresses of lists, and what follows an action. */
final class PageMoves {
  private PageMoves() {}

  /**
   * The address of a page of the operator's.
   *
   * @param page its name
   * @param query names and values in turn; null and empty values are left out
   */
  static String address(String page, Object... query) {
    StringBuilder address =
        new StringBuilder(external().getRequestContextPath()).append("/operator/").append(page);
    char sign = '?';
    for (int i = 0; i < query.length; i += 2) {
      String value = query[i + 1] == null ? "" : query[i + 1].toString();
      if (!value.isEmpty()) {
        address.append(sign).append(query[i]).append('=');
        address.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        sign = '&';
      }
    }
    return address.toString();
  }

  /** The address of the following page of a list, null if there is none. */
  static String following(String page, Optional<?> next, Object... query) {
    if (next.isEmpty()) {
      return null;
    }
    Object[] all = new Object[query.length + 2];
    System.arraycopy(query, 0, all, 0, query.length);
    all[query.length] = "after";
    all[query.length + 1] = next.get();
    return address(page, all);
  }

  /** After an action that was done: a page is opened, and says so. */
  static void done(String messageKey, String page, Object... query) {
    FacesContext faces = FacesContext.getCurrentInstance();
    external().getFlash().setKeepMessages(true);
    faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, text(messageKey), null));
    try {
      external().redirect(address(page, query));
      faces.responseComplete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says on the page itself why nothing was done. */
  static void refused(String messageKey) {
    FacesContext.getCurrentInstance()
        .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text(messageKey), null));
  }

  /** The answer is a file of that name. */
  static void file(String name, String type, byte[] content) {
    FacesContext faces = FacesContext.getCurrentInstance();
    external().setResponseContentType(type);
    external().setResponseContentLength(content.length);
    external().setResponseHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    external().setResponseHeader("Cache-Control", "no-store");
    try {
      external().getResponseOutputStream().write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    faces.responseComplete();
  }

  /** A text of the operator's pages, in the reader's language. */
  static String text(String key) {
    FacesContext faces = FacesContext.getCurrentInstance();
    return faces.getApplication().getResourceBundle(faces, "op").getString(key);
  }

  private static ExternalContext external() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }
}
