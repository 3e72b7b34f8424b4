package fiveseal.auditor;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What a superuser might do to the world of {@link WorldStory}. */
final class Tamperings {
  private static final String BASKET =
      "(SELECT settlement_id FROM settlement WHERE state = 'RECEIPTED')";
  private static final String SALE =
      "(SELECT settlement_id FROM settlement WHERE state = 'COMPLETED')";
  private static final String DOUBT =
      "(SELECT settlement_id FROM settlement WHERE state = 'IN_DOUBT')";
  private static final String LOAD =
      "(SELECT update_id FROM value_update WHERE kind = 'LOAD' AND amount_minor = 10000)";
  private static final String ANN = "(SELECT min(card_number) FROM card)";

  private Tamperings() {}

  /** Changes that the database itself contradicts, and the check that says so. */
  static Stream<Arguments> inside() {
    return Stream.of(
            cards(), payments(), evidence(), updates(), credits(), keys(), stores(), balances())
        .flatMap(s -> s);
  }

  private static Stream<Arguments> cards() {
    return Stream.of(
        arguments(
            Check.CARDS,
            "UPDATE card SET balance_minor = balance_minor + 1 WHERE card_number = " + ANN),
        arguments(
            Check.CONSERVATION,
            "UPDATE card SET balance_minor = balance_minor + 1 WHERE card_number = " + ANN),
        arguments(
            Check.COUNTERS,
            "UPDATE card SET next_counter = next_counter + 1 WHERE card_number = " + ANN),
        arguments(Check.CARDS, "UPDATE card SET blocked = true WHERE card_number = " + ANN),
        arguments(Check.CARDS, "UPDATE card SET key_version = 2 WHERE card_number = " + ANN),
        arguments(
            Check.CARDS, "UPDATE card SET balance_limit = 2000000 WHERE card_number = " + ANN),
        arguments(Check.CARDS, "UPDATE card SET moved_minor = 2499 WHERE life = 'REPLACED'"),
        arguments(Check.COUNTERS, "DELETE FROM late_proof"),
        arguments(Check.CARDS, "UPDATE late_proof SET result = 1"),
        arguments(
            Check.CARDS,
            "UPDATE card SET life = 'ACTIVE', successor = NULL WHERE life = 'REPLACED'"),
        arguments(
            Check.CARDS, "UPDATE card SET stopped_because = 'CLONE' WHERE card_number = " + ANN),
        arguments(Check.CARDS, "UPDATE card SET currency = 'EUR' WHERE card_number = " + ANN),
        arguments(Check.CARDS, "DELETE FROM card WHERE card_number = " + ANN),
        arguments(
            Check.CONTENTS,
            "WITH gone AS (DELETE FROM card WHERE card_number = "
                + ANN
                + " RETURNING card_number) DELETE FROM command WHERE card_number IN"
                + " (SELECT card_number FROM gone)"),
        arguments(
            Check.COUNTERS, "DELETE FROM command WHERE state = 'DONE' AND operation = 'BLOCK'"),
        arguments(
            Check.COUNTERS, "UPDATE command SET counter = counter + 40 WHERE operation = 'LIMITS'"),
        arguments(
            Check.COUNTERS,
            "UPDATE command SET state = 'OPEN', closed_at = NULL WHERE state = 'VOID'"
                + " AND decision_id IS NULL AND operation = 'DEBIT'"),
        arguments(
            Check.COUNTERS, "UPDATE command SET decision_id = NULL WHERE decision_id IS NOT NULL"),
        arguments(
            Check.COUNTERS,
            "UPDATE command SET state = 'VOID', answer = NULL, result = NULL"
                + " WHERE operation = 'UNBLOCK'"),
        arguments(Check.COUNTERS, "UPDATE decision SET kind = 'REDEEM' WHERE kind = 'RELEASE'"),
        arguments(
            Check.CARDS,
            "UPDATE decision SET approved_by = NULL, approved_at = NULL WHERE kind = 'REDEEM'"),
        arguments(
            Check.CARDS,
            "UPDATE command SET balance_before_minor = balance_before_minor - 5"
                + " WHERE state = 'OPEN' AND operation = 'DEBIT'"),
        arguments(
            Check.CONTENTS,
            "UPDATE command SET card_number = (SELECT max(card_number) FROM card)"
                + " WHERE operation = 'LIMITS'"),
        arguments(Check.CARDS, "DELETE FROM discrepancy"),
        arguments(Check.CARDS, "UPDATE discrepancy SET seen_at = seen_at + interval '1 hour'"),
        arguments(
            Check.COUNTERS,
            "INSERT INTO late_proof SELECT command_id, answer, 0, closed_at FROM command"
                + " WHERE operation = 'LIMITS'"));
  }

