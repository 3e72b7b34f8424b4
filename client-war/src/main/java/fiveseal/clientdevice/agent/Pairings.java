package fiveseal.clientdevice.agent;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Which pages the holder has let in. A page shows the code that it was given, the agent shows the
 * same and asks; whoever agrees has compared them. A pairing is for one origin and ends with the
 * agent.
 */
final class Pairings implements AutoCloseable {
  private static final int KEPT_MAX = 16;
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 16;
  private static final int CODES = 1_000_000;
  private static final int NAME_LENGTH_MAX = 40;

  private final Confirmation confirmation;
  private final Duration patience;
  private final SecureRandom random;
  private final ExecutorService asking = Executors.newSingleThreadExecutor();
  private final Map<String, Pairing> pairings =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pairing> eldest) {
          return size() > KEPT_MAX;
        }
      };

  Pairings(Confirmation confirmation, Duration patience, SecureRandom random) {
    this.confirmation = confirmation;
    this.patience = patience;
    this.random = random;
  }

  enum State {
    PENDING,
    PAIRED,
    REFUSED
  }

  private static final class Pairing {
    private final String origin;
    private State state = State.PENDING;
    private Optional<String> token = Optional.empty();
    private byte[] digest = {};

    private Pairing(String origin) {
      this.origin = origin;
    }
  }

  /**
   * A pairing that waits for the holder.
   *
   * @param code six digits, for both sides to show
   */
  record Begun(String id, String code) {}

  /**
   * @param token told once, when the holder has agreed
   */
  record Told(State state, Optional<String> token) {}

  /**
   * @param name what the page calls itself: 1 … 40 printable characters
   * @throws ProtocolException {@code too-many-requests} while another one waits
   */
  Begun begin(String origin, String name) {
    if (name.isBlank()
        || name.length() > NAME_LENGTH_MAX
        || !name.matches("[^\\p{C}\\p{Zl}\\p{Zp}]+")) {
      throw ProtocolException.malformed("name is not 1 … 40 printable characters");
    }
    String code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
    Pairing pairing = new Pairing(origin);
    String id = secret(ID_BYTES);
    synchronized (pairings) {
      if (pairings.values().stream().anyMatch(other -> other.state == State.PENDING)) {
        throw new ProtocolException(
            ErrorCode.TOO_MANY_REQUESTS, "the holder is being asked about another page");
      }
      pairings.put(id, pairing);
    }
    asking.execute(() -> decide(pairing, question(origin, name, code)));
    return new Begun(id, code);
  }

  private static List<String> question(String origin, String name, String code) {
    return List.of(
        "May a page use the card readers of this machine, and does it show the code " + code + "?",
        "page    " + name,
        "of      " + origin);
  }

  private void decide(Pairing pairing, List<String> question) {
    boolean agreed = false;
    try {
      agreed = confirmation.agrees(question, patience);
    } finally {
      synchronized (pairings) {
        pairing.state = agreed ? State.PAIRED : State.REFUSED;
        if (agreed) {
          String token = secret(SECRET_BYTES);
          pairing.token = Optional.of(token);
          pairing.digest = digest(token);
        }
      }
    }
  }

  /**
   * @throws ProtocolException {@code not-found} for another origin's too
   */
  Told told(String origin, String id) {
    synchronized (pairings) {
      Pairing pairing = pairings.get(id);
      if (pairing == null || !pairing.origin.equals(origin)) {
        throw new ProtocolException(ErrorCode.NOT_FOUND, "no such pairing");
      }
      Told told = new Told(pairing.state, pairing.token);
      pairing.token = Optional.empty();
      return told;
    }
  }

  /**
   * @param token that a page of this origin shows
   * @throws ProtocolException {@code not-paired}
   */
  void requirePaired(String origin, Optional<String> token) {
    byte[] shown = digest(token.orElse(""));
    synchronized (pairings) {
      boolean paired = false;
      for (Pairing pairing : pairings.values()) {
        paired |= MessageDigest.isEqual(pairing.digest, shown) && pairing.origin.equals(origin);
      }
      if (!paired) {
        throw new ProtocolException(ErrorCode.NOT_PAIRED, ErrorCode.NOT_PAIRED.sentence());
      }
    }
  }

  private static byte[] digest(String token) {
    return Digests.sha256(token);
  }

  private String secret(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
