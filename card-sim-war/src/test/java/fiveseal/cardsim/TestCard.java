package fiveseal.cardsim;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import fiveseal.protocol.card.PersonalizeCommand;
import fiveseal.protocol.card.PurseClient;
import fiveseal.protocol.card.TransactionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/** A simulated card together with whoever knows its key: what a manager and a client do with it. */
final class TestCard {
  static final CardNumber NUMBER = new CardNumber("9392000000000015");
  static final int YEN = 392;
  static final long MAX = 0x7FFF_FFFFL;
  static final byte[] KEY = HexFormat.of().parseHex("b48b306b2422d2156aaca4a985592079");
  static final byte[] NEW_KEY = HexFormat.of().parseHex("dd6e962d8540e67d447d57ffc56e1701");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  final SimulatedCard card;
  final PurseClient client;
  private CardKey key = CardKey.of(KEY);
  private int updates;

  private TestCard(SimulatedCard card) {
    this.card = card;
    this.client = new PurseClient(card);
  }

  static TestCard blank() {
    return new TestCard(new SimulatedCard());
  }

  static TestCard of(byte[] image) {
    return new TestCard(SimulatedCard.of(image));
  }

  static TestCard personalized() {
    return personalized(MAX, MAX);
  }

  static TestCard personalized(long balanceMax, long amountMax) {
    TestCard test = blank();
    test.select();
    assertThat(test.send(personalization(balanceMax, amountMax))).isEqualTo("9000");
    return test;
  }

  static TestCard loaded(long balance) {
    TestCard test = personalized();
    test.run(Operation.CREDIT, balance);
    return test;
  }

  static String personalization(long balanceMax, long amountMax) {
    return HEX.formatHex(
        new PersonalizeCommand(NUMBER, YEN, 0, balanceMax, amountMax, 1, KEY).apdu());
  }

  void useKey(byte[] bytes) {
    key = CardKey.of(bytes);
  }

  CardKey key() {
    return key;
  }

  /** Hex to hex. */
  String send(String apdu) {
    try {
      return HEX.formatHex(card.transmit(HEX.parseHex(apdu)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void select() {
    assertThat(send("00A4040009F0464956455345414C00")).endsWith("9000");
  }

  Initialize initialize() {
    try {
      Initialize initialize = client.initialize();
      assertThat(key.proves(initialize)).isTrue();
      return initialize;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CardCommand command(Operation operation, long amount, long counter) {
    byte[] parameter =
        switch (operation) {
          case REKEY -> NEW_KEY;
          case LIMITS -> CardCommand.limits(20000, 5000);
          default -> CardCommand.noParameter();
        };
    return command(operation, YEN, amount, counter, parameter);
  }

  CardCommand command(
      Operation operation, int currency, long amount, long counter, byte[] parameter) {
    byte[] id = TransactionId.ofUpdate("update-" + ++updates);
    return new CardCommand(operation, currency, amount, counter, id, parameter);
  }

  /** One whole session: INITIALIZE, EXECUTE, and the answer checked. */
  CardAnswer run(Operation operation, long amount) {
    Initialize session = initialize();
    return execute(session, command(operation, amount, session.counter()));
  }

  CardAnswer execute(Initialize session, CardCommand command) {
    byte[] sealed = key.seal(command, session.challenge());
    try {
      byte[] answer = client.execute(sealed);
      CardAnswer opened =
          key.open(answer, sealed, session.counter(), session.challenge()).orElseThrow();
      assertThat(opened.operation()).isEqualTo(command.operation());
      assertThat(opened.amount()).isEqualTo(command.amount());
      assertThat(opened.counter()).isEqualTo(command.counter());
      assertThat(opened.transactionId()).isEqualTo(command.transactionId());
      assertThat(opened.balanceBefore()).isEqualTo(session.balance());
      assertThat(client.answer(session.counter())).hasValue(answer);
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CardResult result(Operation operation, long amount) {
    return run(operation, amount).result();
  }

  /** EXECUTE's APDU for the command under this session. */
  String executeApdu(Initialize session, CardCommand command) {
    return executeApdu(key.seal(command, session.challenge()));
  }

  static String executeApdu(byte[] sealed) {
    return "8052000040" + HEX.formatHex(sealed) + "00";
  }
}