  private static Stream<Arguments> balances() {
    return Stream.of(
        arguments(
            Check.BALANCES,
            "UPDATE account_balance_snapshot SET credited_minor = credited_minor + 1"
                + " WHERE account_id = (SELECT account_id FROM account WHERE owner = 'books'"
                + " AND kind = 'STORE') AND horizon = (SELECT min(horizon) FROM ledger_roll_up)"),
        arguments(
            Check.BALANCES,
            "UPDATE kind_balance_snapshot SET debited_minor = debited_minor + 1,"
                + " credited_minor = credited_minor + 1 WHERE kind = 'CARD'"),
        arguments(Check.BALANCES, "DELETE FROM kind_balance_snapshot WHERE kind = 'OPERATOR_FEE'"),
        arguments(
            Check.BALANCES,
            "UPDATE transfer SET amount_minor = amount_minor + 1 WHERE kind = 'PAYMENT'"
                + " AND line_no = 2"),
        arguments(
            Check.BALANCES,
            "UPDATE ledger_roll_up SET horizon = horizon + 1000000000,"
                + " ceiling = ceiling + 1000000000"));
  }

  private static Stream<Arguments> payments() {
    return Stream.of(
        arguments(
            Check.CONTENTS,
            "UPDATE settlement SET amount_minor = 1 WHERE settlement_id = " + BASKET),
        arguments(
            Check.CONTENTS,
            "UPDATE settlement SET store_id = 'mall-1' WHERE settlement_id = " + SALE),
        arguments(
            Check.CONTENTS, "UPDATE settlement SET request_id = 'x' WHERE settlement_id = " + SALE),
        arguments(
            Check.CONTENTS,
            "UPDATE settlement SET expires_at = expires_at + interval '1 day'"
                + " WHERE settlement_id = "
                + SALE),
        arguments(
            Check.STATES,
            "UPDATE settlement SET state = 'COMPLETED' WHERE settlement_id = " + BASKET),
        arguments(Check.STATES, "UPDATE settlement SET state = 'EXPIRED' WHERE state = 'DECLINED'"),
        arguments(Check.STATES, "UPDATE settlement SET state = 'EXPIRED' WHERE state = 'IN_DOUBT'"),
        arguments(
            Check.STATES,
            "UPDATE settlement SET completed_at = completed_at + interval '1 second'"
                + " WHERE settlement_id = "
                + SALE),
        arguments(
            Check.STATES,
            "UPDATE settlement SET card_number = (SELECT max(card_number) FROM card)"
                + " WHERE settlement_id = "
                + SALE),
        arguments(
            Check.TRANSFERS, "UPDATE settlement SET cancelled_at = NULL WHERE state = 'REVERSED'"),
        arguments(
            Check.AGES, "UPDATE settlement SET state = 'ISSUED' WHERE settlement_id = " + DOUBT),
        arguments(Check.STATES, "DELETE FROM delivery WHERE settlement_id = " + SALE),
        arguments(
            Check.ORDER,
            "UPDATE settlement SET created_at = created_at - interval '1 second'"
                + " WHERE settlement_id = "
                + SALE),
        arguments(
            Check.CONTENTS,
            "UPDATE settlement_line SET amount_minor = amount_minor + 1 WHERE store_id = 'books'"),
        arguments(
            Check.CONTENTS,
            "UPDATE settlement_line SET store_id = 'kiosk' WHERE store_id = 'books'"),
        arguments(
            Check.CONTENTS,
            "UPDATE settlement_line SET description = 'Wine' WHERE store_id = 'books'"),
        arguments(Check.CONTENTS, "DELETE FROM settlement_line WHERE store_id = 'books'"),
        arguments(
            Check.TRANSFERS,
            "UPDATE transfer SET amount_minor = amount_minor + 1 WHERE kind = 'COMMISSION'"
                + " AND line_no = 1"),
        arguments(Check.TRANSFERS, "DELETE FROM transfer WHERE kind = 'FEE' AND line_no = 2"),
        arguments(
            Check.TRANSFERS,
            "INSERT INTO transfer SELECT 9999, debit_account_id, credit_account_id, 5, currency,"
                + " 'FEE', settlement_id, update_id, 7, posted_at FROM transfer"
                + " WHERE kind = 'PAYMENT' AND line_no = 2"),
        arguments(
            Check.TRANSFERS,
            "UPDATE transfer SET credit_account_id = (SELECT account_id FROM account"
                + " WHERE kind = 'STORE' AND owner = 'kiosk') WHERE kind = 'PAYMENT'"
                + " AND line_no = 2"),
        arguments(
            Check.TRANSFERS,
            "UPDATE transfer SET settlement_id = "
                + SALE
                + " WHERE kind = 'COMMISSION' AND line_no = 1"),
        arguments(
            Check.ORDER,
            "UPDATE transfer SET posted_at = posted_at + interval '1 hour' WHERE kind = 'PAYMENT'"),
        arguments(Check.TRANSFERS, "UPDATE transfer SET currency = 'EUR' WHERE kind = 'LOAD_DONE'"),
        arguments(Check.TRANSFERS, "UPDATE account SET owner = 'mall-1' WHERE owner = 'books'"),
        arguments(
            Check.TRANSFERS, "UPDATE account SET owner = 'nobody' WHERE kind = 'OPERATOR_FEE'"),
        arguments(Check.TRANSFERS, "UPDATE store SET fee_per_mille = 9 WHERE store_id = 'kiosk'"),
        arguments(Check.CONTENTS, "UPDATE store SET mall_id = 'kiosk' WHERE store_id = 'books'"));
  }

