package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the device cannot do, as its class files tell. */
class NoCommonKeyTest {
  private static final List<String> KEYS_AND_CIPHERS =
      List.of(
          "javax/crypto",
          "org/bouncycastle",
          "fiveseal/protocol/card/CardKey",
          "fiveseal/protocol/card/CardSide",
          "fiveseal/protocol/card/CardCommand",
          "fiveseal/protocol/card/SessionKeys",
          "fiveseal/protocol/card/Cryptogram",
          "java/security/PrivateKey",
          "fiveseal/protocol/jws/SigningKey");

  @Test
  @DisplayName("Claim 24 works: no class of the device knows a common key or a cipher")
  void classes_ofTheDevice_referToNoKey() throws Exception {
    Path classes =
        Path.of(ClientDevice.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("fiveseal/clientdevice");
    List<Path> files;
    try (var found = Files.list(classes)) {
      files = found.filter(file -> file.toString().endsWith(".class")).toList();
    }
    assertThat(files).hasSizeGreaterThan(20);
    for (Path file : files) {
      assertThat(text(file)).as(file.toString()).doesNotContain(KEYS_AND_CIPHERS);
      assertThat(text(file)).as(file.toString()).doesNotContain("jakarta/");
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, ISO_8859_1);
  }
}
