package fiveseal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
class PasswordsTest {
  private final CountDownLatch work = new CountDownLatch(1);
  private final ExecutorService people = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    people.shutdownNow();
  }

  /** A hash that takes as long as the test wants. */
  private final class SlowHash implements Pbkdf2PasswordHash {
    @Override
    public void initialize(Map<String, String> parameters) {
      // Nothing is computed here.
    }

    @Override
    public String generate(char[] password) {
      return "hash of " + new String(password);
    }

    @Override
    public boolean verify(char[] password, String hashed) {
      try {
        return work.await(30, TimeUnit.SECONDS) && hashed.equals(generate(password));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private Passwords passwords() {
    Passwords passwords = new Passwords();
    passwords.hash = new SlowHash();
    passwords.prepare("1");
    return passwords;
  }

  @Test
  void verify_whenManyWait_refusesTheNextAtOnce_andAnswersThoseWhoWait() throws Exception {
    Passwords passwords = passwords();
    ExecutorCompletionService<Boolean> answers = new ExecutorCompletionService<>(people);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int person = 0; person < 12; person++) {
      all.add(answers.submit(() -> passwords.verify("right", Optional.of("hash of right"))));
    }

    for (int refused = 0; refused < 2; refused++) {
      Future<Boolean> first = answers.poll(3, TimeUnit.SECONDS);
      assertThat(first).as("nobody has to wait for that").isNotNull();
      assertThatThrownBy(first::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
    work.countDown();
    for (int answered = 0; answered < 10; answered++) {
      assertThat(answers.poll(10, TimeUnit.SECONDS).get()).isTrue();
    }
    assertThat(all).allMatch(Future::isDone);
    assertThat(passwords.verify("wrong", Optional.of("hash of right"))).isFalse();
    assertThat(passwords.verify("right", Optional.empty())).isFalse();
  }
}
