package fiveseal.manager.http;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body, at most 64 KiB of it, even when its length was not announced. */
final class LimitedStream extends FilterInputStream {
  static final int BYTES_MAX = 64 * 1024;

  private int left = BYTES_MAX;

  LimitedStream(InputStream body) {
    super(body);
  }

  static ProtocolException tooLarge() {
    return new ProtocolException(ErrorCode.BODY_TOO_LARGE, "the body is larger than 64 KiB");
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
      throw tooLarge();
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
