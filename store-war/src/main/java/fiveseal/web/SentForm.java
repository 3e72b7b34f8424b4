package fiveseal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is sent to a page, looked at before the page is. Files are taken by one page alone, and only
 * from those who may open it: nobody else makes the server keep what it did not ask for. A form
 * comes by POST, since of a link nobody knows which page made it. And no text has the one character
 * that no text in the database can have.
 */
final class SentForm {
  /** Where a file may be sent. */
  private static final Set<String> FILES = Set.of("/console/good");

  /** With a file; what web.xml lets the container take is more. */
  private static final long BODY_BYTES_MAX = 4 * 1024 * 1024;

  /** By this Faces knows a form that comes back, whatever the method. */
  private static final String VIEW_STATE = "jakarta.faces.ViewState";

  private SentForm() {}

  /** The status with which it is refused; empty if the page may read it. */
  static OptionalInt refusal(HttpServletRequest request) {
    if (isMultipart(request)) {
      OptionalInt status = refusalOfFile(request);
      if (status.isPresent()) {
        return status;
      }
    }
    try {
      if (!request.getMethod().equals("POST") && request.getParameter(VIEW_STATE) != null) {
        return OptionalInt.of(HttpServletResponse.SC_NOT_FOUND);
      }
      return hasNull(request)
          ? OptionalInt.of(HttpServletResponse.SC_BAD_REQUEST)
          : OptionalInt.empty();
    } catch (IllegalStateException e) {
      // So the container says that the body is larger than web.xml lets it be.
      return OptionalInt.of(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    }
  }

  /** By what is announced, as browsers do, before any of it is read. */
  private static OptionalInt refusalOfFile(HttpServletRequest request) {
    if (!FILES.contains(page(request))) {
      return OptionalInt.of(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    }
    long bytes = request.getContentLengthLong();
    return bytes < 0 || bytes > BODY_BYTES_MAX
        ? OptionalInt.of(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE)
        : OptionalInt.empty();
  }

  private static boolean isMultipart(HttpServletRequest request) {
    return Optional.ofNullable(request.getContentType())
        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/"))
        .isPresent();
  }

  /** Without its extension. */
  private static String page(HttpServletRequest request) {
    String path = PagePath.of(request);
    return path.endsWith(".xhtml") ? path.substring(0, path.lastIndexOf('.')) : path;
  }

  private static boolean hasNull(HttpServletRequest request) {
    return request.getParameterMap().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(value -> value.indexOf('\0') >= 0);
  }
}
