-- Ways out of doubt: cancellations, refunds, value that is owed to cards, and the decisions that
-- operators take about cards. The rules of V1 hold: only "State:" tables change, in named columns.

ALTER TABLE settlement.card
  ADD COLUMN pending_key_version integer,
  ADD COLUMN block_due           boolean NOT NULL DEFAULT false,
  ADD COLUMN moved_minor         bigint  NOT NULL DEFAULT 0,
  ADD COLUMN life                text    NOT NULL DEFAULT 'ACTIVE',
  ADD COLUMN successor           text,
  ADD COLUMN release_decision_id text,
  ADD CONSTRAINT card_pending_key_version_in_range CHECK (pending_key_version BETWEEN 1 AND 255),
  ADD CONSTRAINT card_moved_within_balance CHECK (moved_minor BETWEEN 0 AND balance_minor),
  ADD CONSTRAINT card_life_known CHECK (life IN ('ACTIVE', 'REPLACED', 'REDEEMED')),
  ADD CONSTRAINT card_successor_when_replaced CHECK ((life = 'REPLACED') = (successor IS NOT NULL)),
  ADD CONSTRAINT card_successor_is_a_card FOREIGN KEY (successor) REFERENCES settlement.card (card_number),
  ADD CONSTRAINT card_release_is_of_a_stopped_card CHECK (release_decision_id IS NULL OR stopped_because IN ('GAP', 'MISMATCH'));
COMMENT ON COLUMN settlement.card.pending_key_version IS 'Version that a REKEY in work gives; until that is resolved it proves the card too, and no debit or credit is issued';
COMMENT ON COLUMN settlement.card.block_due IS 'A BLOCK is ordered and not done yet: no debit or credit is issued';
COMMENT ON COLUMN settlement.card.moved_minor IS 'What was moved from this card''s account to its successor or paid out, though the lost chip still shows it; the account is balance_minor less this';
COMMENT ON COLUMN settlement.card.life IS 'REPLACED and REDEEMED cards get nothing but BLOCK and VOID';
COMMENT ON COLUMN settlement.card.successor IS 'The card that took this one''s place, and its value';
COMMENT ON COLUMN settlement.card.release_decision_id IS 'Two operators'' decision to release the stopped card: a VOID for the counter that it shows sets counter and balance';

CREATE INDEX card_by_successor ON settlement.card (successor) WHERE successor IS NOT NULL;
COMMENT ON INDEX settlement.card_by_successor IS 'The cards that a card replaces: what is owed to them is owed to it';

CREATE TABLE settlement.discrepancy (
  discrepancy_id text        NOT NULL,
  card_number    text        NOT NULL,
  reason         text        NOT NULL,
  counter        bigint      NOT NULL,
  command_id     bigint,
  answer         bytea,
  initialize     bytea,
  seen_at        timestamptz NOT NULL,
  CONSTRAINT discrepancy_pk PRIMARY KEY (discrepancy_id),
  CONSTRAINT discrepancy_of_a_card FOREIGN KEY (card_number) REFERENCES settlement.card (card_number),
  CONSTRAINT discrepancy_about_a_command FOREIGN KEY (command_id) REFERENCES settlement.command (command_id),
  CONSTRAINT discrepancy_reason_known CHECK (reason IN ('GAP', 'MISMATCH', 'CLONE')),
  CONSTRAINT discrepancy_answer_has_64_bytes CHECK (octet_length(answer) = 64),
  CONSTRAINT discrepancy_initialize_has_34_bytes CHECK (octet_length(initialize) = 34),
  CONSTRAINT discrepancy_shows_the_cards_word CHECK (num_nonnulls(answer, initialize) = 1)
);
COMMENT ON TABLE settlement.discrepancy IS 'Authentic words of cards that contradict the record: why a card was stopped; written once';
COMMENT ON COLUMN settlement.discrepancy.discrepancy_id IS 'UUIDv7';
COMMENT ON COLUMN settlement.discrepancy.card_number IS 'The card that was stopped';
COMMENT ON COLUMN settlement.discrepancy.reason IS 'As in card.stopped_because';
COMMENT ON COLUMN settlement.discrepancy.counter IS 'The counter that the card''s word names';
COMMENT ON COLUMN settlement.discrepancy.command_id IS 'The command whose answer contradicts';
COMMENT ON COLUMN settlement.discrepancy.answer IS 'The contradicting answer, 64 bytes';
COMMENT ON COLUMN settlement.discrepancy.initialize IS 'The contradicting INITIALIZE, 34 bytes';
COMMENT ON COLUMN settlement.discrepancy.seen_at IS 'When it was seen';
COMMENT ON INDEX settlement.discrepancy_pk IS 'A discrepancy by its id';
CREATE INDEX discrepancy_of_card ON settlement.discrepancy (card_number, discrepancy_id);
COMMENT ON INDEX settlement.discrepancy_of_card IS 'The discrepancies of a card, in order';

