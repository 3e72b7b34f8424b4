package fiveseal.testbed;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The other side of vpcd, a driver of pcscd for two readers that are none (package
 * vsmartcard-vpcd): it connects to us, to one port for each reader, and asks as a reader asks its
 * card. Each message has its length before it, two bytes, big-endian; one of a single byte is about
 * power. Both readers always hold a card: the driver breaks without one.
 */
final class VirtualReaders implements AutoCloseable {
  private static final int POWER_OFF = 0;
  private static final int POWER_ON = 1;
  private static final int RESET = 2;
  private static final int ANSWER_TO_RESET = 4;

  /** T=1 and nothing else. */
  static final String ATR = "3B80800101";

  private final List<VirtualCard> cards;
  private final ServerSocket[] doors;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What lies in a reader. */
  interface VirtualCard {
    /** What is transient is lost. */
    void powerOff();

    /**
     * @throws IOException if the card gives no response
     */
    byte[] transmit(byte[] apdu) throws IOException;
  }

  VirtualReaders(VirtualCard first, VirtualCard second) throws IOException {
    cards = List.of(first, second);
    doors = new ServerSocket[cards.size()];
    bind();
    for (int i = 0; i < doors.length; i++) {
      ServerSocket door = doors[i];
      VirtualCard card = cards.get(i);
      threads.execute(() -> serve(door, card));
    }
  }

  /** Two free ports next to each other. */
  private void bind() throws IOException {
    while (true) {
      doors[0] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      doors[1] = new ServerSocket();
      try {
        doors[1].bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port() + 1));
        return;
      } catch (IOException | IllegalArgumentException taken) {
        close(doors[0]);
        close(doors[1]);
      }
    }
  }

  /** The first reader's; the second's is the next one. */
  int port() {
    return doors[0].getLocalPort();
  }

  private static void serve(ServerSocket door, VirtualCard card) {
    while (!door.isClosed()) {
      try (Socket reader = door.accept()) {
        reader.setTcpNoDelay(true);
        answer(
            new DataInputStream(reader.getInputStream()),
            new DataOutputStream(reader.getOutputStream()),
            card);
      } catch (IOException gone) {
        // It asks anew, or the test is over.
      }
    }
  }

  private static void answer(DataInputStream in, DataOutputStream out, VirtualCard card)
      throws IOException {
    while (true) {
      byte[] message = message(in);
      if (message.length != 1) {
        send(out, card.transmit(message));
        continue;
      }
      switch (message[0]) {
        case POWER_OFF, POWER_ON, RESET -> card.powerOff();
        case ANSWER_TO_RESET -> send(out, HexFormat.of().parseHex(ATR));
        default -> throw new IOException("vpcd says " + message[0]);
      }
    }
  }

  private static byte[] message(DataInputStream in) throws IOException {
    byte[] message = new byte[in.readUnsignedShort()];
    if (in.readNBytes(message, 0, message.length) < message.length) {
      throw new EOFException();
    }
    return message;
  }

  private static void send(DataOutputStream out, byte[] message) throws IOException {
    byte[] whole = new byte[2 + message.length];
    whole[0] = (byte) (message.length >> 8);
    whole[1] = (byte) message.length;
    System.arraycopy(message, 0, whole, 2, message.length);
    out.write(whole);
    out.flush();
  }

  @Override
  public void close() {
    for (ServerSocket door : doors) {
      close(door);
    }
    threads.shutdownNow();
  }

  private static void close(ServerSocket door) {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
