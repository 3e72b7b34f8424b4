package fiveseal.protocol;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Public ids: UUID version 7 (RFC 9562 section 5.7) with all 74 random bits from a secure
 * generator, since knowing a settlement's id is what lets a client see and pay it.
 */
public final class UuidV7 {
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final InstantSource clock;
  private final SecureRandom random;

  public UuidV7(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new id, lower case. */
  public String next() {
    long high = clock.millis() << 16 | 0x7000L | (random.nextInt() & 0xFFFL);
    long low = 0x8000_0000_0000_0000L | (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
    return new UUID(high, low).toString();
  }

  /** Whether the text is a UUID of any version as we write it: lower case, with hyphens. */
  public static boolean isCanonical(String text) {
    return CANONICAL.matcher(text).matches();
  }
}
