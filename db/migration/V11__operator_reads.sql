-- What operators read: cards by their last digits and their history, balances without the whole
-- ledger, what waits for a second operator, keys that end soon.

-- Balances are the newest snapshot and what was posted since. Numbers of transfers are not in the
-- order of commits, since nodes take them from the sequence by fifties; so every transfer bears the
-- number of the database transaction that wrote it, and snapshots end at a number below which no
-- transaction is under way any more (pg_snapshot_xmin).
CREATE FUNCTION settlement.posting_transaction(transfer_id bigint) RETURNS bigint
  LANGUAGE sql IMMUTABLE
  RETURN CAST(CAST(pg_current_xact_id() AS text) AS bigint);
COMMENT ON FUNCTION settlement.posting_transaction(bigint) IS 'The number of the transaction that writes now. Declared immutable, which PostgreSQL demands of generated columns, and called for nothing but the one below: its value is stored with the row and never computed again; a dump does not contain it, so that rows restored into another server bear that server''s numbers';

ALTER TABLE settlement.transfer
  ADD COLUMN posted_in bigint NOT NULL GENERATED ALWAYS AS (settlement.posting_transaction(transfer_id)) STORED;
COMMENT ON COLUMN settlement.transfer.posted_in IS 'The database transaction that posted it: what snapshots and statements are ordered by';
CREATE INDEX transfer_by_posting ON settlement.transfer (posted_in);
COMMENT ON INDEX settlement.transfer_by_posting IS 'What was posted since a snapshot';
CREATE INDEX transfer_of_debit_account ON settlement.transfer (debit_account_id, posted_in, transfer_id);
COMMENT ON INDEX settlement.transfer_of_debit_account IS 'What left an account, in the order of its statement';
CREATE INDEX transfer_of_credit_account ON settlement.transfer (credit_account_id, posted_in, transfer_id);
COMMENT ON INDEX settlement.transfer_of_credit_account IS 'What came to an account, in the order of its statement';
DROP INDEX settlement.transfer_by_debit_account;
DROP INDEX settlement.transfer_by_credit_account;

CREATE TABLE settlement.ledger_roll_up (
  cluster_id bigint      NOT NULL,
  horizon    bigint      NOT NULL,
  transfers  bigint      NOT NULL,
  made_at    timestamptz NOT NULL,
  CONSTRAINT ledger_roll_up_pk PRIMARY KEY (cluster_id, horizon),
  CONSTRAINT ledger_roll_up_of_some_transfers CHECK (transfers > 0)
);
COMMENT ON TABLE settlement.ledger_roll_up IS 'When balances were rolled up, and how far; written once';
COMMENT ON COLUMN settlement.ledger_roll_up.cluster_id IS 'The database server whose transactions are counted (pg_control_system); in another one snapshots begin anew';
COMMENT ON COLUMN settlement.ledger_roll_up.horizon IS 'Contained is every transfer with a smaller posted_in';
COMMENT ON COLUMN settlement.ledger_roll_up.transfers IS 'How many transfers came to the roll-up before';
COMMENT ON COLUMN settlement.ledger_roll_up.made_at IS 'When it was made';
COMMENT ON INDEX settlement.ledger_roll_up_pk IS 'The newest roll-up';

CREATE TABLE settlement.kind_balance_snapshot (
  cluster_id     bigint NOT NULL,
  horizon        bigint NOT NULL,
  kind           text   NOT NULL,
  currency       text   NOT NULL,
  debited_minor  bigint NOT NULL,
  credited_minor bigint NOT NULL,
  CONSTRAINT kind_balance_snapshot_pk PRIMARY KEY (cluster_id, horizon, kind, currency),
  CONSTRAINT kind_balance_snapshot_of_a_roll_up FOREIGN KEY (cluster_id, horizon) REFERENCES settlement.ledger_roll_up (cluster_id, horizon),
  CONSTRAINT kind_balance_snapshot_not_negative CHECK (debited_minor >= 0 AND credited_minor >= 0)
);
COMMENT ON TABLE settlement.kind_balance_snapshot IS 'What all accounts of one kind had at a roll-up; written once';
COMMENT ON COLUMN settlement.kind_balance_snapshot.cluster_id IS 'As in ledger_roll_up';
COMMENT ON COLUMN settlement.kind_balance_snapshot.horizon IS 'As in ledger_roll_up';
COMMENT ON COLUMN settlement.kind_balance_snapshot.kind IS 'As in account';
COMMENT ON COLUMN settlement.kind_balance_snapshot.currency IS 'ISO 4217 alphabetic';
COMMENT ON COLUMN settlement.kind_balance_snapshot.debited_minor IS 'All that ever left these accounts, minor units';
COMMENT ON COLUMN settlement.kind_balance_snapshot.credited_minor IS 'All that ever came to these accounts, minor units';
COMMENT ON INDEX settlement.kind_balance_snapshot_pk IS 'The balances at a roll-up';

