package fiveseal.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.card.ProvenCard;
import fiveseal.ledger.AccountKind;
import fiveseal.ledger.Posting;
import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Digests;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettlementPartsTest {
  private static final String ID = "019a0000-0000-7000-8000-000000000001";
  private static final SigningKey STORE = SigningKey.generate();
  private static final SigningKey MANAGER = SigningKey.generate();
  private static final ProvenCard CARD =
      new ProvenCard(
          new CardNumber("9392000000000015"),
          new Initialize(3, 5000, 1, CardState.ACTIVE, new byte[8], new byte[16]));
  private static final Signed<SettlementRequest> REQUEST =
      Signed.by(
          STORE,
          new SettlementRequest(
              "mall-1",
              "manager",
              "order-1",
              Amount.of(1980, "JPY"),
              "Two items",
              List.of(
                  new RequestLine("bakery", 480, "Bread", "b-17"),
                  new RequestLine("books", 1500, "A novel", "k-9")),
              1000,
              1900));

  @Test
  @DisplayName("Claim 10 works: creation, encryption and output parts each do their own step")
  void parts_eachDoTheirStep() {
    CardCommand command = InformationCreation.debit(ID, REQUEST, CARD);
    assertThat(command.operation()).isEqualTo(Operation.DEBIT);
    assertThat(command.amount()).isEqualTo(1980);
    assertThat(command.counter()).isEqualTo(3);
    assertThat(command.parameter()).isEqualTo(Arrays.copyOf(Digests.sha256(REQUEST.compact()), 16));

    byte[] ciphertext;
    try (CardKey key = CardKey.of(new byte[16])) {
      ciphertext = key.seal(command, CARD.initialize().challenge());
    }
    assertThat(ciphertext).hasSize(64);

    SettlementInformation message =
        InformationOutput.message(
                "manager", MANAGER, ID, REQUEST, ciphertext, Instant.ofEpochSecond(1001))
            .message();
    assertThat(message.request()).isEqualTo(REQUEST.compact());
    assertThat(Base64Url.decode(message.command())).isEqualTo(ciphertext);
    assertThat(message.exp()).isEqualTo(1900);
  }

  @Test
  @DisplayName("Claim 10 refuses: each part refuses ill-formed input")
  void parts_whenIllFormed_areRefused() {
    assertThatThrownBy(
            () ->
                new CardCommand(
                    Operation.DEBIT, 392, 0, 3, new byte[16], CardCommand.noParameter()))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> CardKey.of(new byte[15])).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(
            () ->
                InformationOutput.message(
                    "manager", MANAGER, ID, REQUEST, new byte[63], Instant.ofEpochSecond(1001)))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void postings_perLineWithDeductions_comeOnlyFromTheCard() {
    List<Posting> postings =
        Postings.of(
            "9392000000000015",
            REQUEST.message().amount(),
            REQUEST.message().lines(),
            List.of(
                Postings.Deductions.of(480, "mall-1", 50, 10),
                Postings.Deductions.of(1500, "mall-1", 0, 0)));
    assertThat(postings).extracting(Posting::amountMinor).containsExactly(480L, 24L, 4L, 1500L);
    long fromCard =
        postings.stream()
            .filter(posting -> posting.debit().kind() == AccountKind.CARD)
            .mapToLong(Posting::amountMinor)
            .sum();
    assertThat(fromCard).isEqualTo(1980);
    assertThat(postings).noneMatch(posting -> posting.credit().kind() == AccountKind.CARD);
  }

  private static final Signed<SettlementCompletion> COMPLETION =
      Signed.by(
          MANAGER,
          new SettlementCompletion(
              "manager",
              "mall-1",
              ID,
              "order-1",
              "a.b.c",
              Amount.of(1980, "JPY"),
              1010,
              Optional.empty()));

  private static SettlementReceipt receipt(
      String iss, String id, String request, byte[] digest, long first, long second) {
    return new SettlementReceipt(
        iss,
        "manager",
        id,
        request,
        Base64Url.encode(digest),
        "M-1",
        new Amount(first + second, IsoCurrency.of("JPY")),
        List.of(new ReceiptLine("bakery", first, "B-1"), new ReceiptLine("books", second, "K-1")),
        1020);
  }

  @Test
  @DisplayName("Claim 14 works: the receipt of exactly this completion is taken")
  void receipt_ofThisCompletion_isTaken() {
    ReceiptCheck.check(
        receipt("mall-1", ID, "order-1", COMPLETION.digest(), 480, 1500),
        COMPLETION,
        REQUEST.message());
  }

  @Test
  @DisplayName("Claim 14 refuses: a receipt for anything else")
  void receipt_ofAnythingElse_isRefused() {
    String otherId = "019a0000-0000-7000-8000-000000000002";
    byte[] digest = COMPLETION.digest();
    for (SettlementReceipt other :
        List.of(
            receipt("mall-2", ID, "order-1", digest, 480, 1500),
            receipt("mall-1", otherId, "order-1", digest, 480, 1500),
            receipt("mall-1", ID, "order-2", digest, 480, 1500),
            receipt("mall-1", ID, "order-1", new byte[32], 480, 1500),
            receipt("mall-1", ID, "order-1", digest, 481, 1500),
            receipt("mall-1", ID, "order-1", digest, 1500, 480))) {
      assertThatThrownBy(() -> ReceiptCheck.check(other, COMPLETION, REQUEST.message()))
          .isInstanceOf(ProtocolException.class);
    }
  }
}
