package fiveseal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The manager's next signing key. It is signed twice, by the key that it succeeds and by the
 * operator's CA; where the old key is compromised, by the CA alone.
 *
 * @param iss the manager
 * @param predecessor kid of the key that is succeeded
 * @param successor kid of the next key
 * @param x5c the next key's certificate and those of the CA (RFC 7515 section 4.1.6)
 * @param reason why
 * @param from seconds UTC from which on the next key signs
 */
public record KeySuccession(
    String iss,
    String predecessor,
    String successor,
    List<String> x5c,
    Reason reason,
    long from,
    long iat)
    implements Message {
  private static final int CERTIFICATES_MAX = 10;

  /** Why a key is succeeded. */
  public enum Reason {
    /** In good order: both keys verify, the next one signs. */
    ROTATED,
    /** Somebody else may sign with the old key. */
    COMPROMISED;

    private static Reason read(String name) {
      for (Reason reason : values()) {
        if (reason.name().equals(name)) {
          return reason;
        }
      }
      throw ProtocolException.malformed("unknown reason");
    }
  }

  public KeySuccession {
    Members.requireId(iss, "iss");
    Members.requireThumbprint(predecessor, "predecessor");
    Members.requireThumbprint(successor, "successor");
    x5c = List.copyOf(x5c);
    if (x5c.isEmpty() || x5c.size() > CERTIFICATES_MAX) {
      throw ProtocolException.malformed("x5c has not 1 … 10 certificates");
    }
    if (predecessor.equals(successor)) {
      throw ProtocolException.refused("a key does not succeed itself");
    }
  }

  public static KeySuccession read(JsonMembers members) {
    return new KeySuccession(
        members.text("iss"),
        members.text("predecessor"),
        members.text("successor"),
        members.texts("x5c"),
        Reason.read(members.text("reason")),
        members.integer("from"),
        members.integer("iat"));
  }

  @Override
  public List<String> audience() {
    return List.of();
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = Members.begin(iss);
    members.put("predecessor", predecessor);
    members.put("successor", successor);
    members.put("x5c", new ArrayList<>(x5c));
    members.put("reason", reason.name());
    members.put("from", from);
    members.put("iat", iat);
    return members;
  }
}
