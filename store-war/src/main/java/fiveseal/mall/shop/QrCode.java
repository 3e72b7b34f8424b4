package fiveseal.mall.shop;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** A text as QR code (ISO/IEC 18004), one unit per module, with its quiet zone. */
public final class QrCode {
  private static final int QUIET_ZONE = 4;

  private final BitMatrix modules;

  /**
   * @param text at most some 2000 characters, such as a link
   */
  public QrCode(String text) {
    try {
      modules =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.MARGIN,
                      QUIET_ZONE,
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M,
                      EncodeHintType.CHARACTER_SET,
                      "UTF-8"));
    } catch (WriterException e) {
      throw new IllegalArgumentException("a text that no QR code can hold", e);
    }
  }

  /** Modules from edge to edge, the quiet zone included. */
  public int size() {
    return modules.getWidth();
  }

  /** Whether a module is dark. */
  public boolean isDark(int x, int y) {
    return modules.get(x, y);
  }

  /** The dark modules as the path of an SVG whose view box is as large as the code. */
  public String path() {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < size(); y++) {
      int x = 0;
      while (x < size()) {
        int from = x;
        while (x < size() && isDark(x, y)) {
          x++;
        }
        if (x > from) {
          path.append('M').append(from).append(' ').append(y).append('h').append(x - from);
          path.append("v1H").append(from).append('z');
        }
        x++;
      }
    }
    return path.toString();
  }
}
