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

  @Test
  void demo_onceAndAgain_showsFiveVerifiedSealsAndBalancedBooks() throws IOException {
    Mall mall = Mall.get();
    String first = demo(mall);
    assertThat(first)
        .contains("message 1  fiveseal-settlement-request")
        .contains("message 2  fiveseal-settlement-information")
        .contains("message 3  fiveseal-settlement-completion")
        .contains("message 4  fiveseal-settlement-receipt")
        .contains("message 5  fiveseal-value-update")
        .contains("add up to 0")
        .contains("Everything verified.");
    List<String> cards = DemoFile.cards(TestFolder.folder());
    assertThat(demo(mall)).contains("Everything verified.");
    assertThat(DemoFile.cards(TestFolder.folder())).isEqualTo(cards);
  }

  @Test
  void demoFile_afterDemo_tellsIntegratorsWhatTheyNeed() throws IOException {
    demo(Mall.get());
    JsonMembers file = Json.object(Files.readString(TestFolder.folder().demo()).strip());
    assertThat(file.text("baseUrl")).isEqualTo(Mall.get().http().baseUrl());
    assertThat(file.text("managerId")).isEqualTo("manager");
    JsonMembers mall = file.objects("stores").get(0);
    assertThat(mall.objects("lowerStores")).hasSize(3);
    assertThat(file.objects("stores").get(1).objects("lowerStores")).isEmpty();
    assertThat(file.texts("readers")).contains("reader-1", "reader-2");
    assertThat(file.texts("cards")).hasSize(2).doesNotHaveDuplicates();
    assertThat(file.texts("vouchers")).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    assertThat(file.objects("users")).hasSize(DemoUser.ALL.size());
    assertThat(Files.getPosixFilePermissions(TestFolder.folder().demo()))
        .isEqualTo(RunFolder.OWNER_ONLY_FILE);
    file.end();
  }

  private static String demo(Mall mall) {
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
