package fiveseal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the reader is. */
@Named("pagePath")
@RequestScoped
public class PagePath {
  @Inject private HttpServletRequest request;

  /** The path from the context root as the container understands it, decoded and normalized. */
  static String of(HttpServletRequest request) {
    return request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
  }

  /** The page's path from the context root, without its extension. */
  public String getCurrent() {
    String path = of(request);
    return path.endsWith(".xhtml") ? path.substring(0, path.lastIndexOf('.')) : path;
  }

  /**
   * Whether the reader is at a page.
   *
   * @param path from the context root; a folder's start ends with a slash
   */
  public boolean isAt(String path) {
    String current = getCurrent();
    return current.equals(path) || (path.endsWith("/") && current.equals(path + "index"));
  }

  /** The page with its query, from the context root, to come back to. */
  public String getHere() {
    String query = request.getQueryString();
    return getCurrent() + (query == null ? "" : "?" + query);
  }

  /** Where a preference is chosen, coming back to this page. */
  public String preference(String name, String value) {
    return request.getContextPath()
        + "/preferences?"
        + name
        + "="
        + value
        + "&back="
        + URLEncoder.encode(getHere(), StandardCharsets.UTF_8);
  }
}
