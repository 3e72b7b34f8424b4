package fiveseal.clientdevice.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.card.CardChannel;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PC/SC's readers, as those of Java's interface that come, go, and fail. */
class PcscReaderTest {
  private static final byte[] SELECT = HexFormat.of().parseHex("00A4040009F0464956455345414C00");
  private static final byte[] INITIALIZE = HexFormat.of().parseHex("8050000000");

  @TempDir Path root;

  @Test
  void transmit_always_connectsOnceAndPassesBytes() throws Exception {
    Terminal terminal = new Terminal("One");
    CardChannel channel = only(terminal);

    assertThat(channel.transmit(SELECT)).containsExactly(0x90, 0x00);
    assertThat(channel.transmit(INITIALIZE)).containsExactly(0x90, 0x00);

    assertThat(terminal.connected).isEqualTo(1);
    assertThat(terminal.protocol).isEqualTo("T=1");
    assertThat(terminal.received).containsExactly(hex(SELECT), hex(INITIALIZE));
  }

  @Test
  void transmit_withoutACard_isNoCard() throws Exception {
    Terminal terminal = new Terminal("One");
    terminal.present = false;

    assertCode(only(terminal), SELECT, ErrorCode.NO_CARD);
  }

  @Test
  void transmit_whenTheCardLostPower_isTornAndNotSentAgain() throws Exception {
    Terminal terminal = new Terminal("One");
    CardChannel channel = only(terminal);
    channel.transmit(SELECT);
    terminal.failing = "SCARD_W_RESET_CARD";

    assertCode(channel, INITIALIZE, ErrorCode.CARD_TORN);
    assertThat(terminal.received).containsExactly(hex(SELECT), hex(INITIALIZE));
    assertThat(channel.transmit(SELECT)).containsExactly(0x90, 0x00);
    assertThat(terminal.connected).isEqualTo(2);
  }

  @Test
  void select_whenTheCardWasExchanged_beginsAnewWithTheOther() throws Exception {
    Terminal terminal = new Terminal("One");
    CardChannel channel = only(terminal);
    channel.transmit(SELECT);
    terminal.failing = "SCARD_W_REMOVED_CARD";

    assertThat(channel.transmit(SELECT)).containsExactly(0x90, 0x00);
    assertThat(terminal.connected).isEqualTo(2);
  }

