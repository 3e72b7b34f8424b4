package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Json;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of a store in another language does what the documentation says of it. */
@Tag("python")
class SampleIT extends OnDeployedMall {

  @TempDir Path folder;

  @Test
  void storeInPython_asksForASettlement_thatACardPays() throws IOException, InterruptedException {
    Mall mall = Mall.get();
    Path demo = demoFile(mall, DemoStore.KIOSK.keyFile(TestFolder.folder()));
    Process process = start(demo);
    String payUrl = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(payUrl).isZero();
    String id = payUrl.strip().replaceAll(".*#settlement=", "");
    Holder holder = Holder.withNewCard(mall, "reader-2", 5000);
    assertThat(holder.pay(id).require(200).json().text("state")).isEqualTo("COMPLETED");
  }

  @Test
  void storeInPython_withAKeyThatNobodyKnows_isRefused() throws IOException, InterruptedException {
    Path key = folder.resolve("unknown.pem");
    Files.writeString(key, SigningKey.generate().toPem());
    Process process = start(demoFile(Mall.get(), key));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isNotZero();
    assertThat(output).contains("401").doesNotContain("#settlement=");
  }

  private Process start(Path demo) throws IOException {
    return new ProcessBuilder(
            "python3",
            TestFolder.built().top().resolve("docs/samples/store.py").toString(),
            demo.toString())
        .redirectErrorStream(true)
        .start();
  }

  private Path demoFile(Mall mall, Path keyFile) throws IOException {
    Map<String, Object> store = new LinkedHashMap<>();
    store.put("id", DemoStore.KIOSK.id());
    store.put("name", DemoStore.KIOSK.name());
    store.put("keyFile", keyFile.toString());
    store.put("lowerStores", List.of());
    Map<String, Object> demo = new LinkedHashMap<>();
    demo.put("baseUrl", mall.http().baseUrl());
    demo.put("managerId", Settings.MANAGER_ID);
    demo.put("stores", List.of(store));
    return Files.writeString(folder.resolve("demo.json"), Json.write(demo));
  }
}
