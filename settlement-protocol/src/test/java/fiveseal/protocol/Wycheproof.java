package fiveseal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Cases of Project Wycheproof: inputs that have broken implementations, each labelled with what is
 * right.
 */
public final class Wycheproof {

  /**
   * One case.
   *
   * @param group what its group has in common, a key for instance
   * @param members its own
   */
  public record Case(Map<String, Object> group, Map<String, Object> members) {
    public int id() {
      return ((Number) members.get("tcId")).intValue();
    }

    public String text(String name) {
      return (String) members.get(name);
    }

    public boolean isValid() {
      return switch (text("result")) {
        case "valid" -> true;
        case "invalid" -> false;
        default -> throw new IllegalStateException("a result that says nothing: " + this);
      };
    }

    @Override
    public String toString() {
      return id() + " " + text("comment") + ": " + text("result");
    }
  }

  private Wycheproof() {}

  /**
   * All cases of a file.
   *
   * @throws IllegalStateException if they are not as many as the file says
   */
  public static List<Case> cases(String file) {
    Map<String, Object> all = read(file);
    try {
      List<Case> cases =
          Arrays.stream(JSONObjectUtils.getJSONObjectArray(all, "testGroups"))
              .flatMap(Wycheproof::ofGroup)
              .toList();
      if (cases.size() != JSONObjectUtils.getInt(all, "numberOfTests")) {
        throw new IllegalStateException(file + " is not whole");
      }
      return cases;
    } catch (ParseException e) {
      throw new IllegalStateException(file, e);
    }
  }

  private static Stream<Case> ofGroup(Map<String, Object> group) {
    try {
      return Arrays.stream(JSONObjectUtils.getJSONObjectArray(group, "tests"))
          .map(members -> new Case(group, members));
    } catch (ParseException e) {
      throw new IllegalStateException("a group without tests", e);
    }
  }

  private static Map<String, Object> read(String file) {
    try (InputStream in =
        Wycheproof.class.getResourceAsStream("/vectors/wycheproof/" + file + ".json")) {
      return JSONObjectUtils.parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new IllegalStateException(file, e);
    }
  }
}
