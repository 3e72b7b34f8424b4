package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HTTP as anybody can write it: with any header, none, or twice. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  /**
   * An answer.
   *
   * @param headers by their names in lower case
   */
  record Reply(int status, Map<String, String> headers, String body) {
    JsonMembers json() {
      return Json.object(body);
    }

    /** Of a problem document. */
    String code() {
      return json().text("code");
    }

    boolean allowsAnyPage() {
      return headers.containsKey("access-control-allow-origin");
    }
  }

  /**
   * @param headers each a whole line; {@code Content-Length} is added for a body
   */
  Reply ask(String method, String path, List<String> headers, String body) throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    byte[] bytes = body.getBytes(UTF_8);
    if (bytes.length > 0 || method.equals("POST")) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    return send(head.append("Connection: close\r\n\r\n").toString(), bytes);
  }

  /** Whatever bytes, until the other side ends. */
  Reply send(String head, byte[] body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      try {
        socket.getOutputStream().write(body);
      } catch (IOException refusedBeforeItsEnd) {
        // What it says of that can be read all the same.
      }
      return reply(socket.getInputStream());
    }
  }

  private static Reply reply(InputStream in) throws IOException {
    String all = new String(in.readAllBytes(), ISO_8859_1);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer: " + all);
    }
    List<String> lines = all.substring(0, end).lines().toList();
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
    String body = new String(all.substring(end + 4).getBytes(ISO_8859_1), UTF_8);
    return new Reply(Integer.parseInt(lines.get(0).split(" ", -1)[1]), headers, body);
  }
}
