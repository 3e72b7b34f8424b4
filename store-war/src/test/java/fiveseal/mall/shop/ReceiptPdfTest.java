package fiveseal.mall.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.protocol.Amount;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptPdfTest {
  private static final String LINK = "https://mall.example/store/receipt?digest=abc";
  private static final String HOSTILE =
      "<script>alert(1)</script> =cmd|' /C calc'!A0 \u202egnp.exe\u202c \ud83d\ude00 ش";

  private static final String LONG =
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
          + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

  private static PaidReceipt receipt(String currency, String... names) {
    List<ShopOrder.Part> parts = new ArrayList<>();
    List<ReceiptLine> lines = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      ShopOrder.Item item = new ShopOrder.Item("g" + i, names[i], 2, 617 + i);
      parts.add(
          new ShopOrder.Part(
              "s" + i, "お店 " + i, "ref-" + i, "…", item.amountMinor(), List.of(item)));
      lines.add(new ReceiptLine("s" + i, item.amountMinor(), "R-" + i));
    }
    long sum = parts.stream().mapToLong(ShopOrder.Part::amountMinor).sum();
    SettlementReceipt message4 =
        new SettlementReceipt(
            "mall-1",
            "manager",
            "018f3c5e-7b1a-7c3d-9e4f-0123456789ab",
            "r-1",
            "A".repeat(43),
            "R",
            Amount.of(sum, currency),
            lines,
            1_780_000_000);
    ShopOrder order =
        new ShopOrder(
            "o", "r-1", "mall-1", "…", sum, currency, Instant.EPOCH, parts, Optional.empty());
    return new PaidReceipt(
        "さくらモール",
        order,
        Signed.by(SigningKey.generate(), message4),
        Instant.ofEpochSecond(1_780_000_000),
        LINK);
  }

  private static byte[] print(PaidReceipt receipt, Locale language) {
    return new ReceiptPdf(new ReceiptTexts(language, ZoneOffset.UTC)).print(receipt);
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void print_hasEveryStoresPart_inBothLanguages() throws IOException {
    PaidReceipt receipt = receipt("JPY", "食パン", "The naïve reader’s guide");

    byte[] pdf = print(receipt, Locale.ENGLISH);

    assertThat(text(pdf))
        .contains("Receipt", "さくらモール", "お店 0", "2 × 食パン", "R-0", "R-1", "¥1,234", "¥2,470")
        .contains("2 × The naïve reader’s guide")
        .contains(HexFormat.of().formatHex(receipt.message4().digest()).substring(0, 20));
    assertThat(text(print(receipt, Locale.JAPANESE))).contains("領収書", "合計", "食パン");
    assertThat(pdf.length).isLessThan(120_000);
  }

  @Test
  void print_ofAnotherCurrency_hasItsOwnDecimals() throws IOException {
    assertThat(text(print(receipt("EUR", "Brot"), Locale.ENGLISH))).contains("€12.34");
    assertThat(text(print(receipt("KWD", "Bread"), Locale.ENGLISH))).contains("1.234");
  }

  @Test
  void print_ofHostileNames_showsThemAsText() throws IOException {
    byte[] pdf = print(receipt("JPY", HOSTILE, "x".repeat(200)), Locale.ENGLISH);

    assertThat(text(pdf))
        .contains("<script>alert(1)</script>", "=cmd|' /C calc'!A0 gnp.exe \ud83d\ude00 〓")
        .doesNotContain("\u202e");
    assertThat(new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("/JavaScript", "/OpenAction", "/URI");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>window.ran=1</script>",
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "abc\u202egpj.exe",
        "\ud83d\udc69\u200d\ud83d\udc67 \ud83c\udf81 \u0634\u0645\u0633 \u0e44\u0e17\u0e22"
            + " \ud800\udf48",
        "a\u0301\u200b\ufeff\u2028\u00ad\ufffe",
        LONG
      })
  void print_ofAStore_itsGood_andItsTillsOrder_underAHostileName_showsIt(String name)
      throws IOException {
    PaidReceipt goods = receipt("JPY", name);
    ShopOrder sold = goods.order();
    List<ShopOrder.Part> parts =
        List.of(
            new ShopOrder.Part("s0", name, "ref-0", name, 617, List.of()),
            new ShopOrder.Part("s0", name, "ref-1", name, 617, sold.parts().get(0).items()));
    PaidReceipt receipt =
        new PaidReceipt(
            name,
            new ShopOrder(
                "o", "r-1", "mall-1", name, 1234, "JPY", Instant.EPOCH, parts, Optional.empty()),
            receipt("JPY", name, name).message4(),
            goods.paidAt(),
            LINK);

    for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      String text = text(print(receipt, language));
      String visible = name.replaceAll("[\\p{Cf}\\s]", "");
      String start = visible.substring(0, Math.min(2, visible.length()));
      assertThat(text).contains("R-0", "R-1", "617", "1,234").doesNotContain("\u202e");
      assertThat(text.chars().filter(c -> c == '〓').count() > 0 || text.contains(start))
          .as("%s in %s", start, text)
          .isTrue();
    }
  }

  @Test
  void print_ofAHundredParts_fillsSeveralSheets() throws IOException {
    String[] names = new String[100];
    java.util.Arrays.fill(names, "Bread");
    try (PDDocument document = Loader.loadPDF(print(receipt("JPY", names), Locale.ENGLISH))) {
      assertThat(document.getNumberOfPages()).isGreaterThan(3);
      assertThat(new PDFTextStripper().getText(document)).contains("R-99");
    }
  }

  @Test
  void print_hasACodeThatReadersRead() throws Exception {
    try (PDDocument document = Loader.loadPDF(print(receipt("JPY", "Bread"), Locale.ENGLISH))) {
      BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 200);
      int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
      String read =
          new QRCodeReader()
              .decode(
                  new BinaryBitmap(
                      new HybridBinarizer(
                          new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels))))
              .getText();
      assertThat(read).isEqualTo(LINK);
    }
  }

  @Test
  void path_ofACode_drawsEveryDarkModuleOnce() {
    QrCode code = new QrCode("http://localhost:8080/client/#settlement=x");
    long dark = 0;
    for (int y = 0; y < code.size(); y++) {
      for (int x = 0; x < code.size(); x++) {
        dark += code.isDark(x, y) ? 1 : 0;
      }
    }
    long drawn =
        java.util.regex.Pattern.compile("h([0-9]+)v1")
            .matcher(code.path())
            .results()
            .mapToLong(run -> Long.parseLong(run.group(1)))
            .sum();
    assertThat(drawn).isEqualTo(dark);
    assertThat(code.path()).matches("[MhvHz0-9 ]+");
  }
}
