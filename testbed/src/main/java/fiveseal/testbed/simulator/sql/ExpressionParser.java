package fiveseal.testbed.simulator.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Reads conditions and values; what it does not know it refuses. */
public final class ExpressionParser {
  private final Tokens tokens;
  private final Function<String, Expression> paths;
  private int positional;

  public ExpressionParser(Tokens tokens) {
    this(tokens, path -> scope -> scope.column(path));
  }

  /**
   * @param paths gives the value of a column or attribute, so that its place is found only once
   */
  public ExpressionParser(Tokens tokens, Function<String, Expression> paths) {
    this.tokens = tokens;
    this.paths = paths;
  }

  /** A condition or value. */
  public Expression parse() {
    Expression left = conjunction();
    while (tokens.accept("or")) {
      Expression first = left;
      Expression second = conjunction();
      left = scope -> or((Boolean) first.value(scope), () -> (Boolean) second.value(scope));
    }
    return left;
  }

  private Expression conjunction() {
    Expression left = negation();
    while (tokens.accept("and")) {
      Expression first = left;
      Expression second = negation();
      left = scope -> and((Boolean) first.value(scope), () -> (Boolean) second.value(scope));
    }
    return left;
  }

  private static Boolean or(Boolean left, java.util.function.Supplier<Boolean> right) {
    if (Boolean.TRUE.equals(left)) {
      return true;
    }
    Boolean other = right.get();
    return Boolean.TRUE.equals(other) ? Boolean.TRUE : unlessUnknown(left, other, false);
  }

  private static Boolean and(Boolean left, java.util.function.Supplier<Boolean> right) {
    if (Boolean.FALSE.equals(left)) {
      return false;
    }
    Boolean other = right.get();
    return Boolean.FALSE.equals(other) ? Boolean.FALSE : unlessUnknown(left, other, true);
  }

  private static Boolean unlessUnknown(Boolean left, Boolean right, Boolean known) {
    return (left == null || right == null) ? null : known;
  }

  private Expression negation() {
    if (!tokens.accept("not")) {
      return comparison();
    }
    Expression inner = negation();
    return scope -> not((Boolean) inner.value(scope));
  }

  private static Boolean not(Boolean value) {
    return value == null ? null : !value;
  }

  private Expression comparison() {
    Expression left = sum();
    switch (tokens.peek()) {
      case "=", "<>", "<", "<=", ">", ">=" -> {
        return compared(left, tokens.take(), sum());
      }
      case "~" -> {
        tokens.take();
        Predicate<String> pattern = TextPattern.of(text(tokens.take()));
        return scope -> {
          Object value = left.value(scope);
          return value == null ? null : pattern.test((String) value);
        };
      }
      case "is" -> {
        tokens.take();
        boolean wanted = !tokens.accept("not");
        tokens.expect("null");
        return scope -> (left.value(scope) == null) == wanted;
      }
      default -> {
        boolean wanted = !tokens.accept("not");
        Expression condition = tokens.peek().equals("between") ? between(left) : in(left, wanted);
        return wanted || condition == left ? condition : s -> not((Boolean) condition.value(s));
      }
    }
  }

  private static Expression compared(Expression left, String sign, Expression right) {
    if (sign.equals("=")) {
      return scope -> Values.equal(left.value(scope), right.value(scope));
    }
    if (sign.equals("<>")) {
      return scope -> not(Values.equal(left.value(scope), right.value(scope)));
    }
    IntPredicate fits =
        switch (sign) {
          case "<" -> order -> order < 0;
          case "<=" -> order -> order <= 0;
          case ">" -> order -> order > 0;
          default -> order -> order >= 0;
        };
    return scope -> {
      Object a = left.value(scope);
      Object b = right.value(scope);
      return (a == null || b == null) ? null : fits.test(Values.compare(a, b));
    };
  }

  private Expression between(Expression left) {
    tokens.expect("between");
    Expression low = sum();
    tokens.expect("and");
    Expression high = sum();
    return scope -> {
      Object value = left.value(scope);
      Object from = low.value(scope);
      Object to = high.value(scope);
      return (value == null || from == null || to == null)
          ? null
          : Values.compare(value, from) >= 0 && Values.compare(value, to) <= 0;
    };
  }

