package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("journal.jsonl");
  }

  private FileJournal open() throws IOException {
    return new FileJournal(file, () -> Orders.NOW);
  }

  private void fill() throws IOException {
    try (FileJournal journal = open()) {
      journal.requestMade("order-1", "m1");
      journal.requestTaken("order-1", "s1", "http://pay/");
      journal.completionAccepted("order-1", "s1", "m3");
      journal.receiptIssued("order-1", "m4");
      journal.receiptTaken("order-1");
      journal.requestMade("order-2", "m1b");
    }
  }

  @Test
  void reopen_afterARestart_losesNothing() throws IOException {
    fill();

    try (FileJournal journal = open()) {
      assertThat(journal.bySettlement("s1"))
          .contains(
              new JournalEntry(
                  "order-1",
                  "m1",
                  Optional.of("s1"),
                  Optional.of("http://pay/"),
                  Optional.of("m3"),
                  Optional.of("m4"),
                  true));
      assertThat(journal.byRequest("order-2").orElseThrow().state()).isEqualTo("REQUESTED");
      assertThat(journal.newest(1)).extracting(JournalEntry::requestId).containsExactly("order-2");
      assertThat(journal.newest(9)).hasSize(2);
    }
  }

  @Test
  void keep_twice_givesTheFirst() throws IOException {
    fill();

    try (FileJournal journal = open()) {
      long size = Files.size(file);
      assertThat(journal.requestMade("order-1", "other")).isEqualTo("m1");
      assertThat(journal.completionAccepted("order-1", "s1", "other")).isEqualTo("m3");
      assertThat(journal.receiptIssued("order-1", "other")).isEqualTo("m4");
      journal.receiptTaken("order-1");
      assertThat(Files.size(file)).isEqualTo(size);
    }
  }

  @Test
  void reopen_afterATornLine_dropsThatLineOnly() throws IOException {
    fill();
    byte[] whole = Files.readAllBytes(file);
    int lastLine = new String(whole, UTF_8).lastIndexOf('\n', whole.length - 2) + 1;

    for (int length = lastLine; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (FileJournal journal = open()) {
        assertThat(journal.byRequest("order-1").orElseThrow().receiptTaken()).isTrue();
        assertThat(journal.byRequest("order-2")).isEmpty();
        assertThat(Files.size(file)).isEqualTo(lastLine);
        assertThat(journal.requestMade("order-2", "again")).isEqualTo("again");
      }
    }
  }

  @Test
  void reopen_whenTheLastLineIsZeros_dropsIt() throws IOException {
    fill();
    long size = Files.size(file);
    Files.write(file, new byte[100], StandardOpenOption.APPEND);
    Files.write(file, new byte[] {'\n'}, StandardOpenOption.APPEND);

    try (FileJournal journal = open()) {
      assertThat(journal.newest(9)).hasSize(2);
      assertThat(Files.size(file)).isEqualTo(size);
    }
  }

  @Test
  void reopen_whenAnEarlierLineIsDamaged_isRefused() throws IOException {
    fill();
    List<String> lines = new ArrayList<>(Files.readAllLines(file, UTF_8));
    lines.set(2, "{\"event\":");
    Files.write(file, lines, UTF_8);

    assertThatThrownBy(this::open).isInstanceOf(JournalDamaged.class);
  }

  @Test
  void keep_withoutARequest_isRefused() throws IOException {
    try (FileJournal journal = open()) {
      assertThatThrownBy(() -> journal.receiptIssued("order-1", "m4"))
          .isInstanceOf(IllegalStateException.class);
      assertThat(journal.newest(9)).isEmpty();
    }
  }

  @Test
  void keep_besideAnotherProgram_seesWhatItAdded() throws IOException {
    try (FileJournal till = open();
        FileJournal service = open()) {
      till.requestMade("order-1", "m1");
      assertThat(service.byRequest("order-1")).isPresent();
      service.completionAccepted("order-1", "s1", "m3");
      till.requestMade("order-2", "m1b");
      assertThat(till.bySettlement("s1")).isPresent();
      assertThat(service.newest(9)).hasSize(2);
    }
  }

  @Test
  void keep_inManyThreads_keepsOneEach() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (FileJournal journal = open()) {
      List<Future<String>> kept = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String message = "m" + i;
        String id = "order-" + i % 10;
        kept.add(threads.submit(() -> id + journal.requestMade(id, message)));
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : kept) {
        answers.add(answer.get());
      }
      assertThat(answers.stream().distinct()).hasSize(10);
      assertThat(journal.newest(99)).hasSize(10);
    } finally {
      threads.shutdownNow();
    }
  }
}
