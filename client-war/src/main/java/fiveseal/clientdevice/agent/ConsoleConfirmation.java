package fiveseal.clientdevice.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks at the agent's own console, where no page can type. What was typed before a question was
 * shown does not answer it.
 */
public final class ConsoleConfirmation implements Confirmation {
  private static final String YES = "yes";

  private final PrintWriter out;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
  private volatile boolean ended;

  public ConsoleConfirmation(BufferedReader in, PrintWriter out) {
    this.out = out;
    Thread reading = new Thread(() -> read(in), "console");
    reading.setDaemon(true);
    reading.start();
  }

  private void read(BufferedReader in) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        typed.add(line);
      }
    } catch (IOException e) {
      // Nobody can answer any more: the same as its end.
    } finally {
      ended = true;
      typed.add("");
    }
  }

  @Override
  public boolean agrees(List<String> question, Duration patience) {
    Deadline deadline = Deadline.in(patience);
    try {
      if (!turn.tryLock(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      try {
        return ask(question, deadline);
      } finally {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean ask(List<String> question, Deadline deadline) throws InterruptedException {
    typed.clear();
    if (ended) {
      say("Nobody can be asked here: refused.");
      return false;
    }
    question.forEach(this::say);
    if (question.size() > 1) {
      // Whatever a store describes at length, what is agreed to stands right here.
      say(question.get(0));
    }
    say("Type " + YES + " within " + deadline.left().toSeconds() + " seconds to agree:");
    String line = typed.poll(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
    boolean agreed = line != null && line.strip().equalsIgnoreCase(YES);
    say(agreed ? "agreed" : line == null ? "not answered: refused" : "refused");
    return agreed;
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
