package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.jws.Signer;
import fiveseal.protocol.jws.SigningKey;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a store device: its settings, its secret key (mode 600), the manager's pinned keys
 * and the journal. Files are exchanged whole or not at all.
 */
public final class DeviceFolder implements PinStore {
  private static final String CONFIG = "config.json";
  private static final String KEY = "key.pem";
  private static final Pattern KEYS = Pattern.compile("key(-[A-Za-z0-9_-]{43})?\\.pem");
  private static final String RENEWAL = "renewal.json";
  private static final String RENEWAL_LOCK = "renewal.lock";
  private static final String PINS = "manager-keys.json";
  private static final String JOURNAL = "journal.jsonl";
  private static final String REVERSALS = "reversals";
  private static final String ORDERS = "orders";

  private final Path folder;

  public DeviceFolder(Path folder) {
    this.folder = folder;
  }

  public boolean isSetUp() {
    return Files.exists(folder.resolve(CONFIG));
  }

  /**
   * @throws IllegalStateException if there is none, or it is not as it was written
   */
  public DeviceConfig config() {
    if (!isSetUp()) {
      throw new IllegalStateException("no store device in " + folder + "; run enrol first");
    }
    try {
      return DeviceConfig.parse(Files.readAllBytes(folder.resolve(CONFIG)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(folder.resolve(CONFIG) + ": " + e.getMessage(), e);
    }
  }

  public void write(DeviceConfig config) {
    exchange(CONFIG, config.json());
  }

  /**
   * This device's own key, made at the first call. It is on the disk before its public part is
   * shown to anybody.
   *
   * @return the file's name inside the folder
   */
  public String ownKeyFile() {
    if (!Files.exists(folder.resolve(KEY))) {
      exchange(KEY, SigningKey.generate().toPem());
    }
    return KEY;
  }

  /** Keeps a key beside the device's others; gives the file's name inside the folder. */
  String keep(SigningKey key) {
    String name = "key-" + key.kid() + ".pem";
    exchange(name, key.toPem());
    return name;
  }

  /** Keeps what is to be sent, in place of what was. */
  void keep(PendingRenewal renewal) {
    exchange(RENEWAL, renewal.json());
  }

  Optional<PendingRenewal> pendingRenewal() {
    Path file = folder.resolve(RENEWAL);
    try {
      return Files.exists(file)
          ? Optional.of(PendingRenewal.parse(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void dropRenewal() {
    delete(folder.resolve(RENEWAL));
  }

  /** Removes this device's keys that were followed by the one in use long ago. */
  void dropOldKeys(DeviceConfig config) {
    for (Path file : keyFiles()) {
      if (!isSame(file, folder.resolve(config.keyFile()))) {
        delete(file);
      }
    }
  }

  /** However it is named: relative, absolute, or by a link. */
  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signs with the key in use; knows those before it that are still here. */
  public DeviceKey deviceKey(String keyFile) {
    DeviceKey key = new DeviceKey(key(keyFile));
    keyFiles().forEach(file -> key.knowsToo(key(file.toString())));
    return key;
  }

  private List<Path> keyFiles() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> KEYS.matcher(file.getFileName().toString()).matches()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }

  /** Does something while no other program of this folder does the like. */
  <T> T alone(Supplier<T> work) {
    synchronized (DeviceFolder.class) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(RENEWAL_LOCK),
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  DurableFiles.ownerOnly(folder));
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        return work.get();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot lock " + folder, e);
      }
    }
  }

  /**
   * @param file relative to the folder, or absolute
   * @throws IllegalStateException if it holds no P-256 key
   */
  public SigningKey key(String file) {
    Path path = folder.resolve(file);
    try {
      return SigningKey.fromPem(Files.readString(path, UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the key file " + path, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(path + ": " + e.getMessage(), e);
    }
  }

  public FileJournal journal(InstantSource clock) {
    try {
      Files.createDirectories(folder);
      return new FileJournal(folder.resolve(JOURNAL), clock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the journal in " + folder, e);
    }
  }

  public ReversalJournal reversals() {
    return new ReversalFolder(folder.resolve(REVERSALS));
  }

  /** This store's orders at its mall. */
  public TillOrders tillOrders(
      StoreIdentity identity, Signer signer, ManagerConnection server, InstantSource clock) {
    SignedFiles kept = new SignedFiles(folder.resolve(ORDERS));
    return new TillOrders(identity, signer, kept, server, clock);
  }

  @Override
  public List<ManagerKey> pinned() {
    Path file = folder.resolve(PINS);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<ManagerKey> keys = new ArrayList<>();
      for (JsonMembers jwk : Json.object(Files.readAllBytes(file)).objects("keys")) {
        keys.add(ManagerKey.read(jwk));
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void pin(ManagerKey key) {
    List<Map<String, Object>> keys = new ArrayList<>();
    for (ManagerKey pinned : pinned()) {
      if (pinned.kid().equals(key.kid())) {
        return;
      }
      keys.add(pinned.members());
    }
    keys.add(key.members());
    exchange(PINS, Json.write(Map.of("keys", keys)));
  }

  private void exchange(String name, String text) {
    try {
      Files.createDirectories(folder);
      Path half = Files.createTempFile(folder, name, ".half", DurableFiles.ownerOnly(folder));
      try {
        try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        Files.move(half, folder.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
        DurableFiles.forceName(folder.resolve(name));
      } finally {
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(name), e);
    }
  }
}