  private static Stream<Arguments> evidence() {
    return Stream.of(
        arguments(
            Check.SIGNATURES,
            "UPDATE evidence SET compact = overlay(compact placing 'AAAA' from"
                + " length(compact) - 50) WHERE seal = 3"),
        arguments(
            Check.SIGNATURES,
            "UPDATE evidence e SET compact = (SELECT compact FROM evidence WHERE seal = 1"
                + " AND subject_id = "
                + BASKET
                + ") WHERE seal = 4"),
        arguments(
            Check.CONTENTS,
            "UPDATE evidence e SET compact = (SELECT compact FROM evidence WHERE seal = 3"
                + " AND subject_id = "
                + SALE
                + ") WHERE seal = 3 AND subject_id = "
                + BASKET),
        arguments(Check.CONTENTS, "DELETE FROM evidence WHERE seal = 1 AND subject_id = " + BASKET),
        arguments(Check.CONTENTS, "DELETE FROM evidence WHERE seal = 2 AND subject_id = " + DOUBT),
        arguments(Check.EXECUTIONS, "DELETE FROM evidence WHERE seal = 3 AND subject_id = " + SALE),
        arguments(Check.STATES, "DELETE FROM evidence WHERE seal = 4"),
        arguments(
            Check.EXECUTIONS,
            "INSERT INTO evidence SELECT evidence_id + 90000, received_at, subject_id, seal, compact"
                + " FROM evidence WHERE seal = 4"),
        arguments(
            Check.CONTENTS,
            "INSERT INTO evidence SELECT evidence_id, received_at + interval '1 second', subject_id,"
                + " seal, compact FROM evidence WHERE seal = 2 AND subject_id = "
                + DOUBT),
        arguments(
            Check.CONTENTS,
            "UPDATE evidence SET subject_id = "
                + BASKET
                + " WHERE seal = 2"
                + " AND subject_id = "
                + DOUBT),
        arguments(
            Check.ORDER,
            "UPDATE evidence SET received_at = received_at - interval '20 minutes' WHERE seal = 4"),
        arguments(
            Check.ORDER,
            "UPDATE evidence SET received_at = received_at + interval '1 second' WHERE seal = 2"
                + " AND subject_id = "
                + SALE),
        arguments(
            Check.SIGNATURES,
            "UPDATE evidence SET received_at = received_at - interval '1 day' WHERE seal = 1"),
        arguments(Check.SIGNATURES, "UPDATE evidence SET seal = 2 WHERE seal = 4"),
        arguments(
            Check.CONTENTS,
            "UPDATE command SET ciphertext = sha512(ciphertext) WHERE settlement_id = " + SALE),
        arguments(
            Check.CONTENTS,
            "UPDATE command SET evidence_id = (SELECT min(evidence_id) FROM evidence)"
                + " WHERE settlement_id = "
                + SALE),
        arguments(
            Check.CONTENTS,
            "UPDATE command SET transaction_id = challenge || challenge WHERE settlement_id = "
                + SALE),
        arguments(
            Check.CONTENTS, "UPDATE command SET amount_minor = 1 WHERE settlement_id = " + SALE),
        arguments(
            Check.ORDER,
            "UPDATE command SET closed_at = closed_at + interval '1 minute' WHERE settlement_id = "
                + SALE),
        arguments(
            Check.CONTENTS,
            "UPDATE cancellation SET request_id = 'x' WHERE request_id = 'never-seen'"),
        arguments(Check.STATES, "DELETE FROM cancellation WHERE request_id <> 'never-seen'"),
        arguments(
            Check.CONTENTS, "UPDATE completion_endpoint SET url = 'https://elsewhere.example/'"));
  }

