package fiveseal.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a JSON object. Each is read once by its name and type; {@link #end()} refuses what
 * nobody read, so that an unknown member is never passed over.
 */
public final class JsonMembers {
  static final Object NULL = new Object();

  private final Map<String, Object> members;
  private final Set<String> read = new HashSet<>();

  JsonMembers(Map<String, Object> members) {
    this.members = members;
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public String text(String name) {
    return get(name, String.class, "text");
  }

  public Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** A whole number from 0; what exceeds 18 digits reads as {@link Long#MAX_VALUE}. */
  public long integer(String name) {
    return get(name, Long.class, "an integer");
  }

  public boolean flag(String name) {
    return get(name, Boolean.class, "true or false");
  }

  public JsonMembers object(String name) {
    return get(name, JsonMembers.class, "an object");
  }

  public List<JsonMembers> objects(String name) {
    return list(name, JsonMembers.class, "objects");
  }

  public List<String> texts(String name) {
    return list(name, String.class, "texts");
  }

  public List<Long> integers(String name) {
    return list(name, Long.class, "integers");
  }

  /**
   * Call after everything known was read.
   *
   * @throws ProtocolException {@code message-malformed} if a member was never read
   */
  public void end() {
    for (String name : members.keySet()) {
      if (!read.contains(name)) {
        throw ProtocolException.malformed("unknown member: " + quoted(name));
      }
    }
  }

  private <T> T get(String name, Class<T> type, String what) {
    if (!has(name)) {
      throw ProtocolException.malformed("missing member: " + name);
    }
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw ProtocolException.malformed(name + " is not " + what);
    }
    read.add(name);
    return type.cast(value);
  }

  private <T> List<T> list(String name, Class<T> type, String what) {
    List<T> values = new ArrayList<>();
    List<?> array = get(name, List.class, "an array");
    for (Object value : array) {
      if (!type.isInstance(value)) {
        throw ProtocolException.malformed(name + " is not an array of " + what);
      }
      values.add(type.cast(value));
    }
    return List.copyOf(values);
  }

  private static String quoted(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }
}
