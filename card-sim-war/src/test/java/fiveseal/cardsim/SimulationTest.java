package fiveseal.cardsim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import fiveseal.protocol.card.PurseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards in readers and on the disk: what stays, what is refused, and what is never written. */
class SimulationTest {
  private static final String PASSWORD = "simulated cards only";
  private static final byte[] SELECT = HexFormat.of().parseHex("00A4040009F0464956455345414C00");
  private static final byte[] INITIALIZE = HexFormat.of().parseHex("8050000000");

  @TempDir private Path directory;
  private final Issuer issuer = new Issuer();
  private Simulation simulation;

  @BeforeEach
  void open() throws IOException {
    simulation = Simulation.open(settings(PASSWORD));
  }

  @AfterEach
  void close() throws IOException {
    simulation.close();
  }

  private SimulatorSettings settings(String password) {
    return new SimulatorSettings(true, directory, password, 2);
  }

  private void restart() throws IOException {
    simulation.close();
    open();
  }

  private CardNumber issue() throws IOException {
    return simulation.issue(issuer, "JPY");
  }

  private PurseClient client(String reader) {
    return new PurseClient(apdu -> simulation.readers().transmit(reader, apdu));
  }

  private byte[] run(String reader, Operation operation, long amount) throws IOException {
    PurseClient client = client(reader);
    client.select();
    Initialize session = client.initialize();
    try (CardKey key = CardKey.of(TestCard.KEY)) {
      assertThat(key.proves(session)).isTrue();
      return client.execute(
          key.seal(
              new CardCommand(
                  operation,
                  TestCard.YEN,
                  amount,
                  session.counter(),
                  new byte[16],
                  CardCommand.noParameter()),
              session.challenge()));
    }
  }

  @Test
  void issuedCard_isPersonalizedAndTakesCommands() throws IOException {
    CardNumber number = issue();
    Reader reader = simulation.readers().insert("reader-1", number);
    assertThat(reader.cardNumber()).contains(number);
    assertThat(reader.atr()).isEqualTo("3B80800101");
    assertThat(client("reader-1").select().cardNumber()).contains(number);
    run("reader-1", Operation.CREDIT, 500);
    assertThat(client("reader-1").initialize().balance()).isEqualTo(500);
  }

