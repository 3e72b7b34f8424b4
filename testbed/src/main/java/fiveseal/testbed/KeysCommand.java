package fiveseal.testbed;

import fiveseal.config.VaultSettings;
import fiveseal.keys.BackupShares;
import fiveseal.keys.VaultException;
import fiveseal.keys.VaultRestore;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.KeyCeremonyRecord;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Key ceremonies from the command line: one operator proposes, the other approves, and a signed
 * record is kept of what was done.
 */
@Command(name = "keys", description = "The manager's keys, and what two operators do with them.")
final class KeysCommand {
  private static final String CEREMONIES = "/keys/ceremonies";

  /** Whose interface it is, and which operator asks. */
  static final class Asker {
    @Option(names = "--data", required = true, description = "folder of the mall")
    private Path data;

    @Option(names = "--url", description = "of another server, such as https://pay.example")
    private String url;

    @Option(names = "--token-file", description = "with the operator's token")
    private Path tokenFile;

    @Option(names = "--second", description = "as the second operator of the demo")
    private boolean second;

    private OperatorApi api() {
      RunFolder folder = RunFolder.at(data);
      String server = url == null ? DemoFile.baseUrl(folder) : url;
      return new OperatorApi(new Http(server), token(folder));
    }

    private String token(RunFolder folder) {
      if (tokenFile != null) {
        return text(tokenFile).strip();
      }
      Secrets secrets = new Secrets(folder.secrets(), new SecureRandom());
      return secrets.of(second ? Settings.SECOND_OPERATOR_TOKEN : Settings.OPERATOR_TOKEN);
    }
  }

  @Command(name = "status", description = "The keys in the vault, by their public data.")
  int status(@Mixin Asker asker) {
    JsonMembers custody = asker.api().page("/keys").require(200).json();
    custody.objects("keys").forEach(key -> System.out.println(line(key)));
    JsonMembers page = asker.api().page(CEREMONIES + "?limit=10").require(200).json();
    page.objects("ceremonies").forEach(ceremony -> System.out.println(ceremony(ceremony)));
    return 0;
  }

  private static String line(JsonMembers key) {
    return String.format(
        Locale.ROOT,
        "%-12s %3d  %s%s%s",
        key.text("kind"),
        key.integer("number"),
        key.optionalText("kid").orElseGet(() -> "check value " + key.text("checkValue")),
        key.has("signsFrom")
            ? "  signs from "
                + Instant.ofEpochSecond(key.integer("signsFrom"))
                + "  valid until "
                + Instant.ofEpochSecond(key.integer("notAfter"))
            : "",
        key.flag("current") ? "  current" : "");
  }

  private static String ceremony(JsonMembers ceremony) {
    return String.format(
        Locale.ROOT,
        "%s  %s%s%s  %s, proposed by %s%s: %s",
        ceremony.text("ceremonyId"),
        ceremony.text("act"),
        ceremony.optionalText("kind").map(kind -> " " + kind).orElse(""),
        ceremony.optionalText("key").map(key -> " " + key).orElse(""),
        ceremony.text("state"),
        ceremony.text("proposedBy"),
        ceremony.optionalText("approvedBy").map(by -> ", approved by " + by).orElse(""),
        ceremony.text("reason"));
  }

  @Command(name = "init", description = "Propose the first keys of an empty vault.")
  int init(@Mixin Asker asker, @Option(names = "--reason", required = true) String reason) {
    return propose(asker, "INIT", Map.of(), reason);
  }

