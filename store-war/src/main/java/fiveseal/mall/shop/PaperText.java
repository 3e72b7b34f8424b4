package fiveseal.mall.shop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * Texts of others as a font can show them, on lines of a width. A character that the font does not
 * have is shown as the printers' mark for it; what steers the direction of writing, or nothing that
 * can be seen, is left out.
 */
final class PaperText {
  private static final String MISSING = "〓";

  private final PDFont font;

  PaperText(PDFont font) {
    this.font = font;
  }

  /** What can be shown of it. */
  String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(character -> shown.append(shown(character)));
    return shown.toString();
  }

  private String shown(int character) {
    if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
      return " ";
    }
    int type = Character.getType(character);
    if (type == Character.CONTROL || type == Character.FORMAT) {
      return "";
    }
    String text = Character.toString(character);
    try {
      font.encode(text);
      return text;
    } catch (IllegalArgumentException | IOException e) {
      return MISSING;
    }
  }

  /** In points. */
  float width(String shown, float size) throws IOException {
    return font.getStringWidth(shown) / 1000 * size;
  }

  /** Broken at spaces where there are any, else anywhere, as Japanese is. */
  List<String> lines(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int character : shown(text).strip().codePoints().toArray()) {
      line.appendCodePoint(character);
      if (width(line.toString(), size) > width && line.length() > 1) {
        int space = line.lastIndexOf(" ");
        int end = space > 0 ? space : line.length() - Character.charCount(character);
        lines.add(line.substring(0, end).strip());
        line.delete(0, space > 0 ? space + 1 : end);
      }
    }
    lines.add(line.toString().strip());
    return lines;
  }
}
