package fiveseal.mall.shop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Sheets of A4 that are written from the top, a further one where one is full. The font comes with
 * the application and has Japanese; only the characters used go into the file.
 */
final class ReceiptPaper implements AutoCloseable {
  static final int MARGIN = 56;
  private static final String FONT = "/fiveseal/mall/font/VL-PGothic-Regular.ttf";

  /** It says at every receipt that it does without the font's table of variants; held strongly. */
  private static final Logger TABLES = Logger.getLogger("org.apache.fontbox.ttf.CmapSubtable");

  static {
    TABLES.setLevel(Level.SEVERE);
  }

  private static final int LEADING_PERCENT = 145;

  private final PDDocument document = new PDDocument();
  private final PaperText text;
  private final PDFont font;
  private PDPageContentStream content;

  /** Tenths of a point above the lower edge. */
  private int heightTenths;

  ReceiptPaper(String title, String language) throws IOException {
    document.getDocumentInformation().setTitle(title);
    document.getDocumentCatalog().setLanguage(language);
    try (InputStream in = ReceiptPaper.class.getResourceAsStream(FONT)) {
      font = PDType0Font.load(document, in, true);
    }
    text = new PaperText(font);
    newSheet();
  }

  private void newSheet() throws IOException {
    if (content != null) {
      content.close();
    }
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    content = new PDPageContentStream(document, page);
    heightTenths = tenths(PDRectangle.A4.getHeight() - MARGIN);
  }

  /** Makes sure that so much still fits, in points. */
  void keepTogether(float height) throws IOException {
    if (y() - height < MARGIN) {
      newSheet();
    }
  }

  /** A text over the whole width. */
  void write(String words, float size) throws IOException {
    write(words, size, MARGIN, width());
  }

  private void write(String words, float size, float x, float width) throws IOException {
    for (String line : text.lines(words, size, width)) {
      keepTogether(leading(size));
      space(leading(size));
      show(line, size, x);
    }
  }

  /** A text on the left, broken where it must, and an amount on the right of its first line. */
  void writeRow(String left, String right, float size) throws IOException {
    String amount = text.shown(right);
    float amountWidth = text.width(amount, size);
    List<String> lines = text.lines(left, size, width() - amountWidth - 18);
    for (int i = 0; i < lines.size(); i++) {
      keepTogether(leading(size));
      space(leading(size));
      show(lines.get(i), size, MARGIN);
      if (i == 0) {
        show(amount, size, MARGIN + width() - amountWidth);
      }
    }
  }

  private void show(String line, float size, float x) throws IOException {
    content.beginText();
    content.setFont(font, size);
    content.newLineAtOffset(x, y());
    content.showText(line);
    content.endText();
  }

  void space(float height) {
    heightTenths -= tenths(height);
  }

  void rule() throws IOException {
    space(8);
    content.setLineWidth(0.5f);
    content.moveTo(MARGIN, y());
    content.lineTo(MARGIN + width(), y());
    content.stroke();
    space(2);
  }

  /** A QR code on the left and words beside it. */
  void draw(QrCode code, float side, List<String> beside, float size) throws IOException {
    keepTogether(side);
    float top = y();
    float module = side / code.size();
    for (int row = 0; row < code.size(); row++) {
      for (int column = 0; column < code.size(); column++) {
        if (code.isDark(column, row)) {
          content.addRect(MARGIN + column * module, top - (row + 1) * module, module, module);
        }
      }
    }
    content.fill();
    for (String words : beside) {
      write(words, size, MARGIN + side + 12, width() - side - 12);
      space(4);
    }
    heightTenths = Math.min(heightTenths, tenths(top - side));
  }

  private float y() {
    return heightTenths / 10f;
  }

  private static int tenths(float points) {
    return Math.round(points * 10);
  }

  private static float leading(float size) {
    return size * LEADING_PERCENT / 100;
  }

  private static float width() {
    return PDRectangle.A4.getWidth() - 2 * MARGIN;
  }

  byte[] finish() throws IOException {
    content.close();
    content = null;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  @Override
  public void close() {
    try {
      if (content != null) {
        content.close();
      }
      document.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
