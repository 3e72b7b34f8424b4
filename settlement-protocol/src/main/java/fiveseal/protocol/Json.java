package fiveseal.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Strict JSON (RFC 8259, I-JSON in spirit): one object, well-formed UTF-8 without a byte order
 * mark, no member twice, no lone surrogate, integers written as {@code 0|[1-9][0-9]*}.
 */
public final class Json {
  private static final int DEPTH_MAX = 8;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(40)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  private Json() {}

  /**
   * @throws ProtocolException {@code message-malformed} if the bytes are not one strict JSON object
   */
  public static JsonMembers object(byte[] utf8) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString();
      return object(text);
    } catch (CharacterCodingException e) {
      throw ProtocolException.malformed("not well-formed UTF-8");
    }
  }

  /**
   * The body of an HTTP request: as strict, but white space may stand around it.
   *
   * @throws ProtocolException {@code message-malformed} if the bytes are not one strict JSON object
   */
  public static JsonMembers body(byte[] utf8) {
    int from = 0;
    int to = utf8.length;
    while (from < to && isSpace((char) utf8[from])) {
      from++;
    }
    while (to > from && isSpace((char) utf8[to - 1])) {
      to--;
    }
    return object(Arrays.copyOfRange(utf8, from, to));
  }

  /**
   * @throws ProtocolException {@code message-malformed} if the text is not one strict JSON object
   */
  public static JsonMembers object(String text) {
    if (!text.isEmpty() && (text.charAt(0) == '\uFEFF' || isSpace(text.charAt(0)))) {
      throw ProtocolException.malformed("something stands before the JSON object");
    }
    if (text.isEmpty() || text.charAt(text.length() - 1) != '}') {
      throw ProtocolException.malformed("not one JSON object and nothing after it");
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw ProtocolException.malformed("not a JSON object");
      }
      JsonMembers members = readObject(parser);
      if (parser.nextToken() != null) {
        throw ProtocolException.malformed("something stands after the JSON object");
      }
      return members;
    } catch (IOException e) {
      throw ProtocolException.malformed("not strict JSON");
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static JsonMembers readObject(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      parser.nextToken();
      members.put(name, readValue(parser));
    }
    return new JsonMembers(members);
  }

  private static Object readValue(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> wellFormed(parser.getText());
      case VALUE_NUMBER_INT -> readInteger(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> JsonMembers.NULL;
      default -> throw ProtocolException.malformed("a number that is not a plain integer");
    };
  }

  private static List<Object> readArray(JsonParser parser) throws IOException {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(readValue(parser));
    }
    return values;
  }

  private static Object readInteger(String digits) {
    if (digits.startsWith("-")) {
      throw ProtocolException.malformed("a negative number");
    }
    if (digits.length() > 18) {
      // Well formed, but larger than anything that could be accepted.
      return Long.MAX_VALUE;
    }
    return Long.parseLong(digits);
  }

  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        // Only a lone one is a code point of its own in the surrogate range.
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw ProtocolException.malformed("a lone surrogate");
        }
        i++;
      }
    }
    return text;
  }

  /** Writes an object in the order of its map: text, whole numbers, booleans, maps, lists, null. */
  public static String write(Map<String, ?> members) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      writeValue(generator, members);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void writeValue(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName((String) entry.getKey());
        writeValue(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object element : list) {
        writeValue(generator, element);
      }
      generator.writeEndArray();
    } else if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Long || value instanceof Integer) {
      generator.writeNumber(((Number) value).longValue());
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value == null) {
      generator.writeNull();
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }
}
