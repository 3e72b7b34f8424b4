package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code ./fiveseal run} shows, twice on the same data. */
class DemoIT extends OnDeployedMall {
  private static String first;

  private final Mall mall = Mall.get();

  @Test
  void demo_onceAndAgain_showsFiveVerifiedSealsAndBalancedBooks() throws IOException {
    assertThat(first())
        .contains("message 1  fiveseal-settlement-request")
        .contains("message 2  fiveseal-settlement-information")
        .contains("message 3  fiveseal-settlement-completion")
        .contains("message 4  fiveseal-settlement-receipt")
        .contains("message 5  fiveseal-value-update")
        .contains("add up to 0")
        .contains("Everything verified.");
    List<String> cards = DemoFile.cards(TestFolder.folder());
    assertThat(demo()).contains("Everything verified.");
    assertThat(DemoFile.cards(TestFolder.folder())).isEqualTo(cards);
  }

  @Test
  void demoFile_afterDemo_tellsIntegratorsWhatTheyNeed() throws IOException {
    first();
    JsonMembers file = Json.object(Files.readString(TestFolder.folder().demo()).strip());
    assertThat(file.text("baseUrl")).isEqualTo(mall.http().baseUrl());
    assertThat(file.text("managerId")).isEqualTo("manager");
    assertThat(file.objects("stores").get(0).objects("lowerStores")).hasSize(3);
    assertThat(file.objects("stores").get(1).objects("lowerStores")).isEmpty();
    assertThat(file.texts("readers")).contains("reader-1", "reader-2");
    assertThat(file.texts("cards")).hasSize(2).doesNotHaveDuplicates();
    assertThat(file.texts("vouchers")).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    assertThat(file.objects("users")).hasSize(DemoUser.ALL.size());
    assertThat(Files.getPosixFilePermissions(TestFolder.folder().demo()))
        .isEqualTo(RunFolder.OWNER_ONLY_FILE);
    file.end();
  }

  /** What the first one showed. */
  private String first() {
    if (first == null) {
      first = demo();
    }
    return first;
  }

  private String demo() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Progress progress =
        new Progress(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            InstantSource.system(),
            InstantSource.system().instant());
    new Demo(
            TestFolder.folder(),
            TestFolder.secrets(TestFolder.folder()),
            TestFolder.built(),
            mall.http(),
            mall.operator(),
            progress)
        .run();
    return out.toString(StandardCharsets.UTF_8);
  }
}
