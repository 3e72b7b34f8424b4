package fiveseal.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Json;
import fiveseal.protocol.card.KeyCheckValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The JSON that a bureau reads: a batch's data and, card by card, the key. It is put together in
 * one array of bytes that can be zeroed, since a key in a string could not.
 */
final class PersonalizationFile {
  private static final String NUMBER = "{\"cardNumber\":\"";
  private static final String KEY = "\",\"key\":\"";
  private static final String CHECK_VALUE = "\",\"checkValue\":\"";
  private static final String END = "\"}";
  private static final String CARDS = ",\"cards\":[";
  private static final String LAST = "]}";
  private static final int KEY_CHARACTERS = 22;
  private static final int CARD_BYTES =
      NUMBER.length()
          + 16
          + KEY.length()
          + KEY_CHARACTERS
          + CHECK_VALUE.length()
          + 2 * KeyCheckValue.LENGTH
          + END.length();

  private PersonalizationFile() {}

  /**
   * The file's bytes, to be zeroed by the caller.
   *
   * @param keys gives a card's key, 16 bytes, which is zeroed here
   */
  static byte[] of(BlankCards batch, Function<CardNumber, byte[]> keys) {
    byte[] head = head(batch);
    int separators = batch.cards().size() - 1;
    ByteBuffer file =
        ByteBuffer.allocate(
            head.length + batch.cards().size() * CARD_BYTES + separators + LAST.length());
    try {
      file.put(head);
      for (int i = 0; i < batch.cards().size(); i++) {
        if (i > 0) {
          file.put((byte) ',');
        }
        add(file, batch.cards().get(i), keys);
      }
      file.put(LAST.getBytes(US_ASCII));
      return file.array();
    } catch (RuntimeException e) {
      Arrays.fill(file.array(), (byte) 0);
      throw e;
    }
  }

  private static byte[] head(BlankCards batch) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("batchId", batch.batchId());
    members.put("bureau", batch.bureau());
    members.put("currency", batch.currency());
    members.put("balanceLimit", batch.balanceLimit());
    members.put("amountLimit", batch.amountLimit());
    members.put("keyVersion", batch.keyVersion());
    String object = Json.write(members);
    return (object.substring(0, object.length() - 1) + CARDS).getBytes(UTF_8);
  }

  private static void add(ByteBuffer file, CardNumber card, Function<CardNumber, byte[]> keys) {
    byte[] key = keys.apply(card);
    byte[] written = Base64.getUrlEncoder().withoutPadding().encode(key);
    try {
      file.put((NUMBER + card.digits() + KEY).getBytes(US_ASCII));
      file.put(written);
      String checkValue = HexFormat.of().formatHex(KeyCheckValue.of(key));
      file.put((CHECK_VALUE + checkValue + END).getBytes(US_ASCII));
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(written, (byte) 0);
    }
  }
}
