package fiveseal.bureau;

import static fiveseal.bureau.BureauOffice.AUDREY;
import static fiveseal.bureau.BureauOffice.OLIVIA;
import static fiveseal.bureau.BureauOffice.OSCAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import fiveseal.manager.BatchImport;
import fiveseal.manager.BatchImport.Reason;
import fiveseal.manager.BatchReport;
import fiveseal.manager.BureauView;
import fiveseal.manager.CardBatchOrder;
import fiveseal.manager.CardBatchPage;
import fiveseal.manager.CardBatchView;
import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardBatchTest {
  private static BureauOffice office;

  @TempDir private static Path directory;

  private ECKey key;
  private BureauView bureau;

  @BeforeAll
  static void open() throws Exception {
    office = new BureauOffice(directory);
  }

  @AfterAll
  static void close() throws Exception {
    office.close();
  }

  @BeforeEach
  void register() throws JOSEException {
    key = new ECKeyGenerator(Curve.P_256).generate();
    bureau = office.bureaus(desk -> desk.register(OLIVIA, "Cards & Co", jwk(key)));
    office.trail.clear();
  }

  private static Map<String, Object> jwk(ECKey key) {
    return new LinkedHashMap<>(key.toPublicJWK().toJSONObject());
  }

  private CardBatchOrder order(long cards) {
    return new CardBatchOrder(bureau.bureauId(), "JPY", cards, 100_000, 30_000);
  }

  private CardBatchView ordered(long cards) {
    return office.batches(desk -> desk.order(OLIVIA, order(cards)));
  }

  private CardBatchView approved(long cards) {
    String id = ordered(cards).batchId();
    return office.batches(desk -> desk.approve(OSCAR, id));
  }

  private CardBatchView view(String id) {
    return office.batches(desk -> desk.one(AUDREY, id));
  }

  private JsonMembers file(String id) throws JOSEException, ParseException {
    JWEObject jwe = JWEObject.parse(office.batches(desk -> desk.file(OSCAR, id)));
    assertThat(jwe.getHeader().getKeyID()).isEqualTo(bureau.kid());
    jwe.decrypt(new ECDHDecrypter(key));
    return Json.object(jwe.getPayload().toBytes());
  }

  /** The cards of a file as a bureau reports them, all of the same result. */
  private List<BatchReport.Line> lines(String id, String result)
      throws JOSEException, ParseException {
    List<BatchReport.Line> lines = new ArrayList<>();
    for (JsonMembers card : file(id).objects("cards")) {
      lines.add(new BatchReport.Line(card.text("cardNumber"), card.text("checkValue"), result));
    }
    return lines;
  }

  private static BatchImport report(String id, List<BatchReport.Line> lines) {
    return office.batches(desk -> desk.report(OLIVIA, id, new BatchReport(id, lines)));
  }

  private static void assertCode(ErrorCode code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static String life(String cardNumber) {
    return office.one("select life from card where card_number = ?", cardNumber);
  }

  // --- the file

  @Test
  void file_whenOpenedByItsBureau_hasEveryCardsKeyAndCheckValue() throws Exception {
    String id = approved(25).batchId();

    JsonMembers file = file(id);

    assertThat(file.text("batchId")).isEqualTo(id);
    assertThat(file.text("bureau")).isEqualTo(bureau.bureauId());
    assertThat(file.text("currency")).isEqualTo("JPY");
    assertThat(file.integer("balanceLimit")).isEqualTo(100_000);
    assertThat(file.integer("amountLimit")).isEqualTo(30_000);
    assertThat(file.integer("keyVersion")).isEqualTo(1);
    assertThat(file.objects("cards")).hasSize(25).allSatisfy(CardBatchTest::assertKeyIsRight);
    assertThat(file.objects("cards"))
        .extracting(card -> card.text("cardNumber"))
        .doesNotHaveDuplicates()
        .allMatch(number -> number.startsWith("9392") && life(number).equals("nothing"));
    file.end();
  }

  private static void assertKeyIsRight(JsonMembers card) {
    byte[] sent = Base64Url.decode(card.text("key"));
    assertThat(sent).hasSize(16);
    try (CardKey own = office.vault.cardKey(new CardNumber(card.text("cardNumber")), 1);
        CardKey theirs = CardKey.of(sent)) {
      assertThat(theirs.checkValue()).isEqualTo(own.checkValue());
      assertThat(HexFormat.of().formatHex(own.checkValue())).isEqualTo(card.text("checkValue"));
    }
    card.end();
  }

  @Test
  void file_whenMadeAgain_hasTheSameCardsInAnotherEnvelope() throws Exception {
    String id = approved(3).batchId();

    String first = office.batches(desk -> desk.file(OLIVIA, id));
    String second = office.batches(desk -> desk.file(OSCAR, id));

    assertThat(second).isNotEqualTo(first);
    assertThat(lines(id, "SPOILT")).isEqualTo(lines(id, "SPOILT"));
    assertThat(office.trail)
        .containsSubsequence("olivia batch-file " + id, "oscar batch-file " + id);
  }

  @Test
  void file_beforeAnotherOperatorApproves_isRefused() {
    String id = ordered(2).batchId();

    assertCode(ErrorCode.MESSAGE_REFUSED, () -> office.batches(desk -> desk.file(OSCAR, id)));
    assertCode(ErrorCode.MESSAGE_REFUSED, () -> office.batches(desk -> desk.approve(OLIVIA, id)));
    assertThat(view(id).state()).isEqualTo("PENDING");
    CardBatchView approved = office.batches(desk -> desk.approve(OSCAR, id));

    assertThat(approved.state()).isEqualTo("OPEN");
    assertThat(approved.approvedBy()).contains("oscar");
    CardBatchView again = office.batches(desk -> desk.approve(OLIVIA, id));
    assertThat(again).isEqualTo(approved);
  }

  @Test
  void approval_byATokenOfNobody_isRefused() {
    String id = ordered(1).batchId();
    Login token = new Login(OSCAR.userId(), "token:operator-2", Role.OPERATOR, Tenant.operator());

    assertCode(ErrorCode.MESSAGE_REFUSED, () -> office.batches(desk -> desk.approve(token, id)));
  }

  @Test
  void file_whenBatchIsClosedOrBureauRetired_isRefused() {
    String closed = approved(1).batchId();
    office.batches(desk -> desk.close(OLIVIA, closed));
    String open = approved(1).batchId();
    office.bureaus(desk -> desk.retire(OSCAR, bureau.bureauId()));

    assertCode(ErrorCode.MESSAGE_REFUSED, () -> office.batches(desk -> desk.file(OSCAR, closed)));
    assertCode(ErrorCode.MESSAGE_REFUSED, () -> office.batches(desk -> desk.file(OSCAR, open)));
    assertCode(ErrorCode.MESSAGE_REFUSED, () -> ordered(1));
  }

  // --- the report

  @Test
  void report_ofMadeCards_putsThemIntoTheRegisterOnce() throws Exception {
    String id = approved(3).batchId();
    List<BatchReport.Line> all = lines(id, "PERSONALIZED");
    List<BatchReport.Line> two = all.subList(0, 2);

    assertThat(report(id, two)).isEqualTo(new BatchImport(2, 0, 0, List.of()));
    assertThat(report(id, two)).isEqualTo(new BatchImport(0, 0, 2, List.of()));

    assertThat(life(two.get(0).cardNumber())).isEqualTo("ACTIVE");
    assertThat(life(all.get(2).cardNumber())).isEqualTo("nothing");
    assertThat(
            office.one(
                "select issued_key_version from card where card_number = ?",
                two.get(1).cardNumber()))
        .isEqualTo("1");
    CardBatchView batch = view(id);
    assertThat(batch.personalized()).isEqualTo(2);
    assertThat(batch.unreported()).isEqualTo(1);
    assertThat(batch.state()).isEqualTo("OPEN");
  }

  @Test
  void report_ofTheLastCard_closesTheBatch() throws Exception {
    String id = approved(2).batchId();
    List<BatchReport.Line> all = lines(id, "PERSONALIZED");
    report(id, all.subList(0, 1));

    report(id, all);

    assertThat(view(id).state()).isEqualTo("CLOSED");
    assertThat(view(id).closedBy()).contains("olivia");
    assertThat(report(id, all)).isEqualTo(new BatchImport(0, 0, 2, List.of()));
    assertCode(ErrorCode.MESSAGE_REFUSED, () -> office.batches(desk -> desk.file(OSCAR, id)));
  }

  @Test
  void report_withAnotherCheckValue_changesNothingOfThatCard() throws Exception {
    String id = approved(2).batchId();
    List<BatchReport.Line> all = lines(id, "PERSONALIZED");
    BatchReport.Line wrong =
        new BatchReport.Line(all.get(0).cardNumber(), all.get(1).checkValue(), "PERSONALIZED");

    BatchImport imported = report(id, List.of(wrong, all.get(1)));

    assertThat(imported.personalized()).isEqualTo(1);
    assertThat(imported.refused())
        .containsExactly(
            new BatchImport.Refused(
                1, new CardNumber(wrong.cardNumber()).masked(), Reason.CHECK_VALUE));
    assertThat(life(wrong.cardNumber())).isEqualTo("nothing");
    assertThat(report(id, all).personalized()).isEqualTo(1);
  }

  @Test
  void report_thatContradicts_isRefusedLineByLine() throws Exception {
    String id = approved(3).batchId();
    List<BatchReport.Line> made = lines(id, "PERSONALIZED");
    List<BatchReport.Line> spoilt = lines(id, "SPOILT");
    String other = lines(approved(1).batchId(), "SPOILT").get(0).cardNumber();
    report(id, made.subList(0, 1));

    BatchImport imported =
        report(
            id,
            List.of(
                spoilt.get(0),
                spoilt.get(1),
                made.get(1),
                new BatchReport.Line(other, "00", "SPOILT"),
                new BatchReport.Line("1234", "00", "SPOILT"),
                new BatchReport.Line(made.get(2).cardNumber(), made.get(2).checkValue(), "EATEN")));

    assertThat(imported.spoilt()).isEqualTo(1);
    assertThat(imported.refused())
        .extracting(BatchImport.Refused::line, BatchImport.Refused::reason)
        .containsExactly(
            tuple(1, Reason.MADE_BEFORE),
            tuple(3, Reason.TWICE),
            tuple(4, Reason.NOT_IN_BATCH),
            tuple(5, Reason.NOT_IN_BATCH),
            tuple(6, Reason.RESULT));
    assertThat(life(made.get(0).cardNumber())).isEqualTo("ACTIVE");
    assertThat(life(made.get(1).cardNumber())).isEqualTo("nothing");
  }

  @Test
  void report_ofASpoiltCardThatWasMadeAfterAll_addsIt() throws Exception {
    String id = approved(2).batchId();
    report(id, lines(id, "SPOILT").subList(0, 1));

    BatchImport imported = report(id, lines(id, "PERSONALIZED").subList(0, 1));

    assertThat(imported).isEqualTo(new BatchImport(1, 0, 0, List.of()));
    assertThat(view(id).personalized()).isEqualTo(1);
    assertThat(view(id).spoilt()).isZero();
  }

  @Test
  void report_ofAClosedBatch_changesNothing() throws Exception {
    String id = approved(1).batchId();
    List<BatchReport.Line> made = lines(id, "PERSONALIZED");
    office.batches(desk -> desk.close(OSCAR, id));

    assertThat(report(id, made).refused())
        .extracting(BatchImport.Refused::reason)
        .containsExactly(Reason.CLOSED);
    assertThat(life(made.get(0).cardNumber())).isEqualTo("nothing");
  }

  @Test
  void report_ofAnotherBatchOrBeforeTheApproval_isRefused() throws Exception {
    String id = approved(1).batchId();
    List<BatchReport.Line> made = lines(id, "PERSONALIZED");
    String waiting = ordered(1).batchId();

    assertCode(ErrorCode.MESSAGE_REFUSED, () -> report(waiting, made));
    assertCode(
        ErrorCode.MESSAGE_REFUSED,
        () -> office.batches(desk -> desk.report(OLIVIA, id, new BatchReport(waiting, made))));
  }

  // --- orders and bureaus

  @Test
  void order_outOfRange_isRefused() {
    for (CardBatchOrder wrong :
        List.of(
            order(0),
            order(10_001),
            new CardBatchOrder(bureau.bureauId(), "XXX", 1, 1, 1),
            new CardBatchOrder(bureau.bureauId(), "JPY", 1, 0, 1),
            new CardBatchOrder(bureau.bureauId(), "JPY", 1, 1, 0x8000_0000L))) {
      assertCode(
          ErrorCode.MESSAGE_REFUSED, () -> office.batches(desk -> desk.order(OLIVIA, wrong)));
    }
    assertThat(office.trail).isEmpty();
  }

  @Test
  void batch_ofTenThousand_isMadeSealedAndReported() throws Exception {
    String id = approved(10_000).batchId();

    List<BatchReport.Line> made = lines(id, "PERSONALIZED");

    assertThat(made).hasSize(10_000).doesNotHaveDuplicates();
    assertThat(report(id, made).personalized()).isEqualTo(10_000);
  }

  @Test
  void list_byKeyset_givesEachOnceByItsId() {
    Set<String> made = new TreeSet<>(List.of(ordered(1).batchId(), ordered(1).batchId()));
    List<String> listed = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Optional<String> behind = after;
      CardBatchPage page = office.batches(desk -> desk.list(AUDREY, behind, 2));
      page.batches().forEach(batch -> listed.add(batch.batchId()));
      after = page.next();
    } while (after.isPresent());

    assertThat(listed)
        .containsAll(made)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void bureau_whenKeyIsKnownPrivateOrNone_isRefused() throws JOSEException {
    assertThat(bureau.kid()).isEqualTo(key.computeThumbprint().toString());
    assertCode(
        ErrorCode.CONFLICTING_REPLAY,
        () -> office.bureaus(desk -> desk.register(OLIVIA, "Again", jwk(key))));
    ECKey p384 = new ECKeyGenerator(Curve.P_384).generate();
    for (Map<String, Object> wrong :
        List.of(Map.<String, Object>of(), key.toJSONObject(), jwk(p384))) {
      assertCode(
          ErrorCode.MESSAGE_MALFORMED,
          () -> office.bureaus(desk -> desk.register(OLIVIA, "Wrong", wrong)));
    }
    assertCode(
        ErrorCode.MESSAGE_MALFORMED,
        () -> office.bureaus(desk -> desk.register(OLIVIA, " ", jwk(key))));
  }

  @Test
  void everything_whenAStrangerOrAnAuditorActs_isNotFound() {
    String id = approved(1).batchId();
    Login mall = new Login(OLIVIA.userId(), "mia", Role.MALL_ADMIN, Tenant.ofStore("mall-1"));
    Login eve = new Login(OLIVIA.userId(), "eve", Role.OPERATOR, Tenant.ofStore("mall-1"));
    for (Login stranger : List.of(mall, eve, AUDREY)) {
      assertCode(ErrorCode.NOT_FOUND, () -> office.batches(desk -> desk.file(stranger, id)));
      assertCode(ErrorCode.NOT_FOUND, () -> office.batches(desk -> desk.order(stranger, order(1))));
      assertCode(
          ErrorCode.NOT_FOUND,
          () -> office.bureaus(desk -> desk.retire(stranger, bureau.bureauId())));
    }
    assertCode(ErrorCode.NOT_FOUND, () -> office.batches(desk -> desk.one(mall, id)));
    assertCode(
        ErrorCode.NOT_FOUND, () -> office.batches(desk -> desk.list(eve, Optional.empty(), 9)));
    assertThat(view(id).batchId()).isEqualTo(id);
  }
}