CREATE TABLE settlement.decision (
  decision_id  text        NOT NULL,
  kind         text        NOT NULL,
  card_number  text        NOT NULL,
  successor    text,
  close_doubts boolean     NOT NULL,
  reason       text        NOT NULL,
  proposed_by  text        NOT NULL,
  proposed_at  timestamptz NOT NULL,
  approved_by  text,
  approved_at  timestamptz,
  CONSTRAINT decision_pk PRIMARY KEY (decision_id),
  CONSTRAINT decision_about_a_card FOREIGN KEY (card_number) REFERENCES settlement.card (card_number),
  CONSTRAINT decision_successor_is_a_card FOREIGN KEY (successor) REFERENCES settlement.card (card_number),
  CONSTRAINT decision_kind_known CHECK (kind IN ('REPLACE', 'RELEASE', 'REDEEM')),
  CONSTRAINT decision_successor_when_replacing CHECK ((kind = 'REPLACE') = (successor IS NOT NULL)),
  CONSTRAINT decision_successor_is_another_card CHECK (successor <> card_number),
  CONSTRAINT decision_reason_is_a_text CHECK (char_length(reason) BETWEEN 1 AND 200),
  CONSTRAINT decision_by_two_people CHECK (approved_by <> proposed_by),
  CONSTRAINT decision_approved_with_time CHECK ((approved_by IS NULL) = (approved_at IS NULL))
);
COMMENT ON TABLE settlement.decision IS 'State: what two operators decided about a card, and why';
COMMENT ON COLUMN settlement.decision.decision_id IS 'UUIDv7';
COMMENT ON COLUMN settlement.decision.kind IS 'REPLACE a lost card, RELEASE a stopped one, REDEEM the remaining value';
COMMENT ON COLUMN settlement.decision.card_number IS 'About which card';
COMMENT ON COLUMN settlement.decision.successor IS 'The card that takes its place';
COMMENT ON COLUMN settlement.decision.close_doubts IS 'What is in doubt is given too: its commands are decided as not executed, later proof posts nothing';
COMMENT ON COLUMN settlement.decision.reason IS 'In the operators'' words, 1 … 200 characters';
COMMENT ON COLUMN settlement.decision.proposed_by IS 'The first operator';
COMMENT ON COLUMN settlement.decision.proposed_at IS 'When it was proposed';
COMMENT ON COLUMN settlement.decision.approved_by IS 'The second operator; from then on the decision holds';
COMMENT ON COLUMN settlement.decision.approved_at IS 'When it was approved';
COMMENT ON INDEX settlement.decision_pk IS 'A decision by its id';
CREATE INDEX decision_of_card ON settlement.decision (card_number, decision_id);
COMMENT ON INDEX settlement.decision_of_card IS 'The decisions about a card, in order';
ALTER TABLE settlement.card ADD CONSTRAINT card_release_was_decided FOREIGN KEY (release_decision_id) REFERENCES settlement.decision (decision_id);

ALTER TABLE settlement.settlement
  ADD COLUMN cancelled_at     timestamptz,
  ADD COLUMN wanted_elsewhere boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN settlement.settlement.cancelled_at IS 'When the store''s cancel was received, before any accepted answer; ISSUED then means IN_DOUBT, and a debit is reversed';
