package fiveseal.shop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
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
}
