package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page that verifies receipts without any server: one file, put together of the wallet's own
 * modules, since a page from a disk may load no others. {@code java ReceiptPage.java FOLDER} writes
 * it anew into the wallet's folder; a test compares the two.
 */
final class ReceiptPage {
  static final String FILE = "receipt.html";
  private static final String MAIN = "receipt-page.js";
  private static final List<String> STYLES = List.of("fiveseal.css", "wallet.css");
  private static final Pattern IMPORT =
      Pattern.compile("^import \\{([^}]*)} from \"\\./([^\"]+)\";\n", Pattern.MULTILINE);
  private static final Pattern EXPORT =
      Pattern.compile("^export (?=(?:async )?(?:function|class|const) (\\w+))", Pattern.MULTILINE);
  private static final Pattern COMMENT =
      Pattern.compile("^ */\\*\\*(?:(?!\\*/).)*\\*/\n", Pattern.MULTILINE | Pattern.DOTALL);

  private final Path folder;
  private final Map<String, String> modules = new LinkedHashMap<>();

  private ReceiptPage(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.writeString(folder.resolve(FILE), in(folder));
  }

  /** The page, made of the modules in a folder. */
  static String in(Path folder) throws IOException {
    ReceiptPage page = new ReceiptPage(folder);
    page.add(MAIN);
    StringBuilder script = new StringBuilder("\n\"use strict\";\nconst modules = {};\n");
    page.modules.values().forEach(script::append);
    StringBuilder style = new StringBuilder("\n");
    for (String file : STYLES) {
      style.append(Files.readString(folder.resolve(file)));
    }
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src %s; style-src %s; object-src 'none'; base-uri 'none'; form-action 'none'">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>Fiveseal</title>
          <style>%s</style>
        </head>
        <body>
          <noscript><main>
            <h1>Fiveseal</h1>
            <p>This page verifies receipts in your browser and needs JavaScript for that.</p>
            <p lang="ja">このページはブラウザーの中で領収書を検証するため、JavaScript が必要です。</p>
          </main></noscript>
          <script>%s</script>
        </body>
        </html>
        """
        .formatted(hash(script), hash(style), style, script);
  }

  /** What a module needs goes before it. */
  private void add(String name) throws IOException {
    if (modules.containsKey(name)) {
      return;
    }
    String source = COMMENT.matcher(Files.readString(folder.resolve(name))).replaceAll("");
    for (Matcher needed = IMPORT.matcher(source); needed.find(); ) {
      add(needed.group(2));
    }
    List<String> exported = new ArrayList<>();
    for (Matcher export = EXPORT.matcher(source); export.find(); ) {
      exported.add(export.group(1));
    }
    String body = IMPORT.matcher(source).replaceAll("const {$1} = modules[\"$2\"];\n");
    body = EXPORT.matcher(body).replaceAll("");
    String given = String.join(", ", exported);
    modules.put(
        name,
        "\nmodules[\"" + name + "\"] = (() => {\n" + body + "return { " + given + " };\n})();\n");
  }

  private static String hash(CharSequence inside) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(inside.toString().getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
