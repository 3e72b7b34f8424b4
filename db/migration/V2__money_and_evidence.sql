-- Cards, settlements, value updates, the commands to cards, the ledger and the evidence.
--
-- Money and evidence (account, transfer, evidence, settlement_line) are written once; the rows of
-- "State:" tables change in the named columns only.

CREATE TABLE settlement.card (
  card_number      text        NOT NULL,
  currency         text        NOT NULL,
  key_version      integer     NOT NULL,
  next_counter     bigint      NOT NULL,
  balance_minor    bigint      NOT NULL,
  blocked          boolean     NOT NULL,
  stopped_because  text,
  balance_limit    bigint      NOT NULL,
  amount_limit     bigint      NOT NULL,
  issued_at        timestamptz NOT NULL,
  CONSTRAINT card_pk PRIMARY KEY (card_number),
  CONSTRAINT card_number_is_well_formed CHECK (card_number ~ '^[0-9]{16}$'),
  CONSTRAINT card_currency_is_alphabetic CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT card_key_version_in_range CHECK (key_version BETWEEN 1 AND 255),
  CONSTRAINT card_next_counter_in_range CHECK (next_counter BETWEEN 1 AND 2147483647),
  CONSTRAINT card_balance_in_range CHECK (balance_minor BETWEEN 0 AND 2147483647),
  CONSTRAINT card_limits_in_range CHECK (balance_limit BETWEEN 0 AND 2147483647 AND amount_limit BETWEEN 0 AND 2147483647),
  CONSTRAINT card_stop_reason_known CHECK (stopped_because IN ('GAP', 'MISMATCH', 'CLONE'))
);
COMMENT ON TABLE settlement.card IS 'State: a card as its own authenticated answers have shown it';
COMMENT ON COLUMN settlement.card.card_number IS '16 digits with a Luhn check digit';
COMMENT ON COLUMN settlement.card.currency IS 'The one currency of the purse, ISO 4217 alphabetic';
COMMENT ON COLUMN settlement.card.key_version IS 'Version of the card key that the card last proved';
COMMENT ON COLUMN settlement.card.next_counter IS 'The lowest counter whose outcome is not known: the card''s next, unless in doubt';
COMMENT ON COLUMN settlement.card.balance_minor IS 'Balance after the last accepted answer, minor units; equals the card''s ledger account';
COMMENT ON COLUMN settlement.card.blocked IS 'Whether the last accepted answer left the card blocked';
COMMENT ON COLUMN settlement.card.stopped_because IS 'GAP: ahead of all that was issued; MISMATCH: an authentic answer contradicts its command; CLONE: two answers for one counter';
COMMENT ON COLUMN settlement.card.balance_limit IS 'The card''s balance limit, minor units';
COMMENT ON COLUMN settlement.card.amount_limit IS 'The card''s limit for one debit or credit, minor units';
COMMENT ON COLUMN settlement.card.issued_at IS 'When the card was personalized';
COMMENT ON INDEX settlement.card_pk IS 'A card by its number; its row lock orders all that happens to it';

