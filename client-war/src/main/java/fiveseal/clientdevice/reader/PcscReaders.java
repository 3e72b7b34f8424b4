package fiveseal.clientdevice.reader;

import fiveseal.protocol.Digests;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.card.CardChannel;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;

/** The readers that PC/SC knows on this machine; they come and go while the program runs. */
public final class PcscReaders implements CardReaders {
  private static final int ID_LENGTH_MAX = 64;
  private static final int DIGEST_BYTES = 4;
  private static final String NO_READERS = "SCARD_E_NO_READERS_AVAILABLE";

  private final CardTerminals terminals;
  private final Predicate<String> wanted;
  private final Map<String, PcscReader> readers = new HashMap<>();

  private PcscReaders(CardTerminals terminals, Predicate<String> wanted) {
    this.terminals = terminals;
    this.wanted = wanted;
  }

  /**
   * @param name only readers whose name is or contains this; empty: all
   * @throws ReaderException {@code reader-failed} if this machine has no PC/SC
   */
  public static PcscReaders open(Optional<String> name) throws ReaderException {
    PcscLibrary.point();
    try {
      return of(TerminalFactory.getInstance("PC/SC", null).terminals(), name);
    } catch (NoSuchAlgorithmException e) {
      throw new ReaderException(
          ErrorCode.READER_FAILED,
          "this machine has no PC/SC: install and start it (Debian: apt install pcscd libpcsclite1)",
          e);
    }
  }

  static PcscReaders of(CardTerminals terminals, Optional<String> name) {
    return new PcscReaders(terminals, name.map(PcscReaders::isOrContains).orElse(any -> true));
  }

  private static Predicate<String> isOrContains(String name) {
    String part = name.toLowerCase(Locale.ROOT);
    return full -> full.toLowerCase(Locale.ROOT).contains(part);
  }

  @Override
  public List<ReaderState> all() throws ReaderException {
    List<ReaderState> states = new ArrayList<>();
    for (Map.Entry<String, PcscReader> reader : connected().entrySet()) {
      states.add(new ReaderState(id(reader.getKey()), reader.getKey(), reader.getValue().atr()));
    }
    return states;
  }

  @Override
  public Optional<CardChannel> channel(String id) throws ReaderException {
    for (Map.Entry<String, PcscReader> reader : connected().entrySet()) {
      if (id(reader.getKey()).equals(id)) {
        return Optional.of(reader.getValue());
      }
    }
    return Optional.empty();
  }

  /**
   * The one reader that is meant: the only one, or the only one with a card.
   *
   * @throws ReaderException {@code reader-failed} naming the readers, if that is not one
   */
  public CardChannel only() throws ReaderException {
    Map<String, PcscReader> connected = connected();
    Map<String, PcscReader> holding = new LinkedHashMap<>();
    for (Map.Entry<String, PcscReader> reader : connected.entrySet()) {
      if (connected.size() == 1 || !reader.getValue().atr().isEmpty()) {
        holding.put(reader.getKey(), reader.getValue());
      }
    }
    if (holding.size() == 1) {
      return holding.values().iterator().next();
    }
    throw new ReaderException(ErrorCode.READER_FAILED, unclear(connected, holding), null);
  }

  private static String unclear(
      Map<String, PcscReader> connected, Map<String, PcscReader> holding) {
    if (connected.isEmpty()) {
      return "no such reader is connected";
    }
    return (holding.isEmpty() ? "no reader holds a card" : "several readers hold a card")
        + "; name one of them as pcsc:NAME: "
        + String.join(", ", connected.keySet());
  }

  /** By name, in PC/SC's order; a reader that stays keeps its connection. */
  private synchronized Map<String, PcscReader> connected() throws ReaderException {
    Map<String, PcscReader> now = new LinkedHashMap<>();
    for (CardTerminal terminal : list()) {
      String name = terminal.getName();
      if (wanted.test(name)) {
        now.put(name, readers.computeIfAbsent(name, unused -> new PcscReader(terminal)));
      }
    }
    readers.keySet().retainAll(now.keySet());
    return now;
  }

  private List<CardTerminal> list() throws ReaderException {
    try {
      return terminals.list();
    } catch (CardException e) {
      String reason = PcscReader.reason(e);
      if (reason.contains(NO_READERS)) {
        return List.of();
      }
      throw new ReaderException(
          ErrorCode.READER_FAILED,
          "PC/SC does not answer ("
              + reason
              + "): start its service (Debian: pcscd), then run again",
          e);
    }
  }

  /**
   * Stands in an address; the names of PC/SC have spaces and brackets. Two readers of one kind
   * differ at the end of a long name, so of such a name a digest is kept.
   */
  static String id(String name) {
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    if (id.length() <= ID_LENGTH_MAX) {
      return id;
    }
    String digest = HexFormat.of().formatHex(Digests.sha256(name), 0, DIGEST_BYTES);
    return id.substring(0, ID_LENGTH_MAX - digest.length() - 1) + "-" + digest;
  }
}