COMMENT ON COLUMN settlement.settlement.wanted_elsewhere IS 'Another card was refused because of this one''s open commands, so that a VOID is due';
CREATE INDEX settlement_to_expire ON settlement.settlement (expires_at) WHERE state IN ('REQUESTED', 'ISSUED');
COMMENT ON INDEX settlement.settlement_to_expire IS 'What the janitor has to end, longest past first';
CREATE INDEX settlement_in_doubt ON settlement.settlement (expires_at) WHERE state = 'IN_DOUBT';
COMMENT ON INDEX settlement.settlement_in_doubt IS 'What is in doubt, by age';
CREATE INDEX settlement_to_be_receipted ON settlement.settlement (completed_at) WHERE state = 'COMPLETED';
COMMENT ON INDEX settlement.settlement_to_be_receipted IS 'Receipts that are outstanding, by age';

CREATE TABLE settlement.cancellation (
  store_id    text        NOT NULL,
  request_id  text        NOT NULL,
  message     text        NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT cancellation_pk PRIMARY KEY (store_id, request_id),
  CONSTRAINT cancellation_by_a_store FOREIGN KEY (store_id) REFERENCES settlement.store (store_id),
  CONSTRAINT cancellation_message_is_compact CHECK (message ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
COMMENT ON TABLE settlement.cancellation IS 'The stores'' cancellations, whether the request was known or not; written once';
COMMENT ON COLUMN settlement.cancellation.store_id IS 'iss of the cancellation';
COMMENT ON COLUMN settlement.cancellation.request_id IS 'Which request of the store is cancelled';
COMMENT ON COLUMN settlement.cancellation.message IS 'The fiveseal-cancel-request message, the exact compact JWS';
COMMENT ON COLUMN settlement.cancellation.received_at IS 'When it was first received';
COMMENT ON INDEX settlement.cancellation_pk IS 'The cancellation of a request';

CREATE TABLE settlement.credit (
  credit_id     text        NOT NULL,
  kind          text        NOT NULL,
  card_number   text        NOT NULL,
  settlement_id text,
  decision_id   text,
  amount_minor  bigint      NOT NULL,
  currency      text        NOT NULL,
  done_minor    bigint      NOT NULL,
  state         text        NOT NULL,
  created_at    timestamptz NOT NULL,
  CONSTRAINT credit_pk PRIMARY KEY (credit_id),
  CONSTRAINT credit_to_a_card FOREIGN KEY (card_number) REFERENCES settlement.card (card_number),
  CONSTRAINT credit_of_a_settlement FOREIGN KEY (settlement_id) REFERENCES settlement.settlement (settlement_id),
  CONSTRAINT credit_by_a_decision FOREIGN KEY (decision_id) REFERENCES settlement.decision (decision_id),
  CONSTRAINT credit_kind_known CHECK (kind IN ('REFUND', 'REVERSAL', 'BALANCE')),
  CONSTRAINT credit_for_one_reason CHECK (num_nonnulls(settlement_id, decision_id) = 1),
  CONSTRAINT credit_of_a_settlement_unless_balance CHECK ((kind = 'BALANCE') = (settlement_id IS NULL)),
  CONSTRAINT credit_state_known CHECK (state IN ('DUE', 'ISSUED', 'DONE')),
  CONSTRAINT credit_amount_in_range CHECK (amount_minor BETWEEN 1 AND 2147483647),
  CONSTRAINT credit_done_within_amount CHECK (done_minor BETWEEN 0 AND amount_minor),
  CONSTRAINT credit_done_when_whole CHECK ((state = 'DONE') = (done_minor = amount_minor)),
  CONSTRAINT credit_currency_is_alphabetic CHECK (currency ~ '^[A-Z]{3}$')
);
COMMENT ON TABLE settlement.credit IS 'State: value that is owed to a card and handed out by message 5 at its presentations, in parts if its limits want it';
COMMENT ON COLUMN settlement.credit.credit_id IS 'UUIDv7';
COMMENT ON COLUMN settlement.credit.kind IS 'REFUND by a store, REVERSAL of a debit that the store had cancelled, BALANCE of a replaced card';
COMMENT ON COLUMN settlement.credit.card_number IS 'The card that it is owed to; when that card is replaced, its successor gets it';
COMMENT ON COLUMN settlement.credit.settlement_id IS 'Of a REFUND or REVERSAL';
COMMENT ON COLUMN settlement.credit.decision_id IS 'Of a BALANCE: the replacement';
COMMENT ON COLUMN settlement.credit.amount_minor IS 'Minor units';
COMMENT ON COLUMN settlement.credit.currency IS 'ISO 4217 alphabetic';
COMMENT ON COLUMN settlement.credit.done_minor IS 'What the card has proved to have taken, minor units';
COMMENT ON COLUMN settlement.credit.state IS 'ISSUED while a message 5 for it is out';
COMMENT ON COLUMN settlement.credit.created_at IS 'Since when it is owed';
COMMENT ON INDEX settlement.credit_pk IS 'A credit by its id';
CREATE INDEX credit_due_of_card ON settlement.credit (card_number, credit_id);
COMMENT ON INDEX settlement.credit_due_of_card IS 'What is owed to a card that is presented, oldest first';
CREATE INDEX credit_of_settlement ON settlement.credit (settlement_id) WHERE settlement_id IS NOT NULL;
COMMENT ON INDEX settlement.credit_of_settlement IS 'What goes back of a settlement';

CREATE TABLE settlement.refund (
  store_id      text        NOT NULL,
  refund_id     text        NOT NULL,
  settlement_id text        NOT NULL,
  credit_id     text        NOT NULL,
  amount_minor  bigint      NOT NULL,
  message       text        NOT NULL,
  received_at   timestamptz NOT NULL,
  CONSTRAINT refund_pk PRIMARY KEY (store_id, refund_id),
  CONSTRAINT refund_by_a_store FOREIGN KEY (store_id) REFERENCES settlement.store (store_id),
  CONSTRAINT refund_of_a_settlement FOREIGN KEY (settlement_id) REFERENCES settlement.settlement (settlement_id),
  CONSTRAINT refund_owed_as_a_credit FOREIGN KEY (credit_id) REFERENCES settlement.credit (credit_id),
  CONSTRAINT refund_credit_once UNIQUE (credit_id),
  CONSTRAINT refund_amount_in_range CHECK (amount_minor BETWEEN 1 AND 2147483647),
  CONSTRAINT refund_message_is_compact CHECK (message ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
COMMENT ON TABLE settlement.refund IS 'The stores'' accepted refunds; written once, where they stand is told by the credit';
COMMENT ON COLUMN settlement.refund.store_id IS 'iss of the refund request: the mall, the store, or a lower store for its own lines';
COMMENT ON COLUMN settlement.refund.refund_id IS 'refundId of the request';
COMMENT ON COLUMN settlement.refund.settlement_id IS 'What is given back';
COMMENT ON COLUMN settlement.refund.credit_id IS 'How it gets to the card';
COMMENT ON COLUMN settlement.refund.amount_minor IS 'Minor units';
COMMENT ON COLUMN settlement.refund.message IS 'The fiveseal-refund-request message, the exact compact JWS, with who gives back how much';
COMMENT ON COLUMN settlement.refund.received_at IS 'When it was accepted';
COMMENT ON INDEX settlement.refund_pk IS 'A refund by its store''s id: replays find it';
COMMENT ON INDEX settlement.refund_credit_once IS 'The refund of a credit';
CREATE INDEX refund_of_settlement ON settlement.refund (settlement_id, received_at);
COMMENT ON INDEX settlement.refund_of_settlement IS 'The refunds of a settlement, in order';

ALTER TABLE settlement.value_update
  ADD COLUMN credit_id       text,
  ADD COLUMN balance_limit   bigint,
  ADD COLUMN amount_limit    bigint,
  ADD COLUMN new_key_version integer,
  ADD COLUMN ordered_by      text,
  ADD COLUMN decision_id     text,
  DROP CONSTRAINT value_update_load_is_funded,
  ADD CONSTRAINT value_update_of_a_credit FOREIGN KEY (credit_id) REFERENCES settlement.credit (credit_id),
  ADD CONSTRAINT value_update_by_a_decision FOREIGN KEY (decision_id) REFERENCES settlement.decision (decision_id),
  ADD CONSTRAINT value_update_funded_once CHECK (num_nonnulls(voucher_digest, credit_id) = CASE WHEN kind IN ('LOAD', 'REFUND') THEN 1 ELSE 0 END),
  ADD CONSTRAINT value_update_voucher_for_loads CHECK (voucher_digest IS NULL OR kind = 'LOAD'),
  ADD CONSTRAINT value_update_limits_when_set CHECK ((kind = 'LIMITS') = (balance_limit IS NOT NULL) AND (kind = 'LIMITS') = (amount_limit IS NOT NULL)),
  ADD CONSTRAINT value_update_limits_in_range CHECK (balance_limit BETWEEN 0 AND 2147483647 AND amount_limit BETWEEN 0 AND 2147483647),
  ADD CONSTRAINT value_update_key_version_when_rekeyed CHECK ((kind = 'REKEY') = (new_key_version IS NOT NULL)),
  ADD CONSTRAINT value_update_key_version_in_range CHECK (new_key_version BETWEEN 1 AND 255);
COMMENT ON COLUMN settlement.value_update.credit_id IS 'What is owed and handed out by this REFUND, or by this LOAD of transferred balance';
COMMENT ON COLUMN settlement.value_update.balance_limit IS 'Of LIMITS, minor units';
COMMENT ON COLUMN settlement.value_update.amount_limit IS 'Of LIMITS, minor units';
COMMENT ON COLUMN settlement.value_update.new_key_version IS 'Of REKEY';
COMMENT ON COLUMN settlement.value_update.decision_id IS 'The decision that it carries out: of a VOID the release of a stopped card, of a BLOCK the replacement of a lost one';
COMMENT ON COLUMN settlement.value_update.ordered_by IS 'The operator who ordered it; empty for what the manager or a holder wants';
CREATE INDEX value_update_due_of_card ON settlement.value_update (card_number, update_id);
COMMENT ON INDEX settlement.value_update_due_of_card IS 'What is due for a card that is presented';
CREATE INDEX value_update_to_expire ON settlement.value_update (expires_at) WHERE state IN ('REQUESTED', 'ISSUED') AND expires_at IS NOT NULL;
COMMENT ON INDEX settlement.value_update_to_expire IS 'Loads that the janitor has to end, longest past first';
CREATE INDEX value_update_in_doubt ON settlement.value_update (created_at) WHERE state = 'IN_DOUBT';
COMMENT ON INDEX settlement.value_update_in_doubt IS 'What is in doubt, by age';
CREATE INDEX value_update_by_credit ON settlement.value_update (credit_id) WHERE credit_id IS NOT NULL;
COMMENT ON INDEX settlement.value_update_by_credit IS 'The parts in which a credit was handed out';

ALTER TABLE settlement.command
  ADD COLUMN decision_id text,
  ADD CONSTRAINT command_closed_by_a_decision FOREIGN KEY (decision_id) REFERENCES settlement.decision (decision_id),
  ADD CONSTRAINT command_decided_is_void CHECK (decision_id IS NULL OR state = 'VOID');
COMMENT ON COLUMN settlement.command.decision_id IS 'Closed by two operators'' decision, not by proof: a later answer is recorded as late proof and posts nothing';
CREATE TABLE settlement.late_proof (
  command_id  bigint      NOT NULL,
  answer      bytea       NOT NULL,
  result      integer     NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT late_proof_pk PRIMARY KEY (command_id),
  CONSTRAINT late_proof_of_a_command FOREIGN KEY (command_id) REFERENCES settlement.command (command_id),
  CONSTRAINT late_proof_answer_has_64_bytes CHECK (octet_length(answer) = 64)
);
COMMENT ON TABLE settlement.late_proof IS 'Answers to commands that operators had decided already: recorded, nothing posted; written once';
COMMENT ON COLUMN settlement.late_proof.command_id IS 'The decided command';
COMMENT ON COLUMN settlement.late_proof.answer IS 'The card''s answer, 64 bytes';
COMMENT ON COLUMN settlement.late_proof.result IS 'The card''s result';
COMMENT ON COLUMN settlement.late_proof.received_at IS 'When it came';
COMMENT ON INDEX settlement.late_proof_pk IS 'The late proof of a command';

ALTER TABLE settlement.transfer
  ADD COLUMN credit_id   text,
  ADD COLUMN decision_id text,
  DROP CONSTRAINT transfer_for_one_of_them,
  DROP CONSTRAINT transfer_kind_known,
  ADD CONSTRAINT transfer_for_one_of_them CHECK (num_nonnulls(settlement_id, update_id, credit_id, decision_id) = 1),
  ADD CONSTRAINT transfer_kind_known CHECK (kind IN ('PAYMENT', 'COMMISSION', 'FEE', 'LOAD_FUNDED', 'LOAD_DONE', 'LOAD_RETURNED', 'REFUND_ACCEPTED', 'REFUND_DONE', 'REVERSAL', 'BALANCE_MOVED', 'BALANCE_DONE', 'DISCREPANCY', 'REDEEMED')),
  ADD CONSTRAINT transfer_of_a_credit FOREIGN KEY (credit_id) REFERENCES settlement.credit (credit_id),
  ADD CONSTRAINT transfer_of_a_decision FOREIGN KEY (decision_id) REFERENCES settlement.decision (decision_id);
COMMENT ON COLUMN settlement.transfer.credit_id IS 'For which credit';
COMMENT ON COLUMN settlement.transfer.decision_id IS 'For which decision';
CREATE UNIQUE INDEX transfer_once_per_credit_line ON settlement.transfer (credit_id, kind, line_no) WHERE credit_id IS NOT NULL;
COMMENT ON INDEX settlement.transfer_once_per_credit_line IS 'A credit posts each of its transfers once';
CREATE UNIQUE INDEX transfer_once_per_decision ON settlement.transfer (decision_id, kind) WHERE decision_id IS NOT NULL;
COMMENT ON INDEX settlement.transfer_once_per_decision IS 'A decision posts each of its transfers once';

CREATE SEQUENCE settlement.delivery_attempt_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE settlement.delivery_attempt (
  attempt_id    bigint      NOT NULL,
  settlement_id text        NOT NULL,
  cause         text        NOT NULL,
  outcome       text        NOT NULL,
  acknowledged  boolean     NOT NULL,
  attempted_at  timestamptz NOT NULL,
  CONSTRAINT delivery_attempt_pk PRIMARY KEY (attempt_id),
  CONSTRAINT delivery_attempt_of_a_delivery FOREIGN KEY (settlement_id) REFERENCES settlement.delivery (settlement_id),
  CONSTRAINT delivery_attempt_cause_known CHECK (cause IN ('COMPLETION', 'SCHEDULE', 'RESEND', 'RECEIPT', 'FETCH'))
);
COMMENT ON TABLE settlement.delivery_attempt IS 'The log of deliveries of message 3; written once';
COMMENT ON COLUMN settlement.delivery_attempt.attempt_id IS 'In the order of the attempts, nearly';
COMMENT ON COLUMN settlement.delivery_attempt.settlement_id IS 'The delivery';
COMMENT ON COLUMN settlement.delivery_attempt.cause IS 'COMPLETION at once, SCHEDULE when due again, RESEND by an operator, RECEIPT and FETCH by the store itself';
COMMENT ON COLUMN settlement.delivery_attempt.outcome IS 'What it met';
COMMENT ON COLUMN settlement.delivery_attempt.acknowledged IS 'Whether the store has it since';
COMMENT ON COLUMN settlement.delivery_attempt.attempted_at IS 'When';
COMMENT ON INDEX settlement.delivery_attempt_pk IS 'An attempt by its number';
CREATE INDEX delivery_attempt_of_settlement ON settlement.delivery_attempt (settlement_id, attempt_id);
COMMENT ON INDEX settlement.delivery_attempt_of_settlement IS 'The attempts of a delivery, in order';

GRANT SELECT, INSERT ON
  settlement.discrepancy,
  settlement.decision,
  settlement.cancellation,
  settlement.credit,
  settlement.refund,
  settlement.late_proof,
  settlement.delivery_attempt
TO fiveseal_app;
GRANT UPDATE (approved_by, approved_at) ON settlement.decision TO fiveseal_app;
GRANT UPDATE (done_minor, state) ON settlement.credit TO fiveseal_app;
GRANT UPDATE (pending_key_version, block_due, moved_minor, life, successor, release_decision_id) ON settlement.card TO fiveseal_app;
GRANT UPDATE (cancelled_at, wanted_elsewhere) ON settlement.settlement TO fiveseal_app;
GRANT UPDATE (decision_id) ON settlement.command TO fiveseal_app;
GRANT USAGE ON SEQUENCE settlement.delivery_attempt_seq TO fiveseal_app;