  @Test
  void issue_ofAnUnknownCurrency_isRefused() {
    assertThatThrownBy(() -> simulation.issue(issuer, "XXX"))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_REFUSED));
  }

  @Test
  void issue_sealedOtherwiseThanAgreed_isRefused() {
    assertThatThrownBy(
            () ->
                simulation.issue(
                    new Issuer().sealingBy(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM), "JPY"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                simulation.issue(
                    new Issuer()
                        .sealingBy(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A128CBC_HS256),
                    "JPY"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void issue_withAKeyThatIsNotItsCheckValues_isRefused() {
    assertThatThrownBy(() -> simulation.issue(new Issuer().checkingBy("0011223344556677"), "JPY"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("check value");
  }

  @Test
  void card_afterRestart_isAsItWas() throws IOException {
    CardNumber number = issue();
    simulation.readers().insert("reader-1", number);
    byte[] credit = run("reader-1", Operation.CREDIT, 500);
    run("reader-1", Operation.DEBIT, 20);

    restart();

    assertThat(simulation.readers().get("reader-1").cardNumber()).isEqualTo(Optional.empty());
    simulation.readers().insert("reader-2", number);
    PurseClient client = client("reader-2");
    client.select();
    assertThat(client.initialize().balance()).isEqualTo(480);
    assertThat(client.initialize().counter()).isEqualTo(3);
    assertThat(client.answer(1)).hasValue(credit);
    // The bureau's key, too, so that cards are issued on.
    assertThat(issue()).isNotEqualTo(number);
  }

  @Test
  void change_isOnTheDiskBeforeItsResponse(@TempDir Path copy) throws IOException {
    CardNumber number = issue();
    simulation.readers().insert("reader-1", number);
    run("reader-1", Operation.CREDIT, 500);
    // No orderly end: another look at the files as they are now.
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    SimulatorSettings copied = new SimulatorSettings(true, copy, PASSWORD, 1);
    try (Simulation other = Simulation.open(copied)) {
      other.readers().insert("reader-1", number);
      PurseClient client = new PurseClient(apdu -> other.readers().transmit("reader-1", apdu));
      client.select();
      assertThat(client.initialize().balance()).isEqualTo(500);
    }
  }

  @Test
  void files_tellNeitherNumberNorKeyAndOnlyTheirOwnerReadsThem() throws IOException {
    CardNumber number = issue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String content = new String(Files.readAllBytes(file), ISO_8859_1);
        assertThat(file.toString()).doesNotContain(number.digits());
        assertThat(content)
            .doesNotContain(new String(TestCard.KEY, ISO_8859_1))
            .doesNotContain(new String(number.bcd(), ISO_8859_1));
        if (!file.endsWith("lock")) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .isEqualTo("rw-------");
        }
      }
    }
  }

  @Test
  void open_withAnotherPassword_isRefused() throws IOException {
    simulation.close();
    assertThatThrownBy(() -> Simulation.open(settings("another password")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("fiveseal.cardsim.password");
    open();
  }

  @Test
  void open_twice_isRefused() {
    assertThatThrownBy(() -> Simulation.open(settings(PASSWORD)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use");
  }

  @Test
  void card_whoseFileIsDamagedOrAnothers_isRefused() throws IOException {
    CardNumber first = issue();
    CardNumber second = issue();
    List<Path> cards;
    try (Stream<Path> files = Files.list(directory)) {
      cards = files.filter(file -> file.toString().endsWith(".card")).toList();
    }
    byte[] one = Files.readAllBytes(cards.get(0));
    byte[] other = Files.readAllBytes(cards.get(1));
    Files.write(cards.get(0), other);
    other[other.length - 1] ^= 1;
    Files.write(cards.get(1), other);
    for (CardNumber number : List.of(first, second)) {
      assertRefused(ErrorCode.UNAVAILABLE, () -> simulation.readers().insert("reader-1", number));
    }
    Files.write(cards.get(0), one);
    int readable = 0;
    for (CardNumber number : List.of(first, second)) {
      try {
        simulation.readers().insert("reader-1", number);
        readable++;
      } catch (ProtocolException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      }
    }
    assertThat(readable).isEqualTo(1);
  }

  @Test
  void change_thatCannotBeSaved_isNoneAndGetsNoAnswer() throws IOException {
    CardNumber number = issue();
    simulation.readers().insert("reader-1", number);
    run("reader-1", Operation.CREDIT, 500);
    // A directory where the new file would be written: no user, not even root, can.
    Path file;
    try (Stream<Path> files = Files.list(directory)) {
      file = files.filter(f -> f.toString().endsWith(".card")).findFirst().orElseThrow();
    }
    Path blocker = Files.createDirectory(file.resolveSibling(file.getFileName() + ".new"));

    assertRefused(
        ErrorCode.UNAVAILABLE,
        () -> {
          try {
            run("reader-1", Operation.DEBIT, 1);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });

    Files.delete(blocker);
    PurseClient client = client("reader-1");
    client.select();
    assertThat(client.initialize().balance()).isEqualTo(500);
    assertThat(client.answer(2)).isEmpty();
    run("reader-1", Operation.DEBIT, 1);
    restart();
    simulation.readers().insert("reader-1", number);
    client = client("reader-1");
    client.select();
    assertThat(client.initialize().balance()).isEqualTo(499);
  }

  @Test
  void card_putIntoAnotherReader_leavesTheFirst() throws IOException {
    CardNumber number = issue();
    simulation.readers().insert("reader-1", number);
    simulation.readers().transmit("reader-1", SELECT);
    // The same card again stays selected.
    simulation.readers().insert("reader-1", number);
    assertThat(simulation.readers().transmit("reader-1", INITIALIZE)).hasSize(36);

    simulation.readers().insert("reader-2", number);

    assertThat(simulation.readers().get("reader-1").cardNumber()).isEqualTo(Optional.empty());
    assertRefused(ErrorCode.NO_CARD, () -> simulation.readers().transmit("reader-1", INITIALIZE));
    // Without power it lost its selection.
    assertThat(simulation.readers().transmit("reader-2", INITIALIZE)).containsExactly(0x69, 0x85);
  }

  @Test
  void card_takenOut_answersNothing() throws IOException {
    CardNumber number = issue();
    simulation.readers().insert("reader-1", number);
    simulation.readers().remove("reader-1");
    simulation.readers().remove("reader-1");
    assertRefused(ErrorCode.NO_CARD, () -> simulation.readers().transmit("reader-1", SELECT));
    CardNumber second = issue();
    simulation.readers().insert("reader-1", number);
    simulation.readers().insert("reader-1", second);
    assertThat(client("reader-1").select().cardNumber()).contains(second);
  }

  @Test
  void unknownReaderAndCard_areNotFound() {
    CardNumber unknown = new CardNumber("9392000000000015");
    assertRefused(ErrorCode.NOT_FOUND, () -> simulation.readers().get("reader-3"));
    assertRefused(ErrorCode.NOT_FOUND, () -> simulation.readers().remove("reader-0"));
    assertRefused(ErrorCode.NOT_FOUND, () -> simulation.readers().transmit("", SELECT));
    assertRefused(ErrorCode.NOT_FOUND, () -> simulation.readers().insert("reader-1", unknown));
    assertRefused(ErrorCode.NOT_FOUND, () -> simulation.readers().arm("reader-9", Fault.AT_ANSWER));
  }

  @Test
  void fault_tearsTheNextCommandAndTheCardIsAsBeforeOrAfter() throws IOException {
    CardNumber number = issue();
    simulation.readers().insert("reader-1", number);
    run("reader-1", Operation.CREDIT, 500);
    PurseClient client = client("reader-1");

    for (int write : new int[] {1, 5, 50}) {
      Initialize before = client.initialize();
      assertTorn("reader-1", Fault.atWrite(write));
      client.select();
      assertThat(client.initialize().balance()).isEqualTo(before.balance());
    }
    assertTorn("reader-1", Fault.AT_ANSWER);
    client.select();
    assertThat(client.initialize().balance()).isEqualTo(499);
    assertThat(client.answer(2)).isPresent();
    run("reader-1", Operation.DEBIT, 1);
  }

  private void assertTorn(String reader, Fault fault) throws IOException {
    PurseClient client = client(reader);
    Initialize session = client.initialize();
    try (CardKey key = CardKey.of(TestCard.KEY)) {
      byte[] sealed =
          key.seal(
              new CardCommand(
                  Operation.DEBIT, TestCard.YEN, 1, session.counter(), new byte[16], new byte[16]),
              session.challenge());
      simulation.readers().arm(reader, fault);
      assertRefused(
          ErrorCode.CARD_TORN,
          () -> {
            try {
              client.execute(sealed);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    assertThat(simulation.readers().transmit(reader, INITIALIZE)).containsExactly(0x69, 0x85);
  }

  @Test
  void manyCards_areLoadedWhenWantedAndTheOldestGoes() throws IOException {
    SealedDirectory sealed = SealedDirectory.open(directory.resolve("few"), PASSWORD);
    try (sealed) {
      CardImages images = new CardImages(sealed);
      Bureau bureau = Bureau.open(sealed, images);
      Readers readers = new Readers(1, images, 2);
      List<CardNumber> numbers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        numbers.add(bureau.issue(issuer, "JPY"));
      }
      for (int round = 1; round <= 2; round++) {
        for (CardNumber number : numbers) {
          readers.insert("reader-1", number);
          PurseClient client = new PurseClient(apdu -> readers.transmit("reader-1", apdu));
          assertThat(client.select().cardNumber()).contains(number);
          assertThat(client.initialize().counter()).isEqualTo(round);
          try (CardKey key = CardKey.of(TestCard.KEY)) {
            Initialize session = client.initialize();
            CardCommand none =
                new CardCommand(
                    Operation.VOID,
                    TestCard.YEN,
                    0,
                    session.counter(),
                    new byte[16],
                    CardCommand.noParameter());
            client.execute(key.seal(none, session.challenge()));
          }
          assertThat(readers.loadedCards()).isLessThanOrEqualTo(3);
        }
      }
    }
  }

  private static void assertRefused(ErrorCode code, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