CREATE TABLE settlement.settlement (
  settlement_id text        NOT NULL,
  store_id      text        NOT NULL,
  request_id    text        NOT NULL,
  state         text        NOT NULL,
  amount_minor  bigint      NOT NULL,
  currency      text        NOT NULL,
  card_number   text,
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  completed_at  timestamptz,
  CONSTRAINT settlement_pk PRIMARY KEY (settlement_id),
  CONSTRAINT settlement_once_per_request UNIQUE (store_id, request_id),
  CONSTRAINT settlement_id_is_a_uuid CHECK (settlement_id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'),
  CONSTRAINT settlement_of_a_store FOREIGN KEY (store_id) REFERENCES settlement.store (store_id),
  CONSTRAINT settlement_by_a_card FOREIGN KEY (card_number) REFERENCES settlement.card (card_number),
  CONSTRAINT settlement_state_known CHECK (state IN ('REQUESTED', 'ISSUED', 'COMPLETED', 'RECEIPTED', 'DECLINED', 'IN_DOUBT', 'EXPIRED', 'CANCELLED', 'REVERSED')),
  CONSTRAINT settlement_amount_in_range CHECK (amount_minor BETWEEN 1 AND 2147483647),
  CONSTRAINT settlement_currency_is_alphabetic CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT settlement_completed_with_time CHECK ((state IN ('COMPLETED', 'RECEIPTED')) = (completed_at IS NOT NULL))
);
COMMENT ON TABLE settlement.settlement IS 'State: a payment that a store has asked for, from message 1 to message 4';
COMMENT ON COLUMN settlement.settlement.settlement_id IS 'UUIDv7; knowing it lets a client device see and pay it';
COMMENT ON COLUMN settlement.settlement.store_id IS 'iss of message 1';
COMMENT ON COLUMN settlement.settlement.request_id IS 'requestId of message 1';
COMMENT ON COLUMN settlement.settlement.state IS 'Where it stands, as last written; past expires_at REQUESTED means EXPIRED and ISSUED means IN_DOUBT';
COMMENT ON COLUMN settlement.settlement.amount_minor IS 'Amount of message 1, minor units';
COMMENT ON COLUMN settlement.settlement.currency IS 'Currency of message 1, ISO 4217 alphabetic';
COMMENT ON COLUMN settlement.settlement.card_number IS 'The card of its open commands, or the card that paid';
COMMENT ON COLUMN settlement.settlement.created_at IS 'First receipt of message 1';
COMMENT ON COLUMN settlement.settlement.expires_at IS 'exp of message 1';
COMMENT ON COLUMN settlement.settlement.completed_at IS 'When the card''s answer proved the debit';
COMMENT ON INDEX settlement.settlement_pk IS 'A settlement by its id';
COMMENT ON INDEX settlement.settlement_once_per_request IS 'One settlement for one request: replays find it';
CREATE INDEX settlement_newest_of_store ON settlement.settlement (store_id, settlement_id DESC);
COMMENT ON INDEX settlement.settlement_newest_of_store IS 'A store''s settlements, newest first, by keyset';

CREATE TABLE settlement.settlement_line (
  settlement_id text    NOT NULL,
  line_no       integer NOT NULL,
  store_id      text    NOT NULL,
  amount_minor  bigint  NOT NULL,
  description   text    NOT NULL,
  order_ref     text    NOT NULL,
  CONSTRAINT settlement_line_pk PRIMARY KEY (settlement_id, line_no),
  CONSTRAINT settlement_line_of_a_settlement FOREIGN KEY (settlement_id) REFERENCES settlement.settlement (settlement_id),
  CONSTRAINT settlement_line_of_a_store FOREIGN KEY (store_id) REFERENCES settlement.store (store_id),
  CONSTRAINT settlement_line_no_in_range CHECK (line_no BETWEEN 1 AND 100),
  CONSTRAINT settlement_line_amount_in_range CHECK (amount_minor BETWEEN 1 AND 2147483647)
);
COMMENT ON TABLE settlement.settlement_line IS 'The lines of message 1: what each store or lower store sells';
COMMENT ON COLUMN settlement.settlement_line.settlement_id IS 'The settlement';
COMMENT ON COLUMN settlement.settlement_line.line_no IS '1 … 100, in the order of message 1';
COMMENT ON COLUMN settlement.settlement_line.store_id IS 'The store or lower store that sells';
COMMENT ON COLUMN settlement.settlement_line.amount_minor IS 'Minor units';
COMMENT ON COLUMN settlement.settlement_line.description IS 'The store''s words';
COMMENT ON COLUMN settlement.settlement_line.order_ref IS 'The store''s own reference';
COMMENT ON INDEX settlement.settlement_line_pk IS 'The lines of a settlement in their order';

CREATE TABLE settlement.value_update (
  update_id      text        NOT NULL,
  kind           text        NOT NULL,
  state          text        NOT NULL,
  card_number    text        NOT NULL,
  amount_minor   bigint,
  currency       text        NOT NULL,
  voucher_digest bytea,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz,
  CONSTRAINT value_update_pk PRIMARY KEY (update_id),
  CONSTRAINT value_update_id_is_a_uuid CHECK (update_id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'),
  CONSTRAINT value_update_kind_known CHECK (kind IN ('LOAD', 'REFUND', 'VOID', 'LIMITS', 'REKEY', 'BLOCK', 'UNBLOCK')),
  CONSTRAINT value_update_state_known CHECK (state IN ('REQUESTED', 'ISSUED', 'DONE', 'DECLINED', 'IN_DOUBT', 'CANCELLED')),
  CONSTRAINT value_update_amount_with_value CHECK ((kind IN ('LOAD', 'REFUND')) = (amount_minor IS NOT NULL)),
  CONSTRAINT value_update_amount_in_range CHECK (amount_minor BETWEEN 1 AND 2147483647),
  CONSTRAINT value_update_load_expires CHECK ((kind = 'LOAD') = (expires_at IS NOT NULL)),
  CONSTRAINT value_update_load_is_funded CHECK ((kind = 'LOAD') = (voucher_digest IS NOT NULL))
);
COMMENT ON TABLE settlement.value_update IS 'State: a change of what a card holds, carried by message 5';
COMMENT ON COLUMN settlement.value_update.update_id IS 'UUID, lower case; a LOAD''s is made by the client device';
COMMENT ON COLUMN settlement.value_update.kind IS 'What the card shall do';
COMMENT ON COLUMN settlement.value_update.state IS 'Where it stands, as last written; a LOAD past expires_at is CANCELLED when REQUESTED, IN_DOUBT when ISSUED';
COMMENT ON COLUMN settlement.value_update.card_number IS 'For which card; no reference, so that a number can be asked for without telling whether it exists';
COMMENT ON COLUMN settlement.value_update.amount_minor IS 'Minor units, for LOAD and REFUND';
COMMENT ON COLUMN settlement.value_update.currency IS 'ISO 4217 alphabetic';
COMMENT ON COLUMN settlement.value_update.voucher_digest IS 'The voucher that funds a LOAD';
COMMENT ON COLUMN settlement.value_update.created_at IS 'First receipt of the request';
COMMENT ON COLUMN settlement.value_update.expires_at IS '24 hours later, for a LOAD';
COMMENT ON INDEX settlement.value_update_pk IS 'A value update by its id';

CREATE TABLE settlement.voucher (
  voucher_digest bytea       NOT NULL,
  amount_minor   bigint      NOT NULL,
  currency       text        NOT NULL,
  made_at        timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  update_id      text,
  CONSTRAINT voucher_pk PRIMARY KEY (voucher_digest),
  CONSTRAINT voucher_code_is_hashed CHECK (octet_length(voucher_digest) = 32),
  CONSTRAINT voucher_amount_in_range CHECK (amount_minor BETWEEN 1 AND 2147483647),
  CONSTRAINT voucher_currency_is_alphabetic CHECK (currency ~ '^[A-Z]{3}$')
);
COMMENT ON TABLE settlement.voucher IS 'State: paper that is worth one load; the codes themselves are not here';
COMMENT ON COLUMN settlement.voucher.voucher_digest IS 'SHA-256 of the code, which has at least 100 random bits';
COMMENT ON COLUMN settlement.voucher.amount_minor IS 'Minor units';
COMMENT ON COLUMN settlement.voucher.currency IS 'ISO 4217 alphabetic';
COMMENT ON COLUMN settlement.voucher.made_at IS 'When it was made';
COMMENT ON COLUMN settlement.voucher.expires_at IS 'From then on it funds nothing new';
COMMENT ON COLUMN settlement.voucher.update_id IS 'The load that has reserved or used it; empty again after a load that did not happen';
COMMENT ON INDEX settlement.voucher_pk IS 'A voucher by its code''s digest';

CREATE SEQUENCE settlement.command_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE settlement.command (
  command_id           bigint      NOT NULL,
  card_number          text        NOT NULL,
  counter              bigint      NOT NULL,
  challenge            bytea       NOT NULL,
  key_version          integer     NOT NULL,
  settlement_id        text,
  update_id            text,
  operation            text        NOT NULL,
  amount_minor         bigint      NOT NULL,
  transaction_id       bytea       NOT NULL,
  balance_before_minor bigint      NOT NULL,
  ciphertext           bytea       NOT NULL,
  evidence_id          bigint      NOT NULL,
  state                text        NOT NULL,
  result               integer,
  answer               bytea,
  issued_at            timestamptz NOT NULL,
  closed_at            timestamptz,
  CONSTRAINT command_pk PRIMARY KEY (command_id),
  CONSTRAINT command_to_a_card FOREIGN KEY (card_number) REFERENCES settlement.card (card_number),
  CONSTRAINT command_for_a_settlement FOREIGN KEY (settlement_id) REFERENCES settlement.settlement (settlement_id),
  CONSTRAINT command_for_an_update FOREIGN KEY (update_id) REFERENCES settlement.value_update (update_id),
  CONSTRAINT command_for_one_of_them CHECK ((settlement_id IS NULL) <> (update_id IS NULL)),
  CONSTRAINT command_challenge_used_once UNIQUE (card_number, counter, challenge),
  CONSTRAINT command_counter_in_range CHECK (counter BETWEEN 1 AND 2147483646),
  CONSTRAINT command_challenge_has_8_bytes CHECK (octet_length(challenge) = 8),
  CONSTRAINT command_ciphertext_has_64_bytes CHECK (octet_length(ciphertext) = 64),
  CONSTRAINT command_answer_has_64_bytes CHECK (octet_length(answer) = 64),
  CONSTRAINT command_operation_known CHECK (operation IN ('DEBIT', 'CREDIT', 'VOID', 'REKEY', 'BLOCK', 'UNBLOCK', 'LIMITS')),
  CONSTRAINT command_state_known CHECK (state IN ('OPEN', 'DONE', 'DECLINED', 'VOID')),
  CONSTRAINT command_answered_when_executed CHECK ((state IN ('DONE', 'DECLINED')) = (answer IS NOT NULL AND result IS NOT NULL)),
  CONSTRAINT command_closed_with_time CHECK ((state = 'OPEN') = (closed_at IS NULL)),
  CONSTRAINT command_result_fits_state CHECK (result IS NULL OR (result = 0) = (state = 'DONE'))
);
COMMENT ON TABLE settlement.command IS 'State: every command that left for a card; OPEN until the card''s own answer decides';
COMMENT ON COLUMN settlement.command.command_id IS 'In the order of issue, nearly';
COMMENT ON COLUMN settlement.command.card_number IS 'The card it is encrypted for';
COMMENT ON COLUMN settlement.command.counter IS 'The card''s counter that it consumes, executed or declined';
COMMENT ON COLUMN settlement.command.challenge IS 'The card''s challenge that it answers, 8 bytes';
COMMENT ON COLUMN settlement.command.key_version IS 'Version of the card key under which it and its answer stand';
COMMENT ON COLUMN settlement.command.settlement_id IS 'The settlement of a debit';
COMMENT ON COLUMN settlement.command.update_id IS 'The value update of everything else';
COMMENT ON COLUMN settlement.command.operation IS 'What the card shall do';
COMMENT ON COLUMN settlement.command.amount_minor IS 'Minor units; 0 where the operation has none';
COMMENT ON COLUMN settlement.command.transaction_id IS '16 bytes, from the settlement''s or update''s id';
COMMENT ON COLUMN settlement.command.balance_before_minor IS 'The card''s ledger balance when it was issued, which the answer must name';
COMMENT ON COLUMN settlement.command.ciphertext IS 'The 64 bytes of EXECUTE';
COMMENT ON COLUMN settlement.command.evidence_id IS 'Message 2 or 5 that carries it';
COMMENT ON COLUMN settlement.command.state IS 'DONE or DECLINED by the card''s answer, VOID when another command consumed the counter';
COMMENT ON COLUMN settlement.command.result IS 'The card''s result, 0 done, else why it declined';
COMMENT ON COLUMN settlement.command.answer IS 'The card''s answer, 64 bytes';
COMMENT ON COLUMN settlement.command.issued_at IS 'When it was issued';
COMMENT ON COLUMN settlement.command.closed_at IS 'When it was decided';
COMMENT ON INDEX settlement.command_pk IS 'A command by its number';
COMMENT ON INDEX settlement.command_challenge_used_once IS 'All commands of a card''s counter; a challenge serves one of them';
CREATE UNIQUE INDEX command_one_winner_per_counter ON settlement.command (card_number, counter) WHERE state IN ('DONE', 'DECLINED');
COMMENT ON INDEX settlement.command_one_winner_per_counter IS 'At most one command of a counter is executed or declined';
CREATE INDEX command_by_settlement ON settlement.command (settlement_id) WHERE settlement_id IS NOT NULL;
COMMENT ON INDEX settlement.command_by_settlement IS 'The commands of a settlement';
CREATE INDEX command_by_update ON settlement.command (update_id) WHERE update_id IS NOT NULL;
COMMENT ON INDEX settlement.command_by_update IS 'The commands of a value update';

CREATE SEQUENCE settlement.account_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE settlement.account (
  account_id bigint      NOT NULL,
  kind       text        NOT NULL,
  owner      text        NOT NULL,
  currency   text        NOT NULL,
  opened_at  timestamptz NOT NULL,
  CONSTRAINT account_pk PRIMARY KEY (account_id),
  CONSTRAINT account_once UNIQUE (kind, owner, currency),
  CONSTRAINT account_kind_known CHECK (kind IN ('CARD', 'STORE', 'MALL_COMMISSION', 'OPERATOR_FEE', 'FUNDING', 'LOAD_IN_TRANSIT', 'REFUND_IN_TRANSIT', 'BANK', 'DISCREPANCIES')),
  CONSTRAINT account_currency_is_alphabetic CHECK (currency ~ '^[A-Z]{3}$')
);
COMMENT ON TABLE settlement.account IS 'The ledger''s accounts; balances are sums over transfers';
COMMENT ON COLUMN settlement.account.account_id IS 'Number of the account';
COMMENT ON COLUMN settlement.account.kind IS 'What the account is for';
COMMENT ON COLUMN settlement.account.owner IS 'Card number, store id or mall id; the operator''s own accounts say operator';
COMMENT ON COLUMN settlement.account.currency IS 'ISO 4217 alphabetic';
COMMENT ON COLUMN settlement.account.opened_at IS 'When it was first needed';
COMMENT ON INDEX settlement.account_pk IS 'An account by its number';
COMMENT ON INDEX settlement.account_once IS 'The account of an owner';

CREATE SEQUENCE settlement.transfer_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE settlement.transfer (
  transfer_id       bigint      NOT NULL,
  debit_account_id  bigint      NOT NULL,
  credit_account_id bigint      NOT NULL,
  amount_minor      bigint      NOT NULL,
  currency          text        NOT NULL,
  kind              text        NOT NULL,
  settlement_id     text,
  update_id         text,
  line_no           integer     NOT NULL,
  posted_at         timestamptz NOT NULL,
  CONSTRAINT transfer_pk PRIMARY KEY (transfer_id),
  CONSTRAINT transfer_from_an_account FOREIGN KEY (debit_account_id) REFERENCES settlement.account (account_id),
  CONSTRAINT transfer_to_an_account FOREIGN KEY (credit_account_id) REFERENCES settlement.account (account_id),
  CONSTRAINT transfer_between_two_accounts CHECK (debit_account_id <> credit_account_id),
  CONSTRAINT transfer_amount_positive CHECK (amount_minor > 0),
  CONSTRAINT transfer_currency_is_alphabetic CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT transfer_kind_known CHECK (kind IN ('PAYMENT', 'COMMISSION', 'FEE', 'LOAD_FUNDED', 'LOAD_DONE', 'LOAD_RETURNED')),
  CONSTRAINT transfer_for_one_of_them CHECK ((settlement_id IS NULL) <> (update_id IS NULL)),
  CONSTRAINT transfer_of_a_settlement FOREIGN KEY (settlement_id) REFERENCES settlement.settlement (settlement_id),
  CONSTRAINT transfer_of_an_update FOREIGN KEY (update_id) REFERENCES settlement.value_update (update_id)
);
COMMENT ON TABLE settlement.transfer IS 'Double entry: each row takes an amount from one account and gives it to another; written once, never changed';
COMMENT ON COLUMN settlement.transfer.transfer_id IS 'Number of the transfer';
COMMENT ON COLUMN settlement.transfer.debit_account_id IS 'From where';
COMMENT ON COLUMN settlement.transfer.credit_account_id IS 'To where';
COMMENT ON COLUMN settlement.transfer.amount_minor IS 'Minor units';
COMMENT ON COLUMN settlement.transfer.currency IS 'ISO 4217 alphabetic';
COMMENT ON COLUMN settlement.transfer.kind IS 'Why';
COMMENT ON COLUMN settlement.transfer.settlement_id IS 'For which settlement';
COMMENT ON COLUMN settlement.transfer.update_id IS 'For which value update';
COMMENT ON COLUMN settlement.transfer.line_no IS 'For which line of the settlement; 0 where there are none';
COMMENT ON COLUMN settlement.transfer.posted_at IS 'When it was posted';
COMMENT ON INDEX settlement.transfer_pk IS 'A transfer by its number';
CREATE UNIQUE INDEX transfer_once_per_settlement_line ON settlement.transfer (settlement_id, kind, line_no) WHERE settlement_id IS NOT NULL;
COMMENT ON INDEX settlement.transfer_once_per_settlement_line IS 'A settlement posts each of its transfers once';
CREATE UNIQUE INDEX transfer_once_per_update ON settlement.transfer (update_id, kind) WHERE update_id IS NOT NULL;
COMMENT ON INDEX settlement.transfer_once_per_update IS 'A value update posts each of its transfers once';
CREATE INDEX transfer_by_debit_account ON settlement.transfer (debit_account_id, transfer_id);
COMMENT ON INDEX settlement.transfer_by_debit_account IS 'What left an account, in order';
CREATE INDEX transfer_by_credit_account ON settlement.transfer (credit_account_id, transfer_id);
COMMENT ON INDEX settlement.transfer_by_credit_account IS 'What came to an account, in order';

CREATE SEQUENCE settlement.evidence_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE settlement.evidence (
  evidence_id bigint      NOT NULL,
  received_at timestamptz NOT NULL,
  subject_id  text        NOT NULL,
  seal        integer     NOT NULL,
  compact     text        NOT NULL,
  CONSTRAINT evidence_pk PRIMARY KEY (evidence_id, received_at),
  CONSTRAINT evidence_seal_known CHECK (seal BETWEEN 1 AND 5),
  CONSTRAINT evidence_is_compact CHECK (compact ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
) PARTITION BY RANGE (received_at);
COMMENT ON TABLE settlement.evidence IS 'Every signed message as it was received or sent, the exact compact JWS; apart from state, by month';
COMMENT ON COLUMN settlement.evidence.evidence_id IS 'Number of the message';
COMMENT ON COLUMN settlement.evidence.received_at IS 'First receipt, or when it was made';
COMMENT ON COLUMN settlement.evidence.subject_id IS 'The settlement or value update';
COMMENT ON COLUMN settlement.evidence.seal IS 'Number of the message and its seal, 1 … 5';
COMMENT ON COLUMN settlement.evidence.compact IS 'JWS compact serialization (RFC 7515)';
COMMENT ON INDEX settlement.evidence_pk IS 'A message by its number';
CREATE INDEX evidence_by_subject ON settlement.evidence (subject_id, seal);
COMMENT ON INDEX settlement.evidence_by_subject IS 'The messages of a settlement or value update';
CREATE TABLE settlement.evidence_default PARTITION OF settlement.evidence DEFAULT;
COMMENT ON TABLE settlement.evidence_default IS 'Messages of months that have no partition of their own yet';
COMMENT ON COLUMN settlement.evidence_default.evidence_id IS 'As in evidence';
COMMENT ON COLUMN settlement.evidence_default.received_at IS 'As in evidence';
COMMENT ON COLUMN settlement.evidence_default.subject_id IS 'As in evidence';
COMMENT ON COLUMN settlement.evidence_default.seal IS 'As in evidence';
COMMENT ON COLUMN settlement.evidence_default.compact IS 'As in evidence';
COMMENT ON INDEX settlement.evidence_default_pkey IS 'As evidence_pk';
COMMENT ON INDEX settlement.evidence_default_subject_id_seal_idx IS 'As evidence_by_subject';

CREATE TABLE settlement.delivery (
  settlement_id   text        NOT NULL,
  store_id        text        NOT NULL,
  attempts        integer     NOT NULL,
  next_attempt_at timestamptz,
  acknowledged_at timestamptz,
  last_outcome    text        NOT NULL,
  CONSTRAINT delivery_pk PRIMARY KEY (settlement_id),
  CONSTRAINT delivery_of_a_settlement FOREIGN KEY (settlement_id) REFERENCES settlement.settlement (settlement_id),
  CONSTRAINT delivery_attempts_counted CHECK (attempts >= 0),
  CONSTRAINT delivery_due_until_acknowledged CHECK ((next_attempt_at IS NULL) = (acknowledged_at IS NOT NULL))
);
COMMENT ON TABLE settlement.delivery IS 'State: the delivery of message 3 to its store, written with the completion itself';
COMMENT ON COLUMN settlement.delivery.settlement_id IS 'The completed settlement';
COMMENT ON COLUMN settlement.delivery.store_id IS 'To which store';
COMMENT ON COLUMN settlement.delivery.attempts IS 'How often it was tried';
COMMENT ON COLUMN settlement.delivery.next_attempt_at IS 'When it is tried next';
COMMENT ON COLUMN settlement.delivery.acknowledged_at IS 'When the store had it: a 2xx, or its receipt';
COMMENT ON COLUMN settlement.delivery.last_outcome IS 'What the last attempt met';
COMMENT ON INDEX settlement.delivery_pk IS 'The delivery of a settlement';
CREATE INDEX delivery_due ON settlement.delivery (next_attempt_at) WHERE acknowledged_at IS NULL;
COMMENT ON INDEX settlement.delivery_due IS 'What is to be delivered, longest due first';

GRANT SELECT, INSERT ON
  settlement.card,
  settlement.settlement,
  settlement.settlement_line,
  settlement.value_update,
  settlement.voucher,
  settlement.command,
  settlement.account,
  settlement.transfer,
  settlement.evidence,
  settlement.delivery
TO fiveseal_app;
GRANT UPDATE (key_version, next_counter, balance_minor, blocked, stopped_because, balance_limit, amount_limit) ON settlement.card TO fiveseal_app;
GRANT UPDATE (state, card_number, completed_at) ON settlement.settlement TO fiveseal_app;
GRANT UPDATE (state) ON settlement.value_update TO fiveseal_app;
GRANT UPDATE (update_id) ON settlement.voucher TO fiveseal_app;
GRANT UPDATE (state, result, answer, closed_at) ON settlement.command TO fiveseal_app;
GRANT UPDATE (attempts, next_attempt_at, acknowledged_at, last_outcome) ON settlement.delivery TO fiveseal_app;
GRANT USAGE ON SEQUENCE settlement.command_seq, settlement.account_seq, settlement.transfer_seq, settlement.evidence_seq TO fiveseal_app;
