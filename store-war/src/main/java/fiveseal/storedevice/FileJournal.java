package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The journal as one file: a JSON object per line and event, forced to the disk before anything
 * rests on it. Only the places of the lines are held in memory. Several programs may share the file
 * (a till that requests, a service that takes completions): each reads what the others added before
 * it looks or writes, under the file's lock.
 *
 * <p>A last line that a power cut tore was never confirmed to anyone and is dropped; damage
 * anywhere else is an error.
 */
public final class FileJournal implements Journal, AutoCloseable {
  private static final String REQUEST = "request-made";
  private static final String TAKEN = "request-taken";
  private static final String COMPLETION = "completion-accepted";
  private static final String RECEIPT = "receipt-issued";
  private static final String RECEIPT_TAKEN = "receipt-taken";

  private final Path file;
  private final FileChannel channel;
  private final InstantSource clock;
  private final Map<String, Map<String, Line>> eventsByRequest = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Map<String, String> requestBySettlement = new LinkedHashMap<>();
  private long end;
  private boolean failed;

  /** Where a line stands, without its line feed. */
  private record Line(long start, int length) {}

  /**
   * Opens or makes the file.
   *
   * @throws JournalDamaged if a line other than the last is not what was written
   */
  public FileJournal(Path file, InstantSource clock) throws IOException {
    this.file = file;
    this.clock = clock;
    boolean fresh = !Files.exists(file);
    channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            DurableFiles.ownerOnly(file));
    if (fresh) {
      DurableFiles.forceName(file);
    }
    locked(() -> end);
  }

  @Override
  public String requestMade(String requestId, String message1) {
    return keep(requestId, REQUEST, Map.of("message", message1));
  }

  @Override
  public void requestTaken(String requestId, String settlementId, String payUrl) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("settlementId", settlementId);
    members.put("payUrl", payUrl);
    keep(requestId, TAKEN, members);
  }

  @Override
  public String completionAccepted(String requestId, String settlementId, String message3) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("settlementId", settlementId);
    members.put("message", message3);
    return keep(requestId, COMPLETION, members);
  }

  @Override
  public String receiptIssued(String requestId, String message4) {
    return keep(requestId, RECEIPT, Map.of("message", message4));
  }

  @Override
  public void receiptTaken(String requestId) {
    keep(requestId, RECEIPT_TAKEN, Map.of());
  }

  @Override
  public Optional<JournalEntry> byRequest(String requestId) {
    return locked(() -> Optional.ofNullable(eventsByRequest.get(requestId)).map(this::entry));
  }

  @Override
  public Optional<JournalEntry> bySettlement(String settlementId) {
    return locked(
        () ->
            Optional.ofNullable(requestBySettlement.get(settlementId))
                .map(eventsByRequest::get)
                .map(this::entry));
  }

  @Override
  public List<JournalEntry> newest(int limit) {
    return locked(
        () -> {
          List<JournalEntry> entries = new ArrayList<>();
          for (int i = requests.size() - 1; i >= 0 && entries.size() < limit; i--) {
            entries.add(entry(eventsByRequest.get(requests.get(i))));
          }
          return entries;
        });
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Writes the event unless there is one of its kind; gives the kept one's message. */
  private String keep(String requestId, String event, Map<String, String> members) {
    return locked(
        () -> {
          Map<String, Line> events = eventsByRequest.getOrDefault(requestId, Map.of());
          if (!event.equals(REQUEST) && !events.containsKey(REQUEST)) {
            throw new IllegalStateException("no such request in the journal: " + requestId);
          }
          Line kept = events.get(event);
          if (kept == null) {
            append(requestId, event, members);
            kept = eventsByRequest.get(requestId).get(event);
          }
          return read(kept).optionalText("message").orElse("");
        });
  }

  private void append(String requestId, String event, Map<String, String> members) {
    if (failed) {
      throw new IllegalStateException("the journal could not be written before: " + file);
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", event);
    line.put("at", clock.instant().getEpochSecond());
    line.put("requestId", requestId);
    line.putAll(members);
    byte[] bytes = (Json.write(line) + "\n").getBytes(UTF_8);
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      long position = end;
      while (buffer.hasRemaining()) {
        position += channel.write(buffer, position);
      }
      channel.force(true);
    } catch (IOException e) {
      // After a failed force nobody knows what the disk holds; only opening it anew tells.
      failed = true;
      throw new UncheckedIOException("the journal cannot be written: " + file, e);
    }
    index(new Line(end, bytes.length - 1));
    end += bytes.length;
  }

  /** Does something after reading what others wrote, while nobody else reads or writes. */
  private synchronized <T> T locked(Supplier<T> action) {
    try (FileLock lock = channel.lock()) {
      assert lock.isValid();
      catchUp();
      return action.get();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be read: " + file, e);
    }
  }

  private void catchUp() throws IOException {
    long size = channel.size();
    if (size < end) {
      throw new JournalDamaged("the journal became shorter: " + file);
    }
    while (end < size) {
      Optional<Line> next = lineAt(end, size);
      if (next.isEmpty()) {
        dropTail();
        return;
      }
      Line line = next.get();
      long following = line.start() + line.length() + 1;
      try {
        index(line);
      } catch (ProtocolException e) {
        if (following < size) {
          throw new JournalDamaged("the journal is damaged at byte " + end + ": " + file);
        }
        dropTail();
        return;
      }
      end = following;
    }
  }

  /** A line that was not wholly written has promised nothing to anyone. */
  private void dropTail() throws IOException {
    channel.truncate(end);
    channel.force(true);
  }

  private Optional<Line> lineAt(long start, long size) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(8192);
    for (long at = start; at < size; at += chunk.capacity()) {
      chunk.clear();
      int count = channel.read(chunk, at);
      for (int i = 0; i < count; i++) {
        if (chunk.get(i) == '\n') {
          return Optional.of(new Line(start, Math.toIntExact(at + i - start)));
        }
      }
      if (count < chunk.capacity()) {
        break;
      }
    }
    return Optional.empty();
  }

  private void index(Line line) {
    JsonMembers members = read(line);
    String requestId = members.text("requestId");
    String event = members.text("event");
    if (!eventsByRequest.containsKey(requestId)) {
      requests.add(requestId);
    }
    eventsByRequest
        .computeIfAbsent(requestId, id -> new LinkedHashMap<>())
        .putIfAbsent(event, line);
    members.optionalText("settlementId").ifPresent(id -> requestBySettlement.put(id, requestId));
  }

  private JsonMembers read(Line line) {
    ByteBuffer bytes = ByteBuffer.allocate(line.length());
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, line.start() + bytes.position()) < 0) {
          throw new JournalDamaged("the journal became shorter: " + file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be read: " + file, e);
    }
    return Json.object(bytes.array());
  }

  private JournalEntry entry(Map<String, Line> events) {
    JsonMembers request = read(events.get(REQUEST));
    Optional<JsonMembers> taken = Optional.ofNullable(events.get(TAKEN)).map(this::read);
    Optional<JsonMembers> completion = Optional.ofNullable(events.get(COMPLETION)).map(this::read);
    Optional<JsonMembers> receipt = Optional.ofNullable(events.get(RECEIPT)).map(this::read);
    return new JournalEntry(
        request.text("requestId"),
        request.text("message"),
        taken.or(() -> completion).map(members -> members.text("settlementId")),
        taken.map(members -> members.text("payUrl")),
        completion.map(members -> members.text("message")),
        receipt.map(members -> members.text("message")),
        events.containsKey(RECEIPT_TAKEN));
  }
}
