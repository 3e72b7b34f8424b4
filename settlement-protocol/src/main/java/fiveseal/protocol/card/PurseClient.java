package fiveseal.protocol.card;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client device asks of a card. Every method throws {@link CardException} if the card
 * refuses, {@link fiveseal.protocol.ProtocolException} {@code card-not-proven} if it answers what
 * no Fiveseal card answers, and {@link IOException} if it does not answer: after that, {@link
 * #select} first.
 */
public final class PurseClient {
  private final CardChannel channel;

  public PurseClient(CardChannel channel) {
    this.channel = channel;
  }

  /** Chooses the purse; any challenge ends. */
  public CardIdentity select() throws IOException {
    return send(new SelectCommand());
  }

  /** Begins a session: its challenge serves one EXECUTE. */
  public Initialize initialize() throws IOException {
    return send(new InitializeCommand());
  }

  /**
   * @param command the 64 bytes that the manager sealed for this session
   * @return the card's 64 bytes for the manager
   */
  public byte[] execute(byte[] command) throws IOException {
    return send(new ExecuteCommand(command));
  }

  /** The stored answer to the command that consumed the counter, if the card still keeps it. */
  public Optional<byte[]> answer(long counter) throws IOException {
    return send(new GetAnswerCommand(counter));
  }

  /** The newest first, at most 10. */
  public List<LogRecord> log() throws IOException {
    List<LogRecord> records = new ArrayList<>();
    for (int number = 1; number <= LogRecord.KEPT; number++) {
      Optional<LogRecord> next = send(new ReadLogCommand(number));
      if (next.isEmpty()) {
        break;
      }
      records.add(next.get());
    }
    return records;
  }

  private <T> T send(ApduCommand<T> command) throws IOException {
    return command.parse(channel.transmit(command.apdu()));
  }
}