  private static Stream<Arguments> updates() {
    return Stream.of(
        arguments(
            Check.CONTENTS, "UPDATE value_update SET amount_minor = 1 WHERE update_id = " + LOAD),
        arguments(
            Check.VOUCHERS, "UPDATE value_update SET amount_minor = 1 WHERE update_id = " + LOAD),
        arguments(
            Check.STATES, "UPDATE value_update SET state = 'DECLINED' WHERE update_id = " + LOAD),
        arguments(
            Check.CONTENTS,
            "UPDATE value_update SET card_number = (SELECT max(card_number) FROM card)"
                + " WHERE update_id = "
                + LOAD),
        arguments(Check.CONTENTS, "UPDATE value_update SET kind = 'UNBLOCK' WHERE kind = 'BLOCK'"),
        arguments(
            Check.CARDS, "UPDATE value_update SET balance_limit = 100000 WHERE kind = 'LIMITS'"),
        arguments(Check.CONTENTS, "DELETE FROM value_update WHERE update_id = " + LOAD),
        arguments(Check.TRANSFERS, "DELETE FROM transfer WHERE kind = 'LOAD_RETURNED'"),
        arguments(Check.CONSERVATION, "DELETE FROM transfer WHERE kind = 'LOAD_RETURNED'"),
        arguments(Check.VOUCHERS, "UPDATE voucher SET update_id = NULL WHERE amount_minor = 10000"),
        arguments(
            Check.VOUCHERS,
            "UPDATE voucher SET update_id = " + LOAD + " WHERE amount_minor = 99000"),
        arguments(
            Check.VOUCHERS, "UPDATE voucher SET amount_minor = 20000 WHERE amount_minor = 10000"),
        arguments(Check.VOUCHERS, "DELETE FROM voucher WHERE amount_minor = 10000"));
  }

  private static Stream<Arguments> credits() {
    return Stream.of(
        arguments(
            Check.CREDITS,
            "UPDATE credit SET done_minor = 79 WHERE kind = 'REFUND' AND state = 'DUE'"),
        arguments(
            Check.CREDITS,
            "UPDATE credit SET done_minor = 0, state = 'DUE' WHERE kind = 'BALANCE'"),
        arguments(
            Check.CREDITS,
            "UPDATE credit SET amount_minor = 90 WHERE kind = 'REFUND' AND state = 'DUE'"),
        arguments(
            Check.CREDITS,
            "UPDATE credit SET card_number = (SELECT max(card_number) FROM card)"
                + " WHERE kind = 'REFUND' AND state = 'DUE'"),
        arguments(Check.EXECUTIONS, "DELETE FROM credit WHERE kind = 'REVERSAL'"),
        arguments(
            Check.CREDITS,
            "UPDATE decision SET approved_by = NULL, approved_at = NULL WHERE kind = 'REPLACE'"),
        arguments(Check.CONTENTS, "UPDATE refund SET amount_minor = 81 WHERE amount_minor = 80"),
        arguments(
            Check.SIGNATURES,
            "UPDATE refund SET store_id = 'books', message = overlay(message placing 'AAAA' from"
                + " length(message) - 50) WHERE amount_minor = 80"),
        arguments(Check.CREDITS, "DELETE FROM refund WHERE amount_minor = 80"),
        arguments(Check.TRANSFERS, "DELETE FROM transfer WHERE kind = 'REFUND_ACCEPTED'"),
        arguments(
            Check.TRANSFERS,
            "UPDATE transfer SET amount_minor = 81 WHERE kind = 'REFUND_ACCEPTED'"
                + " AND amount_minor = 80"),
        arguments(Check.TRANSFERS, "DELETE FROM transfer WHERE kind = 'BALANCE_MOVED'"),
        arguments(Check.CARDS, "UPDATE transfer SET amount_minor = 99 WHERE kind = 'DISCREPANCY'"),
        arguments(Check.CARDS, "UPDATE transfer SET amount_minor = 99 WHERE kind = 'REDEEMED'"),
        arguments(
            Check.ORDER, "UPDATE refund SET received_at = received_at - interval '10 seconds'"));
  }

