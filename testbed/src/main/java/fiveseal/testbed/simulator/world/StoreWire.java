package fiveseal.testbed.simulator.world;

import fiveseal.settlement.CompletionDelivery;
import fiveseal.testbed.simulator.container.Blank;
import fiveseal.testbed.simulator.sql.NotSimulated;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/** The wire on which the manager pushes message 3: it ends in a simulated store. */
final class StoreWire extends CloseableHttpClient {
  /** What a store answers; a failure is a broken connection. */
  record Answer(int status, String body) {}

  /** A store at the other end. */
  @FunctionalInterface
  interface Receiver {
    Answer receive(URI address, String message3) throws IOException;
  }

  private static final NoDeadline NO_DEADLINE = new NoDeadline();

  private final Receiver receiver;

  private StoreWire(Receiver receiver) {
    this.receiver = receiver;
  }

  /** The product's class that pushes: its wire is exchanged, the rest is as it is. */
  static Class<?> portType() {
    String name = CompletionDelivery.class.getPackageName() + ".CompletionPush";
    try {
      return Class.forName(name, true, CompletionDelivery.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new NotSimulated(e);
    }
  }

  static Object port(Receiver receiver) {
    Object push = Blank.of(portType());
    set(push, "deadline", Duration.ofSeconds(10));
    set(push, "http", new StoreWire(receiver));
    set(push, "watch", NO_DEADLINE);
    return push;
  }

  private static void set(Object push, String name, Object value) {
    try {
      Field field = push.getClass().getDeclaredField(name);
      field.setAccessible(true);
      field.set(push, value);
    } catch (ReflectiveOperationException e) {
      throw new NotSimulated(e);
    }
  }

  @Override
  protected CloseableHttpResponse doExecute(
      HttpHost target, ClassicHttpRequest request, HttpContext context) throws IOException {
    try {
      Answer answer = receiver.receive(request.getUri(), EntityUtils.toString(request.getEntity()));
      BasicClassicHttpResponse response = new BasicClassicHttpResponse(answer.status());
      response.setEntity(
          new StringEntity(
              answer.body(), ContentType.create("application/jose", StandardCharsets.US_ASCII)));
      return CloseableHttpResponse.adapt(response);
    } catch (ParseException | URISyntaxException e) {
      throw new NotSimulated(e);
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  @Override
  public void close(CloseMode mode) {
    // Nothing is open.
  }

  /** Real time does not pass in the simulation. */
  private static final class NoDeadline extends ScheduledThreadPoolExecutor {
    private final ScheduledFuture<?> never;

    NoDeadline() {
      super(0);
      never = super.schedule(() -> {}, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      shutdownNow();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      return never;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
      throw new NotSimulated("a deadline with a value");
    }
  }
}
