package fiveseal.shop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PixelsTest {

  static byte[] picture(int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(width / 2, height / 2, 0x00ff8800);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private static byte[] with(byte[] file, String further) {
    byte[] longer = Arrays.copyOf(file, file.length + further.length());
    System.arraycopy(further.getBytes(ISO_8859_1), 0, longer, file.length, further.length());
    return longer;
  }

  @Test
  void redraw_keepsThePixels_andNothingElse() throws IOException {
    byte[] file = with(picture(40, 30, "png"), "<script>alert(1)</script>");

    Pixels.Drawn drawn = Pixels.redraw(file);

    byte[] png = drawn.picture().png();
    assertThat(new String(png, ISO_8859_1)).doesNotContain("script");
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getRGB(20, 15)).isEqualTo(0xffff8800);
    assertThat(drawn.picture().digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void redraw_ofALargePicture_isScaled() throws IOException {
    Pixels.Drawn drawn = Pixels.redraw(picture(2000, 500, "jpeg"));

    assertThat(drawn.width()).isEqualTo(800);
    assertThat(drawn.height()).isEqualTo(200);
  }

  @Test
  void redraw_ofAnythingElse_isRefused() throws IOException {
    for (byte[] file :
        new byte[][] {
          {},
          "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(ISO_8859_1),
          picture(8, 8, "gif"),
          Arrays.copyOf(picture(8, 8, "png"), 40),
          new byte[2 * 1024 * 1024 + 1],
          picture(4001, 1, "png")
        }) {
      assertThatThrownBy(() -> Pixels.redraw(file))
          .isInstanceOfSatisfying(
              ProtocolException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MESSAGE_REFUSED));
    }
  }

  /** 4000 × 4000 pixels of 16 bits, four to a pixel: 128 MB unfolded, some hundred kB as a file. */
  private static byte[] largest() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(
        file,
        "IHDR",
        ByteBuffer.allocate(13).putInt(4000).putInt(4000).put(new byte[] {16, 6, 0, 0, 0}).array());
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(pixels)) {
      byte[] row = new byte[1 + 4000 * 8];
      for (int y = 0; y < 4000; y++) {
        deflating.write(row);
      }
    }
    chunk(file, "IDAT", pixels.toByteArray());
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data)
      throws IOException {
    byte[] named =
        ByteBuffer.allocate(4 + data.length).put(type.getBytes(ISO_8859_1)).put(data).array();
    CRC32 check = new CRC32();
    check.update(named);
    file.write(ByteBuffer.allocate(4).putInt(data.length).array());
    file.write(named);
    file.write(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }

  @Test
  void redraw_ofTheLargestPicture_takesLittleMemory() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] file = largest();
    long before = threads.getCurrentThreadAllocatedBytes();

    Pixels.Drawn drawn = Pixels.redraw(file);

    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(drawn.width()).isEqualTo(800);
    assertThat(drawn.height()).isEqualTo(800);
    assertThat(taken).as("bytes, all together").isLessThan(64L << 20);
  }

  /** A JPEG file with this profile behind its first segment. */
  private static byte[] withProfile(byte[] jpeg, byte[] profile) {
    int end = 4 + ByteBuffer.wrap(jpeg).getShort(4);
    byte[] name = "ICC_PROFILE\0\1\1".getBytes(ISO_8859_1);
    return ByteBuffer.allocate(jpeg.length + 4 + name.length + profile.length)
        .put(jpeg, 0, end)
        .putShort((short) 0xffe2)
        .putShort((short) (2 + name.length + profile.length))
        .put(name)
        .put(profile)
        .put(jpeg, end, jpeg.length - end)
        .array();
  }

  @Test
  void redraw_ofAPictureWithAnyColourProfile_isDrawnOrRefused() throws IOException {
    byte[] picture = picture(40, 30, "jpeg");
    byte[] fitting = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] grey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    Random random = new Random(15);
    int drawn = 0;
    for (int attempt = 0; attempt < 200; attempt++) {
      byte[] broken = (attempt % 2 == 0 ? fitting : grey).clone();
      for (int change = 0; change < 3; change++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        Pixels.redraw(withProfile(picture, broken));
        drawn++;
      } catch (ProtocolException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_REFUSED);
      }
    }
    assertThat(drawn).isBetween(1, 199);
  }
}
