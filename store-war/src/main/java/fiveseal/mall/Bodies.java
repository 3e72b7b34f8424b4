package fiveseal.mall;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;

/** Bodies of a bounded size. */
final class Bodies {
  private Bodies() {}

  /**
   * @throws ProtocolException {@code body-too-large}
   */
  static byte[] read(InputStream body, int bytesMax) throws IOException {
    byte[] bytes = body.readNBytes(bytesMax + 1);
    if (bytes.length > bytesMax) {
      throw new ProtocolException(ErrorCode.BODY_TOO_LARGE, "more than " + bytesMax + " bytes");
    }
    return bytes;
  }
}
