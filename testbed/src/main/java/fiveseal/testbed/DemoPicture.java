package fiveseal.testbed;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Simple pictures of the demo's goods, drawn here: a few shapes, in colours of the good's own. */
final class DemoPicture {

  private static final int WIDTH = 600;
  private static final int HEIGHT = 400;
  private static final int PETALS = 8;

  private final Graphics2D graphics;
  private final int hueDegrees;

  private DemoPicture(Graphics2D graphics, int hueDegrees) {
    this.graphics = graphics;
    this.hueDegrees = hueDegrees;
  }

  /** A PNG. */
  static byte[] of(DemoGood good) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int hueDegrees = Math.floorMod(good.id().hashCode(), 360);
    new DemoPicture(graphics, hueDegrees).draw(good.drawing());
    graphics.dispose();
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void draw(DemoGood.Drawing drawing) {
    graphics.setColor(tone(0.10f, 0.97f));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(new Color(0, 0, 0, 22));
    graphics.fill(new Ellipse2D.Float(150, 310, 300, 36));
    switch (drawing) {
      case LOAF -> drawLoaf();
      case ROUND -> drawBun();
      case BOOK -> drawBook();
      case FLOWER -> drawFlower();
    }
  }

  private Color tone(float saturation, float brightness) {
    return Color.getHSBColor(hueDegrees / 360f, saturation, brightness);
  }

  private void drawLoaf() {
    graphics.setColor(new Color(0xb5, 0x72, 0x35));
    graphics.fill(new RoundRectangle2D.Float(150, 130, 300, 200, 150, 150));
    graphics.setColor(new Color(0xe3, 0xb5, 0x74));
    graphics.fill(new RoundRectangle2D.Float(165, 145, 270, 170, 130, 130));
    graphics.setColor(tone(0.35f, 0.72f));
    graphics.setStroke(new BasicStroke(10, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int x = 220; x <= 380; x += 80) {
      graphics.drawLine(x - 18, 250, x + 18, 190);
    }
  }

  private void drawBun() {
    graphics.setColor(new Color(0xc4, 0x82, 0x3f));
    graphics.fill(new Ellipse2D.Float(170, 140, 260, 190));
    graphics.setColor(new Color(0xe9, 0xc2, 0x84));
    graphics.fill(new Ellipse2D.Float(190, 150, 220, 140));
    graphics.setColor(tone(0.45f, 0.45f));
    for (int i = 0; i < 7; i++) {
      graphics.fill(new Ellipse2D.Float(270 + (i % 3) * 24, 185 + (i / 3) * 20, 9, 6));
    }
  }

  private void drawBook() {
    graphics.setColor(tone(0.55f, 0.45f));
    graphics.fill(new RoundRectangle2D.Float(200, 70, 210, 265, 16, 16));
    graphics.setColor(new Color(0xf6, 0xf1, 0xe4));
    graphics.fillRect(222, 318, 184, 12);
    graphics.setColor(tone(0.50f, 0.62f));
    graphics.fill(new RoundRectangle2D.Float(222, 70, 188, 245, 12, 12));
    graphics.setColor(new Color(0xf6, 0xf1, 0xe4));
    graphics.fill(new RoundRectangle2D.Float(252, 110, 128, 56, 8, 8));
    graphics.setColor(tone(0.55f, 0.35f));
    graphics.fillRect(268, 126, 96, 6);
    graphics.fillRect(284, 144, 64, 6);
  }

  private void drawFlower() {
    graphics.setColor(new Color(0x3c, 0x7a, 0x4b));
    graphics.setStroke(new BasicStroke(12, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.drawLine(300, 180, 300, 325);
    Path2D leaf = new Path2D.Float();
    leaf.moveTo(300, 290);
    leaf.quadTo(370, 270, 385, 215);
    leaf.quadTo(315, 225, 300, 290);
    graphics.fill(leaf);
    graphics.setColor(tone(0.50f, 0.88f));
    for (int i = 0; i < PETALS; i++) {
      graphics.rotate(2 * Math.PI / PETALS, 300, 150);
      graphics.fill(new Ellipse2D.Float(276, 55, 48, 90));
    }
    graphics.setColor(new Color(0xf2, 0xc8, 0x4b));
    graphics.fill(new Ellipse2D.Float(272, 122, 56, 56));
  }
}
