package fiveseal.clientdevice;

import fiveseal.protocol.Json;
import fiveseal.protocol.Message;
import fiveseal.protocol.jws.MessageType;
import fiveseal.protocol.jws.Signed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the holder sees and answers: lines for a person, or one JSON object at the end. */
final class Screen {
  private final PrintWriter out;
  private final BufferedReader in;
  private final boolean yes;
  private final boolean json;
  private final List<Map<String, Object>> seals = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final Map<String, Object> results = new LinkedHashMap<>();

  /**
   * @param yes the holder agreed beforehand
   * @param json prints nothing before {@link #finish}
   */
  Screen(PrintWriter out, BufferedReader in, boolean yes, boolean json) {
    this.out = out;
    this.in = in;
    this.yes = yes;
    this.json = json;
  }

  void say(String line) {
    if (!json) {
      out.println(printable(line));
      out.flush();
    }
  }

  /** A line that the JSON object keeps too. */
  void notice(String line) {
    notices.add(line);
    say(line);
  }

  /** A member of the JSON object. */
  void result(String name, Object value) {
    results.put(name, value);
  }

  /**
   * @param number 1 … 5, the seal's number
   */
  void seal(int number, Signed<? extends Message> message) {
    String typ = MessageType.of(message.message().getClass()).typ();
    String signer = message.message().iss();
    say("seal " + number + " " + typ + " signed by " + signer + ", verified by client");
    seals.add(seal(number, typ, signer, true));
  }

  /** A seal that did not hold. */
  void brokenSeal(int number, String typ, String signer, String reason) {
    say("seal " + number + " " + typ + " of " + signer + " INVALID: " + reason);
    seals.add(seal(number, typ, signer, false));
  }

  private static Map<String, Object> seal(int number, String typ, String signer, boolean verified) {
    Map<String, Object> seal = new LinkedHashMap<>();
    seal.put("number", number);
    seal.put("typ", typ);
    seal.put("signer", signer);
    seal.put("verified", verified);
    return seal;
  }

  /**
   * @throws DeviceException {@link Outcome#NOT_CONFIRMED} if the holder does not agree
   */
  void confirm(String question) {
    if (yes) {
      return;
    }
    if (json) {
      throw new DeviceException(Outcome.NOT_CONFIRMED, "--json asks nothing; add --yes to agree.");
    }
    out.print(printable(question) + " [y/N] ");
    out.flush();
    try {
      String answer = in.readLine();
      if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
        throw new DeviceException(
            Outcome.NOT_CONFIRMED, "Not confirmed; nothing was given to the card.");
      }
    } catch (IOException e) {
      throw new DeviceException(Outcome.NOT_CONFIRMED, "Cannot ask; add --yes to agree.", e);
    }
  }

  /** Ends the output; gives the exit code. */
  int finish(Outcome outcome) {
    return finish(outcome, null);
  }

  /** Ends the output with the sentence that tells why; gives the exit code. */
  int finish(Outcome outcome, DeviceException why) {
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("outcome", outcome.name());
      document.putAll(results);
      document.put("seals", seals);
      document.put("notices", notices);
      if (why != null) {
        document.put("error", why.getMessage());
        if (why instanceof ServerRefusal refusal && !refusal.code().isEmpty()) {
          document.put("code", refusal.code());
        }
      }
      out.println(Json.write(document));
      out.flush();
    }
    return outcome.exitCode();
  }

  /** Without what moves a terminal's cursor or turns the reading direction. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
  }
}