  @Command(name = "rotate", description = "Propose the next key of a kind.")
  int rotate(
      @Mixin Asker asker,
      @Parameters(paramLabel = "KIND", description = "signing, authority or card-master")
          String kind,
      @Option(names = "--at", description = "from when it signs, such as 2026-12-01T00:00:00Z")
          String at,
      @Option(names = "--reason", required = true) String reason) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", kind(kind));
    if (at != null) {
      members.put("at", seconds(at));
    }
    return propose(asker, "ROTATE", members, reason);
  }

  @Command(name = "retire", description = "Propose to destroy an old key for good.")
  int retire(
      @Mixin Asker asker,
      @Parameters(paramLabel = "KIND") String kind,
      @Parameters(paramLabel = "KEY", description = "its kid, or a card master key's version")
          String key,
      @Option(names = "--reason", required = true) String reason) {
    return propose(asker, "RETIRE", Map.of("kind", kind(kind), "key", key), reason);
  }

  @Command(name = "compromise", description = "Propose to state that somebody else has a key.")
  int compromise(
      @Mixin Asker asker,
      @Parameters(paramLabel = "KIND", description = "signing, authority, card-master or store")
          String kind,
      @Parameters(paramLabel = "KEY", description = "its kid, or a card master key's version")
          String key,
      @Option(names = "--stolen-at", required = true, description = "2026-12-01T00:00:00Z")
          String at,
      @Option(names = "--reason", required = true) String reason) {
    return propose(
        asker, "COMPROMISE", Map.of("kind", kind(kind), "key", key, "at", seconds(at)), reason);
  }

  @Command(name = "backup", description = "Propose a backup that two operators can open together.")
  int backup(
      @Mixin Asker asker,
      @Option(names = "--key", required = true, description = "your secret key; made if missing")
          Path key,
      @Option(names = "--reason", required = true) String reason) {
    return propose(asker, "BACKUP", Map.of("operatorKey", operatorKey(key)), reason);
  }

  private static int propose(Asker asker, String act, Map<String, Object> members, String reason) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("act", act);
    body.putAll(members);
    body.put("reason", reason);
    JsonMembers proposed = asker.api().post(CEREMONIES, body).require(201).json();
    System.out.println(ceremony(proposed));
    System.out.println(
        "The other operator carries it out by ./fiveseal keys approve "
            + proposed.text("ceremonyId"));
    return 0;
  }

  @Command(name = "approve", description = "Approve what the other operator proposed; it is done.")
  int approve(
      @Mixin Asker asker,
      @Parameters(paramLabel = "ID", description = "of the ceremony") String id,
      @Option(names = "--key", description = "your secret key, for a backup; made if missing")
          Path key,
      @Option(names = "--out", description = "where a backup goes") Path out) {
    if (!id.matches("[0-9a-f-]{36}")) {
      throw new Trouble("This is no id of a ceremony: " + id + ".");
    }
    if ((key == null) != (out == null)) {
      throw new Trouble("A backup needs both --key and --out; nothing else needs either.");
    }
    if (out != null && Files.exists(out)) {
      throw new Trouble("There is a file already: " + out + ".");
    }
    Map<String, Object> body = key == null ? Map.of() : Map.of("operatorKey", operatorKey(key));
    JsonMembers done =
        asker.api().post(CEREMONIES + "/" + id + "/approval", body).require(200).json();
    System.out.println(ceremony(done));
    String record = done.text("record");
    Signed.parse(record, KeyCeremonyRecord.class)
        .message()
        .findings()
        .forEach(finding -> System.out.println("  " + finding));
    System.out.println("The signed record: " + record);
    if (out != null) {
      keep(done, out);
    }
    return 0;
  }

  private static void keep(JsonMembers done, Path out) {
    if (!done.has("backup")) {
      throw new Trouble("The backup was handed out before; propose another one.");
    }
    JsonMembers backup = done.object("backup");
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("vault", backup.text("vault"));
    members.put("shares", backup.texts("shares"));
    RunFolder.writePrivately(out, Json.write(members));
    System.out.println("The backup is in " + out + "; both operators' keys open it.");
  }

  @Command(name = "restore", description = "Put a backup where no vault is, by both keys.")
  int restore(
      @Option(names = "--backup", required = true) Path backup,
      @Option(names = "--key", required = true, description = "of the one who proposed it")
          Path firstKey,
      @Option(names = "--second-key", required = true, description = "of the one who approved it")
          Path secondKey,
      @Option(names = "--to", required = true, description = "the vault's new file") Path to,
      @Option(names = "--password-file", required = true, description = "its new password")
          Path passwordFile) {
    JsonMembers read = Json.object(text(backup));
    List<String> shares = read.texts("shares");
    try (BackupShares opened =
        BackupShares.open(shares.get(0), text(firstKey), shares.get(1), text(secondKey))) {
      VaultRestore.restore(
          VaultSettings.file(to.toAbsolutePath(), text(passwordFile).strip()),
          Base64Url.decode(read.text("vault")),
          opened);
    } catch (ProtocolException | VaultException e) {
      throw new Trouble("Nothing was restored: " + e.getMessage() + ".");
    }
    System.out.println("The vault is restored to " + to + ".");
    return 0;
  }

  private static String kind(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static long seconds(String time) {
    try {
      return Instant.parse(time).getEpochSecond();
    } catch (DateTimeParseException e) {
      throw new Trouble("This is no time such as 2026-12-01T00:00:00Z: " + time + ".");
    }
  }

  private static Map<String, Object> operatorKey(Path file) {
    if (!Files.exists(file)) {
      RunFolder.writePrivately(file, SigningKey.generate().toPem());
    }
    Map<String, Object> jwk = PublicKeys.toJwk(SigningKey.fromPem(text(file)).publicKey());
    return Map.of("x", jwk.get("x"), "y", jwk.get("y"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Trouble("There is no such file, or it cannot be read: " + file + ".");
    }
  }
}