  private static Stream<Arguments> keys() {
    return Stream.of(
        arguments(Check.SIGNATURES, "DELETE FROM manager_key WHERE purpose = 'SIGNING'"),
        arguments(
            Check.KEYS,
            "UPDATE manager_key SET certificate = (SELECT certificate FROM store_key"
                + " WHERE store_id = 'mall-1') WHERE purpose = 'SIGNING'"),
        arguments(
            Check.KEYS,
            "UPDATE store_key SET not_after = not_after + interval '1 year' WHERE store_id = 'kiosk'"),
        arguments(Check.KEYS, "UPDATE store_key SET store_id = 'nobody' WHERE store_id = 'bakery'"),
        arguments(
            Check.KEYS,
            "UPDATE store_key SET superseded_at = NULL, revoked_at = now()"
                + " WHERE superseded_at IS NOT NULL"),
        arguments(
            Check.KEYS,
            "UPDATE store_key SET superseded_at = superseded_at + interval '7 days'"
                + " WHERE kid IN (SELECT kid FROM key_renewal)"),
        arguments(
            Check.KEYS,
            "UPDATE store_key SET superseded_at = superseded_at - interval '1 day 1 second'"
                + " WHERE kid IN (SELECT kid FROM key_renewal)"),
        arguments(Check.KEYS, "DELETE FROM key_renewal"),
        arguments(
            Check.KEYS,
            "UPDATE key_renewal SET next_kid = (SELECT kid FROM store_key"
                + " WHERE store_id = 'mall-1')"),
        arguments(Check.CONTENTS, "UPDATE key_renewal SET store_id = 'bakery'"),
        arguments(
            Check.SIGNATURES,
            "UPDATE key_renewal SET message = overlay(message placing 'AAAA' from"
                + " length(message) - 50)"),
        arguments(
            Check.ORDER, "UPDATE key_renewal SET received_at = received_at + interval '1 hour'"),
        arguments(
            Check.SIGNATURES,
            "UPDATE store_key SET revoked_at = enrolled_at WHERE store_id = 'mall-1'"),
        arguments(
            Check.KEYS,
            "UPDATE store_key SET enrolled_at = enrolled_at - interval '1 day'"
                + " WHERE store_id = 'mall-1'"));
  }

