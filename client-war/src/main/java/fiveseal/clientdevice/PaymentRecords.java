package fiveseal.clientdevice;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The messages of the holder's payments, as files: with them, anyone can check them again. */
final class PaymentRecords {
  private final Path folder;

  PaymentRecords(Path home) {
    this.folder = home.resolve("payments");
  }

  /**
   * A payment's messages as compact strings.
   *
   * @param request message 1, kept before the card sees a command
   * @param counter that the last command for it consumes, if the card executes it
   * @param completion message 3, once it is there and holds
   * @param receipt message 4, once it is there and holds
   */
  record PaymentRecord(
      String request, OptionalLong counter, Optional<String> completion, Optional<String> receipt) {
    static PaymentRecord begun(String request, long counter) {
      return new PaymentRecord(
          request, OptionalLong.of(counter), Optional.empty(), Optional.empty());
    }

    static PaymentRecord paid(String request, String completion) {
      return new PaymentRecord(
          request, OptionalLong.empty(), Optional.of(completion), Optional.empty());
    }

    static PaymentRecord receipted(String request, String completion, String receipt) {
      return new PaymentRecord(
          request, OptionalLong.empty(), Optional.of(completion), Optional.of(receipt));
    }
  }

  /**
   * @param settlementId a canonical UUID
   */
  Optional<PaymentRecord> read(String settlementId) {
    Path file = file(settlementId);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonMembers members = Json.object(Files.readAllBytes(file));
      return Optional.of(
          new PaymentRecord(
              members.text("request"),
              members.has("counter")
                  ? OptionalLong.of(members.integer("counter"))
                  : OptionalLong.empty(),
              members.optionalText("completion"),
              members.optionalText("receipt")));
    } catch (IOException | ProtocolException e) {
      throw new DeviceException(
          Outcome.FAILED, "Cannot read " + file + "; move it to another folder.", e);
    }
  }

  void write(String settlementId, PaymentRecord payment) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("request", payment.request());
    payment.counter().ifPresent(counter -> members.put("counter", counter));
    payment.completion().ifPresent(completion -> members.put("completion", completion));
    payment.receipt().ifPresent(receipt -> members.put("receipt", receipt));
    DeviceFiles.write(file(settlementId), Json.write(members));
  }

  private Path file(String settlementId) {
    return folder.resolve(settlementId + ".json");
  }
}
