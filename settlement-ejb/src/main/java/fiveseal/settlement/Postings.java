package fiveseal.settlement;

import fiveseal.ledger.AccountKind;
import fiveseal.ledger.AccountName;
import fiveseal.ledger.Posting;
import fiveseal.ledger.TransferKind;
import fiveseal.protocol.Amount;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RequestLine;
import java.util.ArrayList;
import java.util.List;

/** The transfers of a payment (protocol section 5). */
final class Postings {
  private Postings() {}

  /** What is taken off a line's sale for the mall and for the operator, minor units. */
  record Deductions(String mallId, long commissionMinor, long feeMinor) {
    /** Per mille of the amount, rounded down in the store's favour. */
    static Deductions of(long amountMinor, String mallId, int commissionPerMille, int feePerMille) {
      return new Deductions(
          mallId, amountMinor * commissionPerMille / 1000, amountMinor * feePerMille / 1000);
    }
  }

  /** {@code card → store} per line, then {@code store → mall commission} and {@code → fee}. */
  static List<Posting> of(
      String cardNumber, Amount amount, List<RequestLine> lines, List<Deductions> deductions) {
    String currency = amount.currency().code();
    AccountName card = new AccountName(AccountKind.CARD, cardNumber, currency);
    List<Posting> postings = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      RequestLine line = lines.get(i);
      Deductions deduction = deductions.get(i);
      AccountName store = new AccountName(AccountKind.STORE, line.store(), currency);
      postings.add(new Posting(TransferKind.PAYMENT, card, store, line.amountMinor(), i + 1));
      if (deduction.commissionMinor() > 0) {
        AccountName mall =
            new AccountName(AccountKind.MALL_COMMISSION, deduction.mallId(), currency);
        postings.add(
            new Posting(TransferKind.COMMISSION, store, mall, deduction.commissionMinor(), i + 1));
      }
      if (deduction.feeMinor() > 0) {
        postings.add(
            new Posting(
                TransferKind.FEE,
                store,
                AccountName.ofOperator(AccountKind.OPERATOR_FEE, currency),
                deduction.feeMinor(),
                i + 1));
      }
    }
    return List.copyOf(postings);
  }

  /**
   * A debit whose store had cancelled, to go back to the card: {@code card → refund in transit}.
   */
  static Posting reversal(String cardNumber, Amount amount) {
    return new Posting(
        TransferKind.REVERSAL,
        new AccountName(AccountKind.CARD, cardNumber, amount.currency().code()),
        AccountName.ofOperator(AccountKind.REFUND_IN_TRANSIT, amount.currency().code()),
        amount.minor(),
        0);
  }

  /** What each store gives back: {@code store → refund in transit}. */
  static List<Posting> refund(Amount amount, List<RefundLine> lines) {
    String currency = amount.currency().code();
    List<Posting> postings = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      postings.add(
          new Posting(
              TransferKind.REFUND_ACCEPTED,
              new AccountName(AccountKind.STORE, lines.get(i).store(), currency),
              AccountName.ofOperator(AccountKind.REFUND_IN_TRANSIT, currency),
              lines.get(i).amountMinor(),
              i + 1));
    }
    return List.copyOf(postings);
  }
}
