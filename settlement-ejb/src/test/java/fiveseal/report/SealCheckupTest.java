package fiveseal.report;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.audit.Seal;
import fiveseal.audit.StoredMessage;
import fiveseal.manager.FoundSettlements;
import fiveseal.manager.SealFinding;
import fiveseal.manager.SealFinding.Subject;
import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What verifying again finds: nothing in a payment as it was, and the place where it was not. */
class SealCheckupTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ID = "01957000-0000-7000-8000-000000000001";
  private static final String OTHER_ID = "01957000-0000-7000-8000-000000000002";
  private static final SigningKey STORE = SigningKey.generate();
  private static final SigningKey MANAGER = SigningKey.generate();
  private static final SigningKey LOWER = SigningKey.generate();

  private final Map<String, KeyRecord> keys = new HashMap<>();

  private final String one = Signed.by(STORE, request("r-1", 1_980)).compact();
  private final String two = Signed.by(MANAGER, information(ID, one)).compact();
  private final Signed<SettlementCompletion> three =
      Signed.by(MANAGER, completion(ID, "r-1", two, 1_980));
  private final String four = Signed.by(STORE, receipt(three, "shop")).compact();

  SealCheckupTest() {
    know(STORE, "shop", KeyRole.STORE);
    know(MANAGER, "manager", KeyRole.MANAGER);
    know(LOWER, "stall", KeyRole.LOWER_STORE);
  }

  private void know(SigningKey key, String owner, KeyRole role) {
    keys.put(
        key.kid(),
        new KeyRecord(
            key.kid(),
            owner,
            role,
            key.publicKey(),
            AT.minus(Duration.ofDays(1)),
            AT.plus(Duration.ofDays(1)),
            Optional.empty()));
  }

  private static SettlementRequest request(String requestId, long minor) {
    return new SettlementRequest(
        "shop",
        "manager",
        requestId,
        Amount.of(minor, "JPY"),
        "goods",
        List.of(new RequestLine("shop", minor, "bread", "o-1")),
        AT.getEpochSecond(),
        AT.plusSeconds(600).getEpochSecond());
  }

  private static SettlementInformation information(String id, String request) {
    return new SettlementInformation(
        "manager",
        id,
        request,
        Base64Url.encode(new byte[64]),
        AT.getEpochSecond(),
        AT.plusSeconds(300).getEpochSecond());
  }

  private static SettlementCompletion completion(
      String id, String requestId, String information, long minor) {
    return new SettlementCompletion(
        "manager",
        "shop",
        id,
        requestId,
        information,
        Amount.of(minor, "JPY"),
        AT.getEpochSecond(),
        Optional.empty());
  }

  private static SettlementReceipt receipt(Signed<SettlementCompletion> completion, String line) {
    return new SettlementReceipt(
        "shop",
        "manager",
        completion.message().settlementId(),
        completion.message().requestId(),
        Base64Url.encode(completion.digest()),
        "n-1",
        completion.message().amount(),
        List.of(new ReceiptLine(line, completion.message().amount().minor(), "n-1")),
        AT.getEpochSecond());
  }

  private static FoundSettlements.Row row(String state) {
    return new FoundSettlements.Row(
        ID,
        "shop",
        "r-1",
        state,
        1_980,
        0,
        "JPY",
        AT,
        Optional.of(AT),
        List.of(new FoundSettlements.Line(1, "shop", 1_980, "bread", "o-1")));
  }

  private static List<StoredMessage> stored(String... compacts) {
    List<StoredMessage> messages = new ArrayList<>();
    Seal[] seals = Seal.values();
    for (int i = 0; i < compacts.length; i++) {
      if (!compacts[i].isEmpty()) {
        messages.add(new StoredMessage(seals[i], ID, compacts[i], AT));
      }
    }
    return messages;
  }

  private List<SealFinding> findings(String state, String... compacts) {
    return new SealCheckup(kid -> Optional.ofNullable(keys.get(kid)))
        .findings(row(state), stored(compacts));
  }

  /** What does not hold, by seal and subject. */
  private List<String> broken(String state, String... compacts) {
    return findings(state, compacts).stream()
        .flatMap(
            finding ->
                finding.facts().stream()
                    .filter(fact -> !fact.holds())
                    .map(fact -> finding.number() + " " + fact.subject()))
        .toList();
  }

  @Test
  void findings_ofAPaymentAsItWas_allHold() {
    List<SealFinding> findings = findings("RECEIPTED", one, two, three.compact(), four);

    assertThat(findings).extracting(SealFinding::number).containsExactly(1, 2, 3, 4);
    assertThat(findings).allMatch(SealFinding::holds);
    assertThat(findings.get(0).signer()).contains("shop");
    assertThat(findings.get(2).kid()).contains(MANAGER.kid());
    assertThat(findings.get(3).facts())
        .extracting(SealFinding.Fact::subject)
        .containsExactly(Subject.SIGNATURE, Subject.CONTENT, Subject.CHAIN);
  }

  @Test
  void findings_ofMessagesThatTheStateRequires_nameWhatIsMissing() {
    assertThat(broken("RECEIPTED", one, two, three.compact())).containsExactly("4 PRESENT");
    assertThat(broken("COMPLETED", one, two)).containsExactly("3 PRESENT");
    assertThat(broken("IN_DOUBT", one)).containsExactly("2 PRESENT");
    assertThat(broken("EXPIRED", "")).containsExactly("1 PRESENT");
    assertThat(broken("COMPLETED", one, two, three.compact())).isEmpty();
    assertThat(broken("IN_DOUBT", one, two)).isEmpty();
    assertThat(broken("EXPIRED", one)).isEmpty();
  }

  @Test
  void findings_ofAnotherSignature_nameIt() {
    String forged = one.substring(0, one.lastIndexOf('.') + 1) + Base64Url.encode(new byte[64]);
    assertThat(broken("EXPIRED", forged)).containsExactly("1 SIGNATURE");
    // A key that is a store's own, and yet not one that may sign this.
    String ofALowerStore = Signed.by(LOWER, request("r-1", 1_980)).compact();
    assertThat(broken("EXPIRED", ofALowerStore)).containsExactly("1 SIGNATURE");
  }

  @Test
  void findings_ofAKeyThatWasRevokedBefore_nameTheSignature() {
    KeyRecord key = keys.get(STORE.kid());
    keys.put(
        key.kid(),
        new KeyRecord(
            key.kid(),
            key.owner(),
            key.role(),
            key.key(),
            key.notBefore(),
            key.notAfter(),
            Optional.of(AT)));
    assertThat(broken("EXPIRED", one)).containsExactly("1 SIGNATURE");
  }

  @Test
  void findings_ofWhatTheRowsDoNotSay_nameTheContent() {
    String dearer = Signed.by(STORE, request("r-1", 2_000)).compact();
    String another = Signed.by(STORE, request("r-2", 1_980)).compact();
    assertThat(broken("EXPIRED", dearer)).containsExactly("1 CONTENT");
    assertThat(broken("EXPIRED", another)).containsExactly("1 CONTENT");
    String ofAnother = Signed.by(MANAGER, information(OTHER_ID, one)).compact();
    assertThat(broken("IN_DOUBT", one, ofAnother)).containsExactly("2 CONTENT");
    String cheaper = Signed.by(MANAGER, completion(ID, "r-1", two, 1)).compact();
    assertThat(broken("COMPLETED", one, two, cheaper)).containsExactly("3 CONTENT");
    String otherSeller = Signed.by(STORE, receipt(three, "stall")).compact();
    assertThat(broken("RECEIPTED", one, two, three.compact(), otherSeller))
        .containsExactly("4 CONTENT");
  }

  @Test
  void findings_ofMessagesThatDoNotContainTheOnesBefore_nameTheChain() {
    // The same words signed anew are other bytes.
    String again = Signed.by(STORE, request("r-1", 1_980)).compact();
    assertThat(again).isNotEqualTo(one);
    assertThat(broken("RECEIPTED", again, two, three.compact(), four)).containsExactly("2 CHAIN");
    String secondTwo = Signed.by(MANAGER, information(ID, one)).compact();
    assertThat(broken("COMPLETED", one, secondTwo, three.compact())).containsExactly("3 CHAIN");
    String secondThree = Signed.by(MANAGER, completion(ID, "r-1", two, 1_980)).compact();
    assertThat(broken("RECEIPTED", one, two, secondThree, four))
        .containsExactly("4 CONTENT", "4 CHAIN");
  }

  @Test
  void findings_ofWhatIsNoMessage_areBroken_andDoNotFail() {
    assertThat(broken("EXPIRED", "a.b.c")).containsExactly("1 SIGNATURE");
    assertThat(broken("RECEIPTED", "", two, "", four))
        .containsExactly("1 PRESENT", "2 CHAIN", "3 PRESENT", "4 CONTENT", "4 CHAIN");
  }
}
