package fiveseal.protocol.card;

import java.io.IOException;
import java.util.Arrays;

/** A response as it comes from a reader: data and status word. */
record ResponseApdu(byte[] data, StatusWord statusWord) {

  static ResponseApdu of(byte[] response) throws IOException {
    int length = response.length - 2;
    if (length < 0) {
      throw new IOException("a response without a status word");
    }
    int value = (response[length] & 0xFF) << 8 | (response[length + 1] & 0xFF);
    return new ResponseApdu(Arrays.copyOf(response, length), new StatusWord(value));
  }

  /** The data of a command that was done. */
  byte[] orRefuse() {
    if (!statusWord.equals(StatusWord.OK)) {
      throw new CardException(statusWord);
    }
    return data;
  }
}
