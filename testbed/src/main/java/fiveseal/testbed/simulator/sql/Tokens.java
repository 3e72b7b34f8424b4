package fiveseal.testbed.simulator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of a statement, one after the other. */
public final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^']|'')*'|[0-9]+|[:?][A-Za-z0-9_]+|\\?|::|<>|<=|>=|[A-Za-z_][A-Za-z0-9_]*|[^\\s]");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int next;

  public Tokens(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text.replaceAll("--[^\n]*", ""));
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
  }

  public boolean atEnd() {
    return next == tokens.size();
  }

  /** The next token in lower case, empty at the end. */
  public String peek() {
    return peek(0);
  }

  /** A token further on, in lower case. */
  public String peek(int ahead) {
    int index = next + ahead;
    return index < tokens.size() ? tokens.get(index).toLowerCase(Locale.ROOT) : "";
  }

  /** Takes the next token as it is written. */
  public String take() {
    if (atEnd()) {
      throw unknown();
    }
    return tokens.get(next++);
  }

  /** Takes these tokens if they come next. */
  public boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).equals(words[i])) {
        return false;
      }
    }
    next += words.length;
    return true;
  }

  /** Takes these tokens, which must come next. */
  public void expect(String... words) {
    if (!accept(words)) {
      throw unknown();
    }
  }

  /** Takes everything up to the bracket that closes one that was taken before, and it too. */
  public void skipBracket() {
    int depth = 1;
    while (depth > 0) {
      String token = take();
      depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
    }
  }

  /** Takes everything up to the end of the statement, and its semicolon. */
  public void skipStatement() {
    while (!atEnd() && !accept(";")) {
      take();
    }
  }

  /** What this simulator does not know must not pass silently. */
  public NotSimulated unknown() {
    return new NotSimulated(
        "the simulated database does not know this (at token "
            + next
            + ", \""
            + peek()
            + "\"): "
            + text);
  }
}
