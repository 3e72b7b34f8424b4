package fiveseal.settlement;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A store's endpoint that behaves as a test wants, byte by byte. */
final class StoreServer implements AutoCloseable {
  final List<String> heads = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket server;
  private final Behaviour behaviour;
  private final boolean speaksFirst;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** What it sends after a request. */
  interface Behaviour {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  StoreServer(Behaviour behaviour) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour, false);
  }

  StoreServer(ServerSocket server, Behaviour behaviour, boolean speaksFirst) {
    this.server = server;
    this.behaviour = behaviour;
    this.speaksFirst = speaksFirst;
    threads.execute(this::accept);
  }

  /** Answers at once, then closes. */
  static StoreServer answering(String response) throws IOException {
    return new StoreServer(out -> out.write(response.getBytes(StandardCharsets.US_ASCII)));
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      if (!speaksFirst) {
        heads.add(request(new BufferedInputStream(socket.getInputStream())));
      }
      behaviour.answer(socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The client went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("no request");
      }
      head.append((char) read);
    }
    String text = head.toString();
    int length = Integer.parseInt(text.replaceAll("(?is).*content-length: ([0-9]+).*", "$1"));
    return text + new String(in.readNBytes(length), StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