  private Expression in(Expression left, boolean plain) {
    if (!tokens.accept("in")) {
      if (!plain) {
        throw tokens.unknown();
      }
      return left;
    }
    if (tokens.peek().startsWith(":")) {
      Expression many = sum();
      return scope -> among(left.value(scope), (List<?>) many.value(scope));
    }
    tokens.expect("(");
    List<Expression> members = new ArrayList<>();
    boolean literals = true;
    do {
      char first = tokens.peek().charAt(0);
      literals &= first == '\'' || Character.isDigit(first);
      members.add(sum());
    } while (tokens.accept(","));
    tokens.expect(")");
    if (literals) {
      List<Object> known = members.stream().map(member -> member.value(null)).toList();
      return scope -> among(left.value(scope), known);
    }
    return scope -> {
      List<Object> values = new ArrayList<>();
      for (Expression member : members) {
        Object value = member.value(scope);
        if (value instanceof List<?> many) {
          values.addAll(many);
        } else {
          values.add(value);
        }
      }
      return among(left.value(scope), values);
    };
  }

  private static Boolean among(Object value, List<?> values) {
    if (value == null) {
      return null;
    }
    for (Object member : values) {
      if (Values.same(value, member)) {
        return true;
      }
    }
    return false;
  }

  private Expression sum() {
    Expression left = value();
    while (tokens.peek().equals("+") || tokens.peek().equals("-")) {
      int sign = tokens.take().equals("+") ? 1 : -1;
      Expression first = left;
      Expression second = value();
      left =
          scope -> {
            Object a = first.value(scope);
            Object b = second.value(scope);
            return (a == null || b == null) ? null : Values.sum(a, sign, b);
          };
    }
    return left;
  }

  private Expression value() {
    String token = tokens.take();
    if (token.equals("(")) {
      Expression inner = parse();
      tokens.expect(")");
      return cast(inner);
    }
    if (token.startsWith("'")) {
      String text = text(token);
      return cast(scope -> text);
    }
    if (Character.isDigit(token.charAt(0))) {
      Long number = Long.valueOf(token);
      return scope -> number;
    }
    if (token.startsWith(":") || token.startsWith("?")) {
      String name = token.length() > 1 ? token.substring(1) : Integer.toString(++positional);
      return scope -> scope.parameter(name);
    }
    return switch (token.toLowerCase(java.util.Locale.ROOT)) {
      case "true" -> scope -> true;
      case "false" -> scope -> false;
      case "null" -> scope -> null;
      case "case" -> choice();
      case "cast" -> castFunction();
      case "interval" -> interval();
      default -> tokens.peek().equals("(") ? function(token) : path(token);
    };
  }

  private Expression cast(Expression inner) {
    if (tokens.accept("::")) {
      tokens.take();
    }
    return inner;
  }

  private Expression castFunction() {
    tokens.expect("(");
    Expression inner = parse();
    tokens.expect("as");
    tokens.take();
    tokens.expect(")");
    return inner;
  }

  private Expression interval() {
    Duration duration = Values.interval(text(tokens.take()));
    return scope -> duration;
  }

  private Expression path(String first) {
    StringBuilder path = new StringBuilder(first);
    while (tokens.accept(".")) {
      String next = tokens.take();
      if (tokens.peek().equals("(")) {
        return function(next); // of a schema
      }
      path.append('.').append(next);
    }
    return paths.apply(path.toString());
  }

  private Expression choice() {
    tokens.expect("when");
    Expression condition = parse();
    tokens.expect("then");
    Expression then = parse();
    Expression otherwise = tokens.accept("else") ? parse() : scope -> null;
    tokens.expect("end");
    return scope -> condition.isTrue(scope) ? then.value(scope) : otherwise.value(scope);
  }

  private Expression function(String name) {
    tokens.expect("(");
    List<Expression> arguments = new ArrayList<>();
    if (!tokens.accept(")")) {
      do {
        arguments.add(parse());
      } while (tokens.accept(","));
      tokens.expect(")");
    }
    return Functions.of(name, arguments, tokens);
  }

  private static String text(String literal) {
    return literal.substring(1, literal.length() - 1).replace("''", "'");
  }
}
