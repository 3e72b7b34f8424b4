package fiveseal.shop;

import fiveseal.manager.shop.Picture;
import fiveseal.protocol.Digests;
import fiveseal.protocol.ProtocolException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Draws an uploaded picture anew, so that nothing of the file but its pixels survives: no metadata,
 * no places, nothing that another program could take for something else than a picture.
 */
final class Pixels {
  private static final int BYTES_MAX = 2 * 1024 * 1024;
  private static final int UPLOADED_SIDE_MAX = 4000;
  private static final int SIDE_MAX = 800;
  private static final Set<String> FORMATS = Set.of("png", "jpeg");

  private Pixels() {}

  /** A picture drawn anew. */
  record Drawn(Picture picture, int width, int height) {}

  /**
   * @param file PNG or JPEG, at most 2 MiB, at most 4000 × 4000 pixels
   * @throws ProtocolException {@code message-refused} if it is no such picture
   */
  static Drawn redraw(byte[] file) {
    if (file.length == 0 || file.length > BYTES_MAX) {
      throw ProtocolException.refused("a picture has 1 byte … 2 MiB");
    }
    BufferedImage drawn = draw(decode(file));
    byte[] png = encode(drawn);
    String digest = HexFormat.of().formatHex(Digests.sha256(png));
    return new Drawn(new Picture(digest, png), drawn.getWidth(), drawn.getHeight());
  }

  /** Its size is looked at before its pixels are, since a small file can unfold to gigabytes. */
  private static BufferedImage decode(byte[] file) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw ProtocolException.refused("neither PNG nor JPEG");
      }
      ImageReader reader = readers.next();
      try {
        if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
          throw ProtocolException.refused("neither PNG nor JPEG");
        }
        reader.setInput(in, true, true);
        if (reader.getWidth(0) > UPLOADED_SIDE_MAX || reader.getHeight(0) > UPLOADED_SIDE_MAX) {
          throw ProtocolException.refused("a picture has at most 4000 × 4000 pixels");
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw ProtocolException.refused("the picture cannot be read");
    }
  }

  private static BufferedImage draw(BufferedImage source) {
    int longer = Math.max(source.getWidth(), source.getHeight());
    int width = scaled(source.getWidth(), longer);
    int height = scaled(source.getHeight(), longer);
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawn.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.drawImage(source, 0, 0, width, height, null);
    } finally {
      graphics.dispose();
    }
    return drawn;
  }

  private static int scaled(int side, int longer) {
    return longer <= SIDE_MAX ? side : Math.max(1, (int) ((long) side * SIDE_MAX / longer));
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new IllegalStateException("a picture in memory could not be written", e);
    }
    return out.toByteArray();
  }
}
