package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.storedevice.DeviceConfig;
import fiveseal.storedevice.DeviceFolder;
import fiveseal.storedevice.Renewal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gets this store's next key, by proof of the one that it has. */
@Command(
    name = "renew",
    mixinStandardHelpOptions = true,
    description = {
      "Makes this store's next key and has it certified by proof of the one that it has, which"
          + " serves on for a while.",
      "The other commands do so by themselves when a third of the certificate's time is left."
    })
final class RenewCommand implements Callable<Integer> {
  @Mixin private DeviceOptions options;

  @Override
  public Integer call() {
    DeviceFolder folder = options.folder();
    if (options.keyFile().isPresent()) {
      throw options.wrong("the key of a folder is renewed: run enrol with this --key-file first");
    }
    DeviceConfig before = folder.config();
    DeviceConfig renewed =
        new Renewal(folder, DeviceOptions.connection(before), options.clock()).renew(before);
    show(folder, before, renewed);
    return Exit.OK.code();
  }

  private void show(DeviceFolder folder, DeviceConfig before, DeviceConfig renewed) {
    Instant until = PublicKeys.certificate(renewed.x5c().get(0)).getNotAfter().toInstant();
    String kid = folder.key(renewed.keyFile()).kid();
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("storeId", renewed.identity().storeId());
      members.put("kid", kid);
      members.put("keyFile", renewed.keyFile());
      members.put("until", until.getEpochSecond());
      options.out().println(Json.write(members));
      return;
    }
    options.out().println("store        " + renewed.identity().storeId());
    options.out().println("key          " + kid);
    options.out().println("in           " + renewed.keyFile());
    options.out().println("until        " + until);
    options.out().println("before       " + before.keyFile());
  }
}
