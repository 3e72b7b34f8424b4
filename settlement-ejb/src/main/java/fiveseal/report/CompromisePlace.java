package fiveseal.report;

import fiveseal.protocol.ProtocolException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the list of what a key has touched: which of its sources, and behind what there.
 *
 * @param source its number among the kind's, from 0
 * @param at the time behind which, to the microsecond
 * @param id behind which of that time
 */
record CompromisePlace(int source, Instant at, String id) {
  private static final Pattern FORM =
      Pattern.compile("([0-9])\\.([0-9]{1,16})\\.([A-Za-z0-9._-]{0,64})");

  /** Where a source begins. */
  static CompromisePlace start(int source, CompromiseSource of, Instant stolenAt) {
    return new CompromisePlace(source, of.isSinceTheft() ? stolenAt : Instant.EPOCH, of.firstId());
  }

  /**
   * @throws ProtocolException {@code message-malformed}
   */
  static CompromisePlace parse(String text, List<CompromiseSource> sources) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) >= sources.size()) {
      throw ProtocolException.malformed("after does not have its form");
    }
    int source = Integer.parseInt(parts.group(1));
    String id = parts.group(3);
    if (sources.get(source).firstId().equals("-1") && !id.matches("[0-9]{1,18}")) {
      throw ProtocolException.malformed("after does not have its form");
    }
    Instant at = Instant.EPOCH.plus(Long.parseLong(parts.group(2)), ChronoUnit.MICROS);
    return new CompromisePlace(source, at, id);
  }

  /** The same place by another name of it. */
  CompromisePlace at(String name) {
    return new CompromisePlace(source, at, name);
  }

  String text() {
    return source + "." + ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id;
  }
}
