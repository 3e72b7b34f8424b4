package fiveseal.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Base64;
import java.util.Map;

/** A QR code as the address of a picture, so that what it holds never is an address of its own. */
final class CodePicture {
  private static final int MARGIN = 2;

  private CodePicture() {}

  /**
   * Black on white, whatever the page's colours are.
   *
   * @return a {@code data:} URL of an SVG
   */
  static String of(String text) {
    BitMatrix bits = bits(text);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < bits.getHeight(); y++) {
      for (int x = 0; x < bits.getWidth(); x++) {
        if (bits.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    String svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
            + bits.getWidth()
            + " "
            + bits.getHeight()
            + "\"><path fill=\"#fff\" d=\"M0 0h"
            + bits.getWidth()
            + "v"
            + bits.getHeight()
            + "H0z\"/><path d=\""
            + path
            + "\"/></svg>";
    return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(UTF_8));
  }

  private static BitMatrix bits(String text) {
    try {
      return new QRCodeWriter()
          .encode(
              text,
              BarcodeFormat.QR_CODE,
              0,
              0,
              Map.of(
                  EncodeHintType.MARGIN,
                  MARGIN,
                  EncodeHintType.ERROR_CORRECTION,
                  ErrorCorrectionLevel.M));
    } catch (WriterException e) {
      throw new IllegalArgumentException("no text for a QR code", e);
    }
  }
}
