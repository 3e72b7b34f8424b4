package fiveseal.testbed.simulator.sql;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Values as columns hold them: texts, whole numbers, truths, bytes and times. */
public final class Values {
  private Values() {}

  /** Any Java value as a column would hold it. */
  public static Object stored(Object value) {
    if (value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof BigInteger number) {
      return number.longValueExact();
    }
    if (value instanceof Instant time) {
      return time.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(Values::stored).toList();
    }
    return value;
  }

  /** SQL's equality; null if either is. */
  public static Boolean equal(Object a, Object b) {
    if (a == null || b == null) {
      return null;
    }
    return same(a, b);
  }

  /** Equality where NULL is a value like any other. */
  public static boolean same(Object a, Object b) {
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (a instanceof byte[] bytes) {
      return b instanceof byte[] other && Arrays.equals(bytes, other);
    }
    if (a instanceof OffsetDateTime time) {
      return b instanceof OffsetDateTime other && time.isEqual(other);
    }
    return a.equals(b);
  }

  /** {@code 5 minutes}: an interval of one unit, as checks have it. */
  static Duration interval(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 2 || !parts[1].equals("minutes")) {
      throw new NotSimulated("no interval: " + text);
    }
    return Duration.ofMinutes(Long.parseLong(parts[0]));
  }

  /** A number and a number, or a time and an interval. */
  static Object sum(Object a, int sign, Object b) {
    if (a instanceof OffsetDateTime time) {
      return time.plus(((Duration) b).multipliedBy(sign));
    }
    return (Long) a + sign * (Long) b;
  }

  /** Order of two values of one kind; NULL comes last. */
  public static int compare(Object a, Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? 1 : -1;
    }
    if (a instanceof Long left) {
      return left.compareTo((Long) b);
    }
    if (a instanceof String left) {
      return left.compareTo((String) b);
    }
    if (a instanceof OffsetDateTime left) {
      return left.compareTo((OffsetDateTime) b);
    }
    if (a instanceof byte[] left) {
      return Arrays.compareUnsigned(left, (byte[]) b);
    }
    if (a instanceof Boolean left) {
      return left.compareTo((Boolean) b);
    }
    throw new NotSimulated("no order for " + a.getClass());
  }

  /** Something that equals itself and can be a key of a map. */
  public static Object key(Object value) {
    if (value instanceof byte[] bytes) {
      return java.nio.ByteBuffer.wrap(bytes);
    }
    if (value instanceof List<?> parts) {
      return parts.stream().map(Values::key).toList();
    }
    return value;
  }
}
