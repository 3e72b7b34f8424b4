package fiveseal.manager;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What verifying one stored message gave.
 *
 * @param number of its seal, 1 … 4
 * @param signer who signed it, by the message itself; empty if it is missing or unreadable
 * @param kid thumbprint of the key
 * @param receivedAt first receipt, or when it was made; empty if it is missing
 * @param facts in the order in which they were looked at
 */
public record SealFinding(
    int number,
    String typ,
    Optional<String> signer,
    Optional<String> kid,
    Optional<Instant> receivedAt,
    List<Fact> facts) {
  public SealFinding {
    facts = List.copyOf(facts);
  }

  /** Whether everything holds. */
  public boolean holds() {
    return facts.stream().allMatch(Fact::holds);
  }

  /** What was looked at. */
  public enum Subject {
    /** The message is there, as it must be in the settlement's state. */
    PRESENT,
    /** The signature over every byte, by a key of that signer that was valid at first receipt. */
    SIGNATURE,
    /** It says what the settlement's rows say. */
    CONTENT,
    /** It contains the message before it, or its digest, to the byte. */
    CHAIN
  }

  /**
   * One fact.
   *
   * @param detail what does not hold; empty if it does
   */
  public record Fact(Subject subject, boolean holds, String detail) {

    /** It holds. */
    public static Fact holding(Subject subject) {
      return new Fact(subject, true, "");
    }

    /** It does not. */
    public static Fact broken(Subject subject, String detail) {
      return new Fact(subject, false, detail);
    }
  }
}