CREATE TABLE settlement.account_balance_snapshot (
  cluster_id     bigint NOT NULL,
  account_id     bigint NOT NULL,
  horizon        bigint NOT NULL,
  debited_minor  bigint NOT NULL,
  credited_minor bigint NOT NULL,
  CONSTRAINT account_balance_snapshot_pk PRIMARY KEY (cluster_id, account_id, horizon),
  CONSTRAINT account_balance_snapshot_of_an_account FOREIGN KEY (account_id) REFERENCES settlement.account (account_id),
  CONSTRAINT account_balance_snapshot_of_a_roll_up FOREIGN KEY (cluster_id, horizon) REFERENCES settlement.ledger_roll_up (cluster_id, horizon),
  CONSTRAINT account_balance_snapshot_not_negative CHECK (debited_minor >= 0 AND credited_minor >= 0)
);
COMMENT ON TABLE settlement.account_balance_snapshot IS 'What an account had at a roll-up, one for about every hundred of its transfers; written once';
COMMENT ON COLUMN settlement.account_balance_snapshot.cluster_id IS 'As in ledger_roll_up';
COMMENT ON COLUMN settlement.account_balance_snapshot.account_id IS 'The account';
COMMENT ON COLUMN settlement.account_balance_snapshot.horizon IS 'As in ledger_roll_up';
COMMENT ON COLUMN settlement.account_balance_snapshot.debited_minor IS 'All that had left the account, minor units';
COMMENT ON COLUMN settlement.account_balance_snapshot.credited_minor IS 'All that had come to the account, minor units';
COMMENT ON INDEX settlement.account_balance_snapshot_pk IS 'An account''s newest snapshot before some point';

CREATE TABLE settlement.card_reference (
  reference   text NOT NULL,
  card_number text NOT NULL,
  CONSTRAINT card_reference_pk PRIMARY KEY (reference),
  CONSTRAINT card_reference_once UNIQUE (card_number),
  CONSTRAINT card_reference_of_a_card FOREIGN KEY (card_number) REFERENCES settlement.card (card_number)
);
COMMENT ON TABLE settlement.card_reference IS 'Names for cards that may stand in addresses, where card numbers may not; made when a card is first shown, written once';
COMMENT ON COLUMN settlement.card_reference.reference IS 'A random UUID, which tells nothing about the number';
COMMENT ON COLUMN settlement.card_reference.card_number IS 'The card';
COMMENT ON INDEX settlement.card_reference_pk IS 'The card of a reference';
COMMENT ON INDEX settlement.card_reference_once IS 'The reference of a card';

CREATE INDEX card_by_last_four ON settlement.card (right(card_number, 4), card_number);
COMMENT ON INDEX settlement.card_by_last_four IS 'The cards whose numbers end so';
CREATE INDEX card_by_key_version ON settlement.card (key_version);
COMMENT ON INDEX settlement.card_by_key_version IS 'Which versions of the master key are in use, and the first thousand cards of each';
CREATE INDEX command_newest_of_card ON settlement.command (card_number, command_id);
COMMENT ON INDEX settlement.command_newest_of_card IS 'What happened to a card, newest first, by keyset';
CREATE INDEX decision_to_approve ON settlement.decision (decision_id) WHERE approved_by IS NULL;
COMMENT ON INDEX settlement.decision_to_approve IS 'The decisions that wait for a second operator, oldest first';
CREATE INDEX store_key_to_end ON settlement.store_key (not_after) WHERE superseded_at IS NULL AND revoked_at IS NULL;
COMMENT ON INDEX settlement.store_key_to_end IS 'The keys in use that end next';

GRANT SELECT, INSERT ON
  settlement.ledger_roll_up,
  settlement.kind_balance_snapshot,
  settlement.account_balance_snapshot,
  settlement.card_reference
TO fiveseal_app;