  @Test
  void transmit_whenTheReaderFails_tellsPcscsWord() throws Exception {
    Terminal terminal = new Terminal("One");
    CardChannel channel = only(terminal);
    channel.transmit(SELECT);
    terminal.failing = "SCARD_E_NO_SERVICE";

    assertThatThrownBy(() -> channel.transmit(INITIALIZE))
        .isInstanceOfSatisfying(
            ReaderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.READER_FAILED))
        .hasMessageContaining("SCARD_E_NO_SERVICE");
  }

  @Test
  void readers_always_haveIdsForAddressesAndTheirCardsAnswerToReset() throws Exception {
    Terminal empty = new Terminal("Ümlaut [Reader] 00 01");
    empty.present = false;
    PcscReaders readers = readers(Optional.empty(), new Terminal("Virtual PCD 00 00"), empty);

    assertThat(readers.all())
        .containsExactly(
            new ReaderState("virtual-pcd-00-00", "Virtual PCD 00 00", "3B80800101"),
            new ReaderState("mlaut-reader-00-01", "Ümlaut [Reader] 00 01", ""));
    assertThat(readers.channel("virtual-pcd-00-00")).isPresent();
    assertThat(readers.channel("virtual-pcd-00-00"))
        .isEqualTo(readers.channel("virtual-pcd-00-00"));
    assertThat(readers.channel("virtual-pcd-00-02")).isEmpty();
  }

  @Test
  void readers_withACardThatSpeaksOtherwise_areListedAllTheSame() throws Exception {
    Terminal other = new Terminal("Other");
    other.speaksOtherwise = true;
    PcscReaders readers = readers(Optional.empty(), other, new Terminal("One"));

    assertThat(readers.all()).extracting(ReaderState::atr).containsExactly("", "3B80800101");
    assertThat(readers.only().transmit(SELECT)).hasSize(2);
    assertCode(readers.channel("other").orElseThrow(), SELECT, ErrorCode.READER_FAILED);
  }

  @Test
  void only_isTheOneMeant_orNamesThem() throws Exception {
    Terminal one = new Terminal("One");
    Terminal other = new Terminal("Other");
    assertUnclear(readers(Optional.empty()), "no such reader");
    assertUnclear(readers(Optional.of("third"), one, other), "no such reader");
    assertUnclear(readers(Optional.empty(), one, other), "several readers hold a card");
    assertThat(readers(Optional.of("ONE"), one, other).only().transmit(SELECT)).hasSize(2);
    other.present = false;
    assertThat(readers(Optional.empty(), one, other).only().transmit(SELECT)).hasSize(2);
    assertThat(other.received).isEmpty();
    one.present = false;
    assertUnclear(readers(Optional.empty(), one, other), "no reader holds a card");
  }

  private static void assertUnclear(PcscReaders readers, String reason) {
    assertThatThrownBy(readers::only)
        .isInstanceOf(ReaderException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void list_whenPcscHasNoReaders_isEmpty_andWhenItFails_saysSo() throws Exception {
    assertThat(PcscReaders.of(new Failing("SCARD_E_NO_READERS_AVAILABLE"), Optional.empty()).all())
        .isEmpty();
    assertThatThrownBy(
            () -> PcscReaders.of(new Failing("SCARD_E_NO_SERVICE"), Optional.empty()).all())
        .isInstanceOf(ReaderException.class)
        .hasMessageContaining("SCARD_E_NO_SERVICE");
  }

  @Test
  void id_ofTwoReadersOfOneKind_isNotTheSame() {
    String kind = "Identive Identiv uTrust 3700 F CL Reader [uTrust 3700 F CL Reader] ";
    String one = PcscReaders.id(kind + "(53692045201234) 00 00");
    String other = PcscReaders.id(kind + "(53692045201299) 01 00");

    assertThat(one).isNotEqualTo(other).matches("[a-z0-9-]{1,64}");
    assertThat(other).matches("[a-z0-9-]{1,64}");
    assertThat(PcscReaders.id("Virtual PCD 00 00")).isEqualTo("virtual-pcd-00-00");
  }

  @Test
  void library_whereDebianKeepsIt_isFound() throws Exception {
    assertThat(PcscLibrary.find(root)).isEmpty();
    Path folder = Files.createDirectories(root.resolve("usr/lib/x86_64-linux-gnu"));
    Path library = Files.createFile(folder.resolve("libpcsclite.so.1"));
    assertThat(PcscLibrary.find(root)).contains(library);
    Files.delete(library);
    Path other = Files.createDirectories(root.resolve("usr/lib64")).resolve("libpcsclite.so.1");
    Files.createFile(other);
    assertThat(PcscLibrary.find(root)).contains(other);
  }

  private static void assertCode(CardChannel channel, byte[] apdu, ErrorCode code) {
    assertThatThrownBy(() -> channel.transmit(apdu))
        .isInstanceOfSatisfying(ReaderException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static CardChannel only(Terminal terminal) throws ReaderException {
    return readers(Optional.empty(), terminal).only();
  }

  private static PcscReaders readers(Optional<String> name, Terminal... terminals) {
    return PcscReaders.of(new Fixed(List.of(terminals)), name);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Readers that stay. */
  private static final class Fixed extends CardTerminals {
    private final List<CardTerminal> terminals;

    private Fixed(List<CardTerminal> terminals) {
      this.terminals = terminals;
    }

    @Override
    public List<CardTerminal> list(State state) {
      return terminals;
    }

    @Override
    public boolean waitForChange(long timeout) {
      return false;
    }
  }

  /** No readers. */
  private static final class Failing extends CardTerminals {
    private final String reason;

    private Failing(String reason) {
      this.reason = reason;
    }

    @Override
    public List<CardTerminal> list(State state) throws CardException {
      throw new CardException("list() failed", new IllegalStateException(reason));
    }

    @Override
    public boolean waitForChange(long timeout) {
      return false;
    }
  }

  /** A reader whose card answers 9000, or fails once. */
  private static final class Terminal extends CardTerminal {
    private final String name;
    private final List<String> received = new ArrayList<>();
    private boolean present = true;
    private boolean speaksOtherwise;
    private int connected;
    private String protocol;
    private String failing;

    private Terminal(String name) {
      this.name = name;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public Card connect(String wanted) throws CardException {
      if (!present) {
        throw new CardNotPresentException("no card");
      }
      if (speaksOtherwise) {
        throw new CardException(
            "connect() failed", new IllegalStateException("SCARD_E_PROTO_MISMATCH"));
      }
      connected++;
      protocol = wanted;
      return new Connection(this);
    }

    @Override
    public boolean isCardPresent() {
      return present;
    }

    @Override
    public boolean waitForCardPresent(long timeout) {
      return present;
    }

    @Override
    public boolean waitForCardAbsent(long timeout) {
      return !present;
    }
  }

  private static final class Connection extends Card {
    private final Terminal terminal;

    private Connection(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public ATR getATR() {
      return new ATR(HexFormat.of().parseHex("3B80800101"));
    }

    @Override
    public String getProtocol() {
      return "T=1";
    }

    @Override
    public javax.smartcardio.CardChannel getBasicChannel() {
      return new Basic(this);
    }

    @Override
    public javax.smartcardio.CardChannel openLogicalChannel() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void beginExclusive() {}

    @Override
    public void endExclusive() {}

    @Override
    public byte[] transmitControlCommand(int code, byte[] command) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void disconnect(boolean reset) {}
  }

  private static final class Basic extends javax.smartcardio.CardChannel {
    private final Connection connection;

    private Basic(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Card getCard() {
      return connection;
    }

    @Override
    public int getChannelNumber() {
      return 0;
    }

    @Override
    public ResponseAPDU transmit(CommandAPDU command) throws CardException {
      Terminal terminal = connection.terminal;
      terminal.received.add(hex(command.getBytes()));
      if (terminal.failing != null) {
        String reason = terminal.failing;
        terminal.failing = null;
        throw new CardException("transmit() failed", new IllegalStateException(reason));
      }
      return new ResponseAPDU(new byte[] {(byte) 0x90, 0x00});
    }

    @Override
    public int transmit(ByteBuffer command, ByteBuffer response) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
