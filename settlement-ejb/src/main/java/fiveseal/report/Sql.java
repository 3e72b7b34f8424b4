package fiveseal.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A statement that is put together piece by piece, every value as a parameter at its place. */
final class Sql {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  /** Adds a piece with a value for each of its question marks, in their order. */
  Sql add(String piece, Object... values) {
    text.append(piece);
    Collections.addAll(parameters, values);
    return this;
  }

  /** Adds another statement. */
  Sql add(Sql other) {
    text.append(other.text);
    parameters.addAll(other.parameters);
    return this;
  }

  String text() {
    return text.toString();
  }

  List<Object> parameters() {
    return List.copyOf(parameters);
  }

  /** {@code (?, ?, …)}. */
  static String places(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }
}
