package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application on a medium. */
class Claim16IT extends OnDeployedMall {

  @TempDir Path folder;

  @Test
  @DisplayName(
      "Claim 16 works: the copied .ear has the recorded hash, and deployed from there it tops a card up")
  void copiedEar_withTheRecordedHash_topsACardUp() {
    Path copy = Medium.ear();
    assertThat(TestFolder.built().hashOf(copy).isOf(copy)).isTrue();
    Mall mall = Mall.get();
    String reader = "reader-1";
    mall.newCard(reader);
    mall.load(reader, 1_500);
    assertThat(mall.balance(reader)).isEqualTo(1_500);
  }

  @Test
  @DisplayName("Claim 16 refuses: one changed byte is noticed by the recorded hash")
  void copiedEar_withOneByteChanged_isNoticed() throws IOException {
    byte[] bytes = Files.readAllBytes(TestFolder.built().ear());
    bytes[bytes.length / 2] ^= 1;
    Path changed = Files.write(folder.resolve("fiveseal.ear"), bytes);
    assertThat(TestFolder.built().hashOf(changed).isOf(changed)).isFalse();
  }
}
