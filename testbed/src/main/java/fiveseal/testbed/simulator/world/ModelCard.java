package fiveseal.testbed.simulator.world;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.CardSide;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A card by the rules of the protocol's section 2, with the product's codec and cryptography. What
 * the applet changes in one transaction changes here in one step, or not at all if it is torn.
 */
public final class ModelCard {
  private static final int ANSWERS_KEPT = 10;
  private static final long COUNTER_END = 0x7FFF_FFFFL;

  private final CardNumber number;
  private final int currency;
  private final Chance chance;
  private byte[] key;
  private int keyVersion;
  private long counter = 1;
  private long balance;
  private long balanceLimit;
  private long amountLimit;
  private boolean blocked;
  private boolean tampered;
  private long lie;
  private final Map<Long, byte[]> answers = new LinkedHashMap<>();
  private final List<Execution> history = new ArrayList<>();
  private Optional<byte[]> challenge = Optional.empty();

  ModelCard(
      CardNumber number, int currency, byte[] key, int keyVersion, long limit, Chance chance) {
    this.number = number;
    this.currency = currency;
    this.key = key.clone();
    this.keyVersion = keyVersion;
    this.balanceLimit = limit;
    this.amountLimit = limit;
    this.chance = chance;
  }

  public CardNumber number() {
    return number;
  }

  /** For traces. */
  String name() {
    return "card " + number.digits().substring(12);
  }

  /** Whether somebody did to it what no honest card does. */
  public boolean isTampered() {
    return tampered;
  }

  /** It says another balance than it came to have by commands. */
  void breakBalance(long added) {
    tampered = true;
    balance += added;
  }

  /** Its next answer tells another balance than it had. */
  void lieOnce() {
    tampered = true;
    lie = 1;
  }

  /** It consumed a counter for which nothing was ever issued. */
  void skipCounter() {
    tampered = true;
    counter++;
  }

  /** A copy with the same keys and the same memory. */
  ModelCard copy(Chance own) {
    tampered = true;
    ModelCard copy = new ModelCard(number, currency, key, keyVersion, balanceLimit, own);
    copy.tampered = true;
    copy.counter = counter;
    copy.balance = balance;
    copy.amountLimit = amountLimit;
    copy.blocked = blocked;
    copy.answers.putAll(answers);
    return copy;
  }

  /** Everything the card ever did, in the order of the counters, from 1. */
  public List<Execution> history() {
    return history;
  }

  public long counter() {
    return counter;
  }

  /** Minor units. */
  public long balance() {
    return balance;
  }

  public boolean isBlocked() {
    return blocked;
  }

  public int keyVersion() {
    return keyVersion;
  }

  /** Power on, or SELECT: any challenge ends. */
  void select() {
    challenge = Optional.empty();
  }

  Initialize initialize() {
    byte[] fresh = chance.bytes(Initialize.CHALLENGE_LENGTH);
    challenge = Optional.of(fresh);
    try (CardKey open = CardKey.of(key)) {
      return new CardSide(open).initialize(counter, balance, keyVersion, state(), fresh);
    }
  }

  CardState state() {
    return blocked ? CardState.BLOCKED : CardState.ACTIVE;
  }

  /** The answer that is kept for a counter. */
  Optional<byte[]> answer(long consumed) {
    return Optional.ofNullable(answers.get(consumed)).map(byte[]::clone);
  }

  /**
   * EXECUTE.
   *
   * @return the answer; empty if the card refused, which changes nothing but the challenge
   * @throws CardTorn after which only the card knows what it did
   */
  Optional<byte[]> execute(byte[] sealed, Tear tear) throws CardTorn {
    Optional<byte[]> live = challenge;
    challenge = Optional.empty();
    if (live.isEmpty() || counter >= COUNTER_END) {
      return Optional.empty();
    }
    try (CardKey open = CardKey.of(key)) {
      CardSide side = new CardSide(open);
      Optional<CardCommand> command = side.open(sealed, counter, live.get());
      if (command.isEmpty() || command.get().counter() != counter || !keyIsNewer(command.get())) {
        return Optional.empty();
      }
      CardResult result = result(command.get());
      CardAnswer said = said(command.get(), result);
      byte[] answer = side.seal(said, sealed, live.get());
      if (tear == Tear.BEFORE_COMMIT) {
        throw new CardTorn();
      }
      commit(command.get(), said, answer);
      if (tear == Tear.AFTER_COMMIT) {
        throw new CardTorn();
      }
      return Optional.of(answer);
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private boolean keyIsNewer(CardCommand command) {
    return command.operation() != Operation.REKEY || command.amount() > keyVersion;
  }

  private CardResult result(CardCommand command) {
    boolean value = command.operation().movesValue();
    if (command.currencyNumeric() != currency) {
      return CardResult.WRONG_CURRENCY;
    }
    if (blocked && (value || command.operation() == Operation.LIMITS)) {
      return CardResult.BLOCKED;
    }
    if (value && command.amount() > amountLimit) {
      return CardResult.AMOUNT_LIMIT;
    }
    if (command.operation() == Operation.DEBIT && command.amount() > balance) {
      return CardResult.VALUE_INSUFFICIENT;
    }
    if (command.operation() == Operation.CREDIT && balance + command.amount() > balanceLimit) {
      return CardResult.BALANCE_LIMIT;
    }
    return CardResult.DONE;
  }

  private CardAnswer said(CardCommand command, CardResult result) {
    boolean done = result == CardResult.DONE;
    balance += lie;
    lie = 0;
    long after = balance;
    boolean blockedAfter = blocked;
    if (done) {
      switch (command.operation()) {
        case DEBIT -> after -= command.amount();
        case CREDIT -> after += command.amount();
        case BLOCK -> blockedAfter = true;
        case UNBLOCK -> blockedAfter = false;
        case VOID, REKEY, LIMITS -> {}
      }
    }
    return new CardAnswer(
        result,
        command.operation(),
        blockedAfter ? CardState.BLOCKED : CardState.ACTIVE,
        counter,
        command.amount(),
        balance,
        after,
        command.transactionId());
  }

  /** One transaction. */
  private void commit(CardCommand command, CardAnswer said, byte[] answer) {
    history.add(
        new Execution(
            counter,
            said.operation(),
            said.result(),
            said.amount(),
            said.balanceBefore(),
            said.balanceAfter(),
            Base64Url.encode(said.transactionId())));
    keep(counter, answer);
    counter++;
    balance = said.balanceAfter();
    blocked = said.stateAfter() == CardState.BLOCKED;
    if (said.result() == CardResult.DONE) {
      take(command);
    }
  }

  private void keep(long consumed, byte[] answer) {
    answers.put(consumed, answer.clone());
    answers.remove(consumed - ANSWERS_KEPT);
  }

  private void take(CardCommand command) {
    if (command.operation() == Operation.REKEY) {
      key = command.parameter();
      keyVersion = (int) command.amount();
    } else if (command.operation() == Operation.LIMITS) {
      ByteBuffer limits = ByteBuffer.wrap(command.parameter());
      balanceLimit = limits.getInt() & 0xFFFF_FFFFL;
      amountLimit = limits.getInt() & 0xFFFF_FFFFL;
    }
  }
}
