package fiveseal.testbed.simulator.sql;

import java.util.List;
import java.util.Locale;

/** The functions that checks and queries use. */
final class Functions {
  private Functions() {}

  static Expression of(String name, List<Expression> arguments, Tokens where) {
    Expression first = arguments.isEmpty() ? scope -> null : arguments.get(0);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "num_nonnulls" ->
          scope -> arguments.stream().filter(argument -> argument.value(scope) != null).count();
      case "octet_length" ->
          scope -> {
            byte[] bytes = (byte[]) first.value(scope);
            return bytes == null ? null : (Long) (long) bytes.length;
          };
      case "char_length" ->
          scope -> {
            String text = (String) first.value(scope);
            return text == null ? null : (Long) (long) text.codePointCount(0, text.length());
          };
      case "coalesce" ->
          scope -> {
            for (Expression argument : arguments) {
              Object value = argument.value(scope);
              if (value != null) {
                return value;
              }
            }
            return null;
          };
      // Balances are not rolled up here, so that nothing reads it.
      case "posting_transaction" -> scope -> 0L;
      // Hours are not counted here, so that nothing writes them.
      case "date_trunc" ->
          scope -> {
            throw new NotSimulated("date_trunc");
          };
      case "nextval" -> scope -> scope.parameter("nextval:" + first.value(scope));
      default -> throw where.unknown();
    };
  }
}
