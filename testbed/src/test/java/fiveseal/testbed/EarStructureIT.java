package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built {@code .ear} keeps its structure; each way of breaking it is seen. */
class EarStructureIT {

  private static final byte[] CLASS = {1};

  @TempDir Path folder;

  @Test
  void ear_asBuilt_hasNoFinding() throws IOException {
    assertThat(EarStructure.findings(TestFolder.built().ear())).isEmpty();
  }

  @Test
  void ear_withAClassTwice_isFound() throws IOException {
    byte[] war = Archives.bytes(Map.of("WEB-INF/classes/fiveseal/settlement/Twice.class", CLASS));
    byte[] ejb = Archives.bytes(Map.of("fiveseal/settlement/Twice.class", CLASS));
    Path ear =
        Archives.changed(
            TestFolder.built().ear(),
            folder.resolve("bad.ear"),
            Map.of("one.war", war, "two.jar", ejb));
    assertThat(EarStructure.findings(ear))
        .anyMatch(finding -> finding.contains("fiveseal/settlement/Twice.class is there more"));
  }

  @Test
  void ear_withTheProtocolInAWar_isFound() throws IOException {
    expectMisplaced("fiveseal/protocol/New.class");
  }

  @Test
  void ear_withBouncyCastleInAWar_isFound() throws IOException {
    expectMisplaced("org/bouncycastle/New.class");
  }

  @Test
  void ear_withNimbusInAWar_isFound() throws IOException {
    expectMisplaced("com/nimbusds/New.class");
  }

  private void expectMisplaced(String name) throws IOException {
    byte[] jar = Archives.bytes(Map.of(name, CLASS));
    byte[] war = Archives.bytes(Map.of("WEB-INF/lib/some.jar", jar));
    Path ear =
        Archives.changed(
            TestFolder.built().ear(), folder.resolve("bad.ear"), Map.of("other.war", war));
    assertThat(EarStructure.findings(ear))
        .anyMatch(finding -> finding.contains("is in other.war!WEB-INF/lib/some.jar instead of"));
  }

  @Test
  void ear_withAnotherContextRoot_isFound() throws IOException {
    String moved =
        "<application><module><web><web-uri>store-war.war</web-uri>"
            + "<context-root>/shop</context-root></web></module></application>";
    Path ear =
        Archives.changed(
            TestFolder.built().ear(),
            folder.resolve("bad.ear"),
            Map.of(
                "META-INF/application.xml",
                moved.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(EarStructure.findings(ear))
        .anyMatch(finding -> finding.contains("context roots {store-war.war=/shop}"));
  }

  @Test
  void ear_withoutNimbus_isFound() throws IOException {
    Path ear =
        Archives.changed(
            TestFolder.built().ear(),
            folder.resolve("bad.ear"),
            Map.of("lib/nimbus-jose-jwt.jar", Archives.bytes(Map.of("nothing", CLASS))));
    assertThat(EarStructure.findings(ear)).contains("com/nimbusds/ is missing");
  }
}
