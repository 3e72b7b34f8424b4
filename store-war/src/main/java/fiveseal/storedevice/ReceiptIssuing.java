package fiveseal.storedevice;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Answers a completion with a receipt under the fourth signature (claims 6 and 21). It is kept
 * before anybody sees it; the same completion has the same receipt, byte for byte, for ever.
 */
public final class ReceiptIssuing {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int NUMBER_BYTES = 8;

  private final StoreIdentity identity;
  private final Signer signer;
  private final Journal journal;
  private final InstantSource clock;

  public ReceiptIssuing(
      StoreIdentity identity, Signer signer, Journal journal, InstantSource clock) {
    this.identity = identity;
    this.signer = signer;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * @param paid what {@link CompletionCheck} accepted
   * @return message 4, the one that is kept
   */
  public Signed<SettlementReceipt> issue(CheckedCompletion paid) {
    String requestId = paid.request().message().requestId();
    SettlementCompletion completion = paid.completion().message();
    String message3 =
        journal.completionAccepted(
            requestId, completion.settlementId(), paid.completion().compact());
    String message4 =
        journal
            .byRequest(requestId)
            .flatMap(JournalEntry::message4)
            .orElseGet(
                () ->
                    journal.receiptIssued(
                        requestId,
                        Signed.by(
                                signer,
                                receipt(paid, Signed.parse(message3, SettlementCompletion.class)))
                            .compact()));
    return Signed.parse(message4, SettlementReceipt.class);
  }

  private SettlementReceipt receipt(
      CheckedCompletion paid, Signed<SettlementCompletion> completion) {
    String number = number(completion);
    List<ReceiptLine> lines = new ArrayList<>();
    for (RequestLine line : paid.request().message().lines()) {
      lines.add(
          new ReceiptLine(line.store(), line.amountMinor(), number + '-' + (lines.size() + 1)));
    }
    return new SettlementReceipt(
        identity.storeId(),
        identity.managerId(),
        completion.message().settlementId(),
        completion.message().requestId(),
        Base64Url.encode(completion.digest()),
        number,
        completion.message().amount(),
        lines,
        clock.instant().getEpochSecond());
  }

  /** The day of the payment and 64 bits of the completion's digest: unique without a counter. */
  private static String number(Signed<SettlementCompletion> completion) {
    byte[] digest = Arrays.copyOf(completion.digest(), NUMBER_BYTES);
    Instant paidAt = Instant.ofEpochSecond(completion.message().iat());
    return DAY.format(paidAt) + '-' + HexFormat.of().formatHex(digest);
  }
}