  private static Stream<Arguments> stores() {
    return Stream.of(
        arguments(
            Check.TRANSFERS,
            "UPDATE store_contract SET commission_per_mille = 60 WHERE store_id = 'bakery'"),
        arguments(
            Check.TRANSFERS,
            "UPDATE store_contract SET effective_from = effective_from + interval '3 hours'"
                + " WHERE store_id = 'bakery'"),
        arguments(
            Check.TRANSFERS,
            "UPDATE store_contract SET effective_from = effective_from - interval '31 days',"
                + " made_at = made_at - interval '31 days' WHERE store_id = 'kiosk'"),
        arguments(
            Check.STORES,
            "ALTER TABLE store_contract DROP CONSTRAINT store_contract_begins_later;"
                + "UPDATE store_contract SET effective_from = effective_from - interval '30 days'"
                + " WHERE store_id = 'kiosk'"),
        arguments(
            Check.STORES,
            "UPDATE store_contract SET made_at = made_at - interval '1 day'"
                + " WHERE store_id = 'kiosk'"),
        arguments(Check.STORES, "UPDATE store_contract SET made_by = 'eve'"),
        arguments(Check.STORES, "DELETE FROM store_contract WHERE store_id = 'kiosk'"),
        arguments(
            Check.STORES,
            "ALTER TABLE store_contract DROP CONSTRAINT store_contract_deductions_at_most_everything;"
                + "UPDATE store_contract SET fee_per_mille = 1001 WHERE store_id = 'kiosk'"),
        arguments(
            Check.STORES,
            "ALTER TABLE store_contract DROP CONSTRAINT store_contract_commission_goes_to_a_mall;"
                + "UPDATE store_contract SET commission_per_mille = 1 WHERE store_id = 'kiosk'"),
        arguments(
            Check.STORES,
            "INSERT INTO store_contract SELECT 'books', 2, 'LOWER_STORE', made_at"
                + " + interval '300 days', 0, 0, made_by, made_at FROM store_contract"
                + " WHERE store_id = 'bakery'"),
        arguments(Check.STORES, "DELETE FROM store_edit WHERE kind = 'RESUMED'"),
        arguments(Check.STORES, "DELETE FROM store_edit WHERE kind = 'SUSPENDED'"),
        arguments(Check.STORES, "DELETE FROM store_standing WHERE store_id = 'kiosk'"),
        arguments(Check.STORES, "UPDATE store_standing SET state = 'CLOSED'"),
        arguments(Check.STORES, "UPDATE store_standing SET name = 'Other'"),
        arguments(
            Check.STORES,
            "UPDATE store_edit SET state = 'CLOSED', kind = 'CLOSED' WHERE kind = 'SUSPENDED'"),
        arguments(Check.STORES, "UPDATE store_edit SET name = 'Other' WHERE kind = 'SUSPENDED'"),
        arguments(
            Check.STORES,
            "UPDATE store_edit SET edited_at = edited_at - interval '1 minute'"
                + " WHERE store_id = 'kiosk' AND version = 3"),
        arguments(
            Check.CONTENTS,
            "UPDATE store_edit SET edited_at = edited_at + interval '2 hours'"
                + " WHERE kind = 'RESUMED'"));
  }

  /** Changes after which the database agrees with itself: only what others hold tells. */
  static Stream<Arguments> outside() {
    return Stream.of(
        arguments(
            "an unpaid settlement is gone",
            "WITH gone AS (DELETE FROM settlement WHERE state = 'EXPIRED' AND card_number IS NULL"
                + " RETURNING settlement_id), line AS (DELETE FROM settlement_line"
                + " WHERE settlement_id IN (SELECT settlement_id FROM gone))"
                + " DELETE FROM evidence WHERE subject_id IN (SELECT settlement_id FROM gone)"),
        arguments(
            "the last receipt is gone",
            "WITH gone AS (DELETE FROM evidence WHERE seal = 4 RETURNING subject_id)"
                + " UPDATE settlement SET state = 'COMPLETED' WHERE settlement_id IN"
                + " (SELECT subject_id FROM gone)"),
        arguments(
            "the cancel of a request that never came is gone",
            "DELETE FROM cancellation WHERE request_id = 'never-seen'"),
        arguments("a completion endpoint is gone", "DELETE FROM completion_endpoint"));
  }

  /**
   * Changes that nobody can find from the database and the messages, as the documentation says:
   * what is signed by no one, or under keys that only the manager and the card have.
   */
  static Stream<Arguments> unseen() {
    return Stream.of(
        arguments(
            "a card's answer: its MAC needs the card's key",
            "UPDATE command SET answer = sha512(answer) WHERE settlement_id = " + SALE),
        arguments(
            "the reason why a card declined",
            "UPDATE command SET result = 3 WHERE state = 'DECLINED' AND operation = 'DEBIT'"),
        arguments("who decided", "UPDATE decision SET approved_by = 'eve', reason = 'none'"),
        arguments("a store's name", "UPDATE store SET name = 'Another' WHERE store_id = 'kiosk'"),
        arguments(
            "the contract that is still to come",
            "UPDATE store_contract SET fee_per_mille = 1 WHERE store_id = 'kiosk'"),
        arguments(
            "the contract of a store that sold nothing",
            "UPDATE store SET fee_per_mille = 1 WHERE store_id = 'mall-1'"));
  }
}
