package fiveseal.clientdevice.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The holder at the agent's console. */
class ConsoleConfirmationTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final List<String> QUESTION = List.of("Pay 5 JPY to mall-1?");

  private final PipedOutputStream keyboard = new PipedOutputStream();
  private final LinkedBlockingQueue<String> shown = new LinkedBlockingQueue<>();
  private final Semaphore waiting = new Semaphore(0);
  private BufferedReader typed;

  @BeforeEach
  void open() throws IOException {
    typed =
        new BufferedReader(new InputStreamReader(new PipedInputStream(keyboard), UTF_8)) {
          @Override
          public String readLine() throws IOException {
            waiting.release();
            return super.readLine();
          }
        };
  }

  /** Types the next of these as soon as the console asks for it. */
  private PrintWriter screen(String... answers) {
    Deque<String> next = new ArrayDeque<>(List.of(answers));
    return new PrintWriter(
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            String line = new String(text, from, length);
            shown.add(line);
            if (line.startsWith("Type yes") && !next.isEmpty()) {
              type(next.remove());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  private void type(String text) throws IOException {
    keyboard.write(text.getBytes(UTF_8));
    keyboard.flush();
  }

  @Test
  void question_answeredByYes_isAgreed() {
    String[] answers = {"yes\n", "YES\n", " yes \r\n"};
    ConsoleConfirmation confirmation = confirmation(screen(answers));
    for (String yes : answers) {
      assertThat(confirmation.agrees(QUESTION, LONG)).as(yes).isTrue();
    }
    assertThat(shown).contains("Pay 5 JPY to mall-1?");
  }

  @Test
  void question_answeredByAnythingElse_isRefused() {
    String[] answers = {"\n", "y\n", "no\n", "yes please\n", "ｙｅｓ\n"};
    ConsoleConfirmation confirmation = confirmation(screen(answers));
    for (String other : answers) {
      assertThat(confirmation.agrees(QUESTION, LONG)).as(other).isFalse();
    }
  }

  @Test
  void question_notAnsweredInTime_isRefused() {
    assertThat(confirmation(screen()).agrees(QUESTION, Duration.ofMillis(50))).isFalse();
    assertThat(shown).contains("not answered: refused");
  }

  @Test
  void question_afterYesWasTypedBeforehand_isNotAnsweredByIt() throws Exception {
    ConsoleConfirmation confirmation = confirmation(screen());
    type("yes\n");
    // It waits for the second line: the first was taken.
    assertThat(waiting.tryAcquire(2, LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(confirmation.agrees(QUESTION, Duration.ofMillis(300))).isFalse();
  }

  @Test
  void question_whenNobodyCanType_isRefusedAtOnce() throws Exception {
    keyboard.close();
    long begin = System.nanoTime();
    assertThat(confirmation(screen()).agrees(QUESTION, LONG)).isFalse();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(5);
  }

  private ConsoleConfirmation confirmation(PrintWriter screen) {
    return new ConsoleConfirmation(typed, screen);
  }
}
