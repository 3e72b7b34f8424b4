package fiveseal.clientdevice;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this device began with a card and has not told the holder the end of, as files. An entry is
 * written before the manager is asked for a command and removed when the end was told, so whatever
 * tears the run, the next one knows that there is something to tell.
 */
final class Unfinished {
  private static final String SUFFIX = ".json";

  private final Path folder;

  Unfinished(Path home) {
    this.folder = home.resolve("unfinished");
  }

  /**
   * One payment or value update.
   *
   * @param key names the file: the id, or {@code request-} and the requestId of a relayed message 1
   * @param kind {@code PAYMENT}, {@code LOAD} or {@code REFUND}
   * @param id of the settlement or value update, once it is known
   * @param card the digest of the card's number, which itself is kept nowhere
   * @param counter that the command consumes, if the card executes it
   * @param store as message 1 names it, for a PAYMENT
   */
  record Entry(
      String key,
      String kind,
      Optional<String> id,
      String card,
      long counter,
      Amount amount,
      Optional<String> store) {

    static String digest(PresentedCard card) {
      return Base64Url.encode(Digests.sha256("fiveseal-card:" + card.number().digits()));
    }
  }

  boolean isEmpty() {
    return keys().isEmpty();
  }

  List<Entry> of(PresentedCard card) {
    String digest = Entry.digest(card);
    return keys().stream().map(this::read).filter(entry -> entry.card().equals(digest)).toList();
  }

  void write(Entry entry) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", entry.kind());
    entry.id().ifPresent(id -> members.put("id", id));
    members.put("card", entry.card());
    members.put("counter", entry.counter());
    members.put("amount", entry.amount().minor());
    members.put("currency", entry.amount().currency().code());
    entry.store().ifPresent(store -> members.put("store", store));
    DeviceFiles.write(file(entry.key()), Json.write(members));
  }

  void remove(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new DeviceException(Outcome.FAILED, "Cannot remove " + file(key) + ".", e);
    }
  }

  private Entry read(String key) {
    try {
      JsonMembers members = Json.object(Files.readAllBytes(file(key)));
      return new Entry(
          key,
          members.text("kind"),
          members.optionalText("id"),
          members.text("card"),
          members.integer("counter"),
          Amount.of(members.integer("amount"), members.text("currency")),
          members.optionalText("store"));
    } catch (IOException | ProtocolException e) {
      throw new DeviceException(
          Outcome.FAILED, "Cannot read " + file(key) + "; move it to another folder.", e);
    }
  }

  private List<String> keys() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> keys = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .sorted()
          .forEach(name -> keys.add(name.substring(0, name.length() - SUFFIX.length())));
      return keys;
    } catch (IOException e) {
      throw new DeviceException(
          Outcome.FAILED, "Cannot read " + folder + "; choose another with --home.", e);
    }
  }

  private Path file(String key) {
    return folder.resolve(key + SUFFIX);
  }
}
