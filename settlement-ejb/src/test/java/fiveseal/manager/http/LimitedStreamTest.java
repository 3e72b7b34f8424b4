package fiveseal.manager.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LimitedStreamTest {

  @Test
  void read_of64KiB_givesThemAll() throws IOException {
    try (InputStream body = body(64 * 1024)) {
      assertThat(body.readAllBytes()).hasSize(64 * 1024);
    }
  }

  @Test
  void read_ofOneByteMore_isRefusedAsTooLarge() throws IOException {
    try (InputStream body = body(64 * 1024 + 1)) {
      assertThatThrownBy(body::readAllBytes)
          .isInstanceOfSatisfying(
              ProtocolException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE));
    }
  }

  @Test
  void skip_ofOneByteMore_isRefusedAsTooLarge() throws IOException {
    try (InputStream body = body(64 * 1024 + 1)) {
      assertThatThrownBy(() -> body.skip(Long.MAX_VALUE))
          .isInstanceOfSatisfying(
              ProtocolException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE));
    }
  }

  @Test
  void read_whenTheConnectionBreaks_isRefusedAsMalformed() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };
    try (InputStream body = new LimitedStream(broken)) {
      assertThatThrownBy(body::readAllBytes)
          .isInstanceOfSatisfying(
              ProtocolException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED));
    }
  }

  private static InputStream body(int size) {
    return new LimitedStream(new ByteArrayInputStream(new byte[size]));
  }
}
