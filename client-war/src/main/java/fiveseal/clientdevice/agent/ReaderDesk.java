package fiveseal.clientdevice.agent;

import fiveseal.clientdevice.reader.CardReaders;
import fiveseal.clientdevice.reader.ReaderException;
import fiveseal.clientdevice.reader.ReaderState;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardChannel;
import fiveseal.protocol.card.CardException;
import fiveseal.protocol.card.CardIdentity;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.InitializeCommand;
import fiveseal.protocol.card.SelectCommand;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes a page's commands to the cards. What a card said of itself in passing is remembered for as
 * long as its session lasts, so that the holder is asked about the card that will execute.
 */
final class ReaderDesk {
  private static final int TURN_SECONDS_MAX = 2;

  /** Header, Lc and the sealed command, without Le. */
  private static final int EXECUTE_LENGTH = 5 + 64;

  private final CardReaders readers;
  private final CommandCheck check;
  private final Confirmation confirmation;
  private final Duration patience;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** What is known of the card in one reader. */
  private static final class Session {
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Optional<CardIdentity> card = Optional.empty();
    private Optional<Initialize> initialized = Optional.empty();

    private void end() {
      card = Optional.empty();
      initialized = Optional.empty();
    }
  }

  /**
   * @param patience from the arrival of EXECUTE to its going to the card: a page that has waited
   *     longer has given up, and says that nothing went there
   */
  ReaderDesk(
      CardReaders readers, CommandCheck check, Confirmation confirmation, Duration patience) {
    this.readers = readers;
    this.check = check;
    this.confirmation = confirmation;
    this.patience = patience;
  }

  List<ReaderState> all() throws ReaderException {
    return readers.all();
  }

  /**
   * The number of our card in a reader. It is selected for that, unless it is in a session, whose
   * challenge would end.
   *
   * @param holding whether some card is in the reader
   */
  Optional<CardNumber> cardNumber(String reader, boolean holding) throws ReaderException {
    Session session = sessions.computeIfAbsent(reader, unused -> new Session());
    Optional<CardChannel> channel = readers.channel(reader);
    if (session.turn.tryLock()) {
      try {
        if (!holding || channel.isEmpty()) {
          session.end();
        } else if (session.initialized.isEmpty()) {
          exchange(session, channel.get(), PurseCommand.SELECT, new SelectCommand().apdu());
        }
      } catch (IOException noResponse) {
        session.end();
      } finally {
        session.turn.unlock();
      }
    }
    return session.card.flatMap(CardIdentity::cardNumber);
  }

  /**
   * @param message message 2 or 5 that carries the command, for EXECUTE alone
   * @return data and status word
   * @throws ProtocolException {@code command-refused}, {@code not-confirmed}, {@code not-found}, or
   *     whatever is wrong with the message: the card saw nothing
   */
  byte[] transmit(String reader, byte[] apdu, Optional<String> message) throws IOException {
    Deadline deadline = Deadline.in(patience);
    PurseCommand command =
        PurseCommand.of(apdu)
            .orElseThrow(() -> refused("it is none that a holder gives to this card"));
    if (message.isPresent() != (command == PurseCommand.EXECUTE)) {
      throw refused("a message belongs to EXECUTE, and EXECUTE to a message that carries it");
    }
    CardChannel channel =
        readers
            .channel(reader)
            .orElseThrow(() -> new ProtocolException(ErrorCode.NOT_FOUND, "no such reader"));
    Session session = sessions.computeIfAbsent(reader, unused -> new Session());
    takeTurn(session);
    try {
      byte[] agreed =
          command == PurseCommand.EXECUTE
              ? agreed(session, apdu, message.orElseThrow(), deadline)
              : apdu;
      return exchange(session, channel, command, agreed);
    } finally {
      session.turn.unlock();
    }
  }

  private static void takeTurn(Session session) {
    try {
      if (!session.turn.tryLock(TURN_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new ProtocolException(
            ErrorCode.TOO_MANY_REQUESTS, "the holder is being asked about this reader's card");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProtocolException(ErrorCode.UNAVAILABLE, "the agent is stopping");
    }
  }

  /** The command as the message carries it, once the message is proven and the holder agrees. */
  private byte[] agreed(Session session, byte[] apdu, String message, Deadline deadline) {
    CardIdentity card = session.card.orElseThrow(ReaderDesk::notPresented);
    Initialize initialized = session.initialized.orElseThrow(ReaderDesk::notPresented);
    CommandCheck.Proven proven = check.prove(message, card, initialized);
    byte[] carried = proven.command().apdu();
    if (!MessageDigest.isEqual(withoutLength(carried), withoutLength(apdu))) {
      throw refused("the message carries another command");
    }
    if (!confirmation.agrees(proven.question(), deadline.left()) || deadline.isOver()) {
      throw new ProtocolException(ErrorCode.NOT_CONFIRMED, ErrorCode.NOT_CONFIRMED.sentence());
    }
    return carried;
  }

  private static byte[] withoutLength(byte[] execute) {
    return Arrays.copyOf(execute, EXECUTE_LENGTH);
  }

  private static byte[] exchange(
      Session session, CardChannel channel, PurseCommand command, byte[] apdu) throws IOException {
    try {
      byte[] response = channel.transmit(apdu);
      remember(session, command, response);
      return response;
    } catch (ReaderException | RuntimeException e) {
      session.end();
      throw e;
    } catch (IOException e) {
      session.end();
      throw new ReaderException(ErrorCode.READER_FAILED, e.getMessage(), e);
    }
  }

  /** A card that is none of ours, or refuses, is nobody to execute anything. */
  private static void remember(Session session, PurseCommand command, byte[] response)
      throws IOException {
    try {
      switch (command) {
        case SELECT -> {
          session.end();
          session.card = Optional.of(new SelectCommand().parse(response));
        }
        case INITIALIZE -> {
          session.initialized = Optional.empty();
          session.initialized = Optional.of(new InitializeCommand().parse(response));
        }
        case EXECUTE -> session.initialized = Optional.empty();
        case GET_ANSWER, READ_LOG -> {}
      }
    } catch (CardException | ProtocolException unknown) {
      session.initialized = Optional.empty();
    }
  }

  private static ProtocolException notPresented() {
    return refused("the card was not selected and initialized through this agent");
  }

  private static ProtocolException refused(String reason) {
    return new ProtocolException(
        ErrorCode.COMMAND_REFUSED, "this command is not given to a card: " + reason);
  }
}
