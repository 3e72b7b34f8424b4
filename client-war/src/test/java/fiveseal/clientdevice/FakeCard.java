package fiveseal.clientdevice;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardChannel;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.CardSide;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A card as a model: balance, counter, answers; it counts what it is told to execute. */
final class FakeCard implements CardChannel {
  static final CardNumber NUMBER = CardNumber.withCheckDigit("939200000000001");
  static final CardNumber OTHER_NUMBER = CardNumber.withCheckDigit("939200000000002");
  static final int YEN = 392;

  /** When the card loses power. */
  enum Tear {
    NEVER,
    BEFORE_EXECUTING,
    AFTER_EXECUTING
  }

  final List<byte[]> executed = new ArrayList<>();
  final Map<Long, byte[]> answers = new HashMap<>();
  CardNumber number = NUMBER;
  long balance;
  long counter = 1;
  Tear tear = Tear.NEVER;

  /** Whoever tears it takes it away for good, until it is put back. */
  boolean tornAway;

  /** It is not in the reader. */
  boolean away;

  private final CardSide side;
  private byte[] challenge;
  private byte challengesMade;
  private boolean selected;

  FakeCard(CardKey key, long balance) {
    this.side = new CardSide(key);
    this.balance = balance;
  }

  @Override
  public byte[] transmit(byte[] apdu) throws IOException {
    if (away) {
      throw new IOException("no card in the reader");
    }
    int instruction = apdu[1] & 0xFF;
    if (instruction == 0xA4) {
      selected = true;
      challenge = null;
      return ok(
          ByteBuffer.allocate(14)
              .put((byte) 1)
              .put(number.bcd())
              .put(new byte[] {0x03, (byte) 0x92, 0x00, 0x01, 0x01})
              .array());
    }
    if (!selected) {
      throw new IOException("the card lost power; select it again");
    }
    return switch (instruction) {
      case 0x50 -> ok(initialize());
      case 0x52 -> execute(Arrays.copyOfRange(apdu, 5, 69));
      case 0x54 -> answer(ByteBuffer.wrap(apdu, 5, 4).getInt());
      case 0xB2 -> status(0x6A83);
      default -> status(0x6D00);
    };
  }

  private byte[] initialize() {
    challenge = new byte[] {7, 7, 7, 7, 7, 7, 7, ++challengesMade};
    return side.initialize(counter, balance, 1, CardState.ACTIVE, challenge).bytes();
  }

  private byte[] execute(byte[] command) throws IOException {
    executed.add(command);
    if (tear == Tear.BEFORE_EXECUTING) {
      tear = Tear.NEVER;
      throw lostPower();
    }
    if (challenge == null) {
      return status(0x6985);
    }
    byte[] live = challenge;
    challenge = null;
    Optional<CardCommand> opened = side.open(command, counter, live);
    if (opened.isEmpty()) {
      return status(0x6982);
    }
    byte[] answer = side.seal(perform(opened.get()), command, live);
    answers.put(counter - 1, answer);
    if (tear == Tear.AFTER_EXECUTING) {
      tear = Tear.NEVER;
      throw lostPower();
    }
    return ok(answer);
  }

  private CardAnswer perform(CardCommand command) {
    long before = balance;
    boolean debit = command.operation() == Operation.DEBIT;
    CardResult result =
        debit && command.amount() > balance ? CardResult.VALUE_INSUFFICIENT : CardResult.DONE;
    if (result == CardResult.DONE && command.operation() != Operation.VOID) {
      balance += debit ? -command.amount() : command.amount();
    }
    return new CardAnswer(
        result,
        command.operation(),
        CardState.ACTIVE,
        counter++,
        command.amount(),
        before,
        balance,
        command.transactionId());
  }

  private byte[] answer(long consumed) {
    byte[] answer = answers.get(consumed);
    return answer == null ? status(0x6A83) : ok(answer);
  }

  private IOException lostPower() {
    selected = false;
    challenge = null;
    away = tornAway;
    return new IOException("the card lost power");
  }

  private static byte[] ok(byte[] data) {
    return ByteBuffer.allocate(data.length + 2).put(data).putShort((short) 0x9000).array();
  }

  private static byte[] status(int word) {
    return ByteBuffer.allocate(2).putShort((short) word).array();
  }
}
