package fiveseal.shop;

import fiveseal.manager.shop.Picture;
import fiveseal.protocol.Digests;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.CMMException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
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

  /** Of a side no more pixels than this are unfolded: the others are left out while reading. */
  private static final int UNFOLDED_SIDE_MAX = 2 * SIDE_MAX;

  /** Each may take some 20 MB while it is drawn. */
  private static final int AT_A_TIME = 2;

  private static final int WAIT_SECONDS_MAX = 5;
  private static final Semaphore TURNS = new Semaphore(AT_A_TIME, true);

  private Pixels() {}

  /** A picture drawn anew. */
  record Drawn(Picture picture, int width, int height) {}

  /**
   * @param file PNG or JPEG, at most 2 MiB, at most 4000 × 4000 pixels
   * @throws ProtocolException {@code message-refused} if it is no such picture; {@code unavailable}
   *     if too many are being drawn
   */
  static Drawn redraw(byte[] file) {
    if (file.length == 0 || file.length > BYTES_MAX) {
      throw ProtocolException.refused("a picture has 1 byte … 2 MiB");
    }
    takeTurn();
    try {
      BufferedImage drawn = draw(decode(file));
      byte[] png = encode(drawn);
      String digest = HexFormat.of().formatHex(Digests.sha256(png));
      return new Drawn(new Picture(digest, png), drawn.getWidth(), drawn.getHeight());
    } catch (CMMException e) {
      throw ProtocolException.refused("the picture's colours cannot be read");
    } finally {
      TURNS.release();
    }
  }

  private static void takeTurn() {
    try {
      if (TURNS.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProtocolException(ErrorCode.UNAVAILABLE, "too many pictures at this moment");
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
        int longer = Math.max(reader.getWidth(0), reader.getHeight(0));
        if (longer > UPLOADED_SIDE_MAX) {
          throw ProtocolException.refused("a picture has at most 4000 × 4000 pixels");
        }
        int step = (longer + UNFOLDED_SIDE_MAX - 1) / UNFOLDED_SIDE_MAX;
        ImageReadParam part = reader.getDefaultReadParam();
        part.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, part);
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
