package fiveseal.manager.http;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body, at most so much of it, even when its length was not announced. */
final class LimitedStream extends FilterInputStream {
  static final int BYTES_MAX = 64 * 1024;

  private static final int KIB = 1024;

  private final int bytesMax;
  private int left;

  LimitedStream(InputStream body) {
    this(body, BYTES_MAX);
  }

  /**
   * @param bytesMax how much of it, whole KiB
   */
  LimitedStream(InputStream body, int bytesMax) {
    super(body);
    this.bytesMax = bytesMax;
    this.left = bytesMax;
  }

  static ProtocolException tooLarge(int bytesMax) {
    return new ProtocolException(
        ErrorCode.BODY_TOO_LARGE, "the body is larger than " + bytesMax / KIB + " KiB");
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * @throws ProtocolException {@code body-too-large}; {@code message-malformed} if the connection
   *     breaks before the body's end
   */
  @Override
  public int read(byte[] bytes, int offset, int length) {
    int count;
    try {
      count = in.read(bytes, offset, length);
    } catch (IOException e) {
      throw ProtocolException.malformed("the body could not be read to its end");
    }
    left -= Math.max(count, 0);
    if (left < 0) {
      throw tooLarge(bytesMax);
    }
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = 0;
    while (skipped < count && read() >= 0) {
      skipped++;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
