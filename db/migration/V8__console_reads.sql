-- What the consoles of malls and lower stores read: indexes for their searches, the roll-up of what
-- happened by hour, and the mall's own records of what it gives back.
--
-- The roll-up never looks at the whole history: every settlement and refund bears the number of the
-- transaction that changed it last, so that what was changed between two commit horizons
-- (pg_snapshot_xmin) is found by an index, in whatever order it was committed and however late.

ALTER TABLE settlement.settlement ADD COLUMN changed_in xid8;
COMMENT ON COLUMN settlement.settlement.changed_in IS 'The transaction that wrote the state last, set by trigger settlement_state_changed; tells the roll-up which hours to count again';
ALTER TABLE settlement.refund ADD COLUMN changed_in xid8;
COMMENT ON COLUMN settlement.refund.changed_in IS 'The transaction that accepted it, set by trigger refund_accepted';

-- The body is a quoted string, not dollars, since the simulator reads these files too.
CREATE FUNCTION settlement.note_change() RETURNS trigger LANGUAGE plpgsql
  AS 'BEGIN NEW.changed_in := pg_current_xact_id(); RETURN NEW; END';
COMMENT ON FUNCTION settlement.note_change() IS 'Writes the number of the running transaction into changed_in';
CREATE TRIGGER settlement_state_changed BEFORE INSERT OR UPDATE OF state ON settlement.settlement
  FOR EACH ROW EXECUTE FUNCTION settlement.note_change();
COMMENT ON TRIGGER settlement_state_changed ON settlement.settlement IS 'Every change of state is seen by the next roll-up';
CREATE TRIGGER refund_accepted BEFORE INSERT ON settlement.refund
  FOR EACH ROW EXECUTE FUNCTION settlement.note_change();
COMMENT ON TRIGGER refund_accepted ON settlement.refund IS 'Every refund is seen by the next roll-up';
UPDATE settlement.settlement SET changed_in = pg_current_xact_id();
UPDATE settlement.refund SET changed_in = pg_current_xact_id();

CREATE INDEX settlement_changed ON settlement.settlement (changed_in);
COMMENT ON INDEX settlement.settlement_changed IS 'What changed between two commit horizons, for the roll-up';
CREATE INDEX refund_changed ON settlement.refund (changed_in);
COMMENT ON INDEX settlement.refund_changed IS 'The refunds accepted between two commit horizons, for the roll-up';
CREATE INDEX refund_by_time ON settlement.refund (received_at);
COMMENT ON INDEX settlement.refund_by_time IS 'The refunds of an hour, for the roll-up';
CREATE INDEX settlement_completed_of_store ON settlement.settlement (store_id, completed_at) WHERE completed_at IS NOT NULL;
COMMENT ON INDEX settlement.settlement_completed_of_store IS 'What was paid to a store in an hour, for the roll-up';

-- RECEIPTED is nearly everything and is found by settlement_newest_of_store.
CREATE INDEX settlement_by_state ON settlement.settlement (store_id, state, settlement_id DESC) WHERE state <> 'RECEIPTED';
COMMENT ON INDEX settlement.settlement_by_state IS 'A store''s settlements in one of the rarer states, newest first, by keyset';
CREATE INDEX settlement_line_of_store ON settlement.settlement_line (store_id, settlement_id DESC);
COMMENT ON INDEX settlement.settlement_line_of_store IS 'The settlements in which a lower store sells, newest first, by keyset';
CREATE INDEX settlement_line_by_order ON settlement.settlement_line (store_id, order_ref, settlement_id DESC);
COMMENT ON INDEX settlement.settlement_line_by_order IS 'The settlements of a store''s order reference, newest first';

CREATE TABLE settlement.activity_hour (
  mall_id          text        NOT NULL,
  seller           text        NOT NULL,
  hour_start       timestamptz NOT NULL,
  currency         text        NOT NULL,
  requested        bigint      NOT NULL,
  open             bigint      NOT NULL,
  in_doubt         bigint      NOT NULL,
  completed        bigint      NOT NULL,
  receipted        bigint      NOT NULL,
  declined         bigint      NOT NULL,
  expired          bigint      NOT NULL,
  cancelled        bigint      NOT NULL,
  reversed         bigint      NOT NULL,
  payments         bigint      NOT NULL,
  sales_minor      bigint      NOT NULL,
  commission_minor bigint      NOT NULL,
  fee_minor        bigint      NOT NULL,
  refunds          bigint      NOT NULL,
  refunded_minor   bigint      NOT NULL,
  CONSTRAINT activity_hour_pk PRIMARY KEY (mall_id, seller, hour_start, currency),
  CONSTRAINT activity_hour_of_a_store FOREIGN KEY (mall_id) REFERENCES settlement.store (store_id),
  CONSTRAINT activity_hour_begins_an_hour CHECK (date_trunc('hour', hour_start, 'UTC') = hour_start),
  CONSTRAINT activity_hour_currency_is_alphabetic CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT activity_hour_states_add_up CHECK (requested = open + in_doubt + completed + receipted + declined + expired + cancelled + reversed)
);
COMMENT ON TABLE settlement.activity_hour IS 'State: what happened in an hour to a mall or independent store and to each of its sellers; a roll-up that can be counted again from settlements, transfers and refunds at any time';
COMMENT ON COLUMN settlement.activity_hour.mall_id IS 'The store that asked for the settlements';
COMMENT ON COLUMN settlement.activity_hour.seller IS 'The store whose lines are counted; * for the settlements as a whole';
COMMENT ON COLUMN settlement.activity_hour.hour_start IS 'Begin of the hour, UTC';
COMMENT ON COLUMN settlement.activity_hour.currency IS 'ISO 4217 alphabetic';
COMMENT ON COLUMN settlement.activity_hour.requested IS 'How many settlements were requested in this hour, by the time in their id';
COMMENT ON COLUMN settlement.activity_hour.open IS 'Of those requested: REQUESTED or ISSUED now';
COMMENT ON COLUMN settlement.activity_hour.in_doubt IS 'Of those requested: IN_DOUBT now';
COMMENT ON COLUMN settlement.activity_hour.completed IS 'Of those requested: COMPLETED now, their receipt outstanding';
COMMENT ON COLUMN settlement.activity_hour.receipted IS 'Of those requested: RECEIPTED';
COMMENT ON COLUMN settlement.activity_hour.declined IS 'Of those requested: DECLINED';
COMMENT ON COLUMN settlement.activity_hour.expired IS 'Of those requested: EXPIRED';
COMMENT ON COLUMN settlement.activity_hour.cancelled IS 'Of those requested: CANCELLED';
COMMENT ON COLUMN settlement.activity_hour.reversed IS 'Of those requested: REVERSED';
COMMENT ON COLUMN settlement.activity_hour.payments IS 'How many settlements were paid in this hour, whenever they were requested';
COMMENT ON COLUMN settlement.activity_hour.sales_minor IS 'What cards paid in this hour, minor units';
COMMENT ON COLUMN settlement.activity_hour.commission_minor IS 'The mall''s part of it, minor units';
COMMENT ON COLUMN settlement.activity_hour.fee_minor IS 'The operator''s part of it, minor units';
COMMENT ON COLUMN settlement.activity_hour.refunds IS 'How many refunds were accepted in this hour';
COMMENT ON COLUMN settlement.activity_hour.refunded_minor IS 'What they give back, minor units';
COMMENT ON INDEX settlement.activity_hour_pk IS 'The hours of a seller in order; all sellers of a mall';

CREATE TABLE settlement.roll_up (
  roll_up_name text        NOT NULL,
  horizon      xid8        NOT NULL,
  rolled_at    timestamptz NOT NULL,
  CONSTRAINT roll_up_pk PRIMARY KEY (roll_up_name)
);
COMMENT ON TABLE settlement.roll_up IS 'State: how far each roll-up has come';
COMMENT ON COLUMN settlement.roll_up.roll_up_name IS 'Which roll-up';
COMMENT ON COLUMN settlement.roll_up.horizon IS 'Every change by an earlier transaction is counted';
COMMENT ON COLUMN settlement.roll_up.rolled_at IS 'When it was counted last';
COMMENT ON INDEX settlement.roll_up_pk IS 'A roll-up by its name';
INSERT INTO settlement.roll_up (roll_up_name, horizon, rolled_at) VALUES ('activity', '0', '2000-01-01T00:00:00Z');

GRANT SELECT, INSERT ON settlement.activity_hour TO fiveseal_app;
GRANT UPDATE (requested, open, in_doubt, completed, receipted, declined, expired, cancelled, reversed, payments, sales_minor, commission_minor, fee_minor, refunds, refunded_minor) ON settlement.activity_hour TO fiveseal_app;
GRANT SELECT ON settlement.roll_up TO fiveseal_app;
GRANT UPDATE (horizon, rolled_at) ON settlement.roll_up TO fiveseal_app;

-- The mall's side. What it signs to take something back is kept before it is sent; what the manager
-- refused is marked as dropped, never removed, and may be signed again under the same id.

CREATE TABLE shop.reversal_made (
  kind        text        NOT NULL,
  reversal_id text        NOT NULL,
  attempt     integer     NOT NULL,
  subject_id  text        NOT NULL,
  message     text        NOT NULL,
  made_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT reversal_made_pk PRIMARY KEY (kind, reversal_id, attempt),
  CONSTRAINT reversal_made_kind_known CHECK (kind IN ('CANCEL', 'REFUND')),
  CONSTRAINT reversal_made_attempt_counted CHECK (attempt >= 1),
  CONSTRAINT reversal_made_message_is_compact CHECK (message ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
COMMENT ON TABLE shop.reversal_made IS 'Cancellations and refunds that the mall signed, kept before they are sent, so that a retry sends the same bytes';
COMMENT ON COLUMN shop.reversal_made.kind IS 'CANCEL or REFUND';
COMMENT ON COLUMN shop.reversal_made.reversal_id IS 'requestId of a cancellation, refundId of a refund';
COMMENT ON COLUMN shop.reversal_made.attempt IS '1, or one more than the attempt that was dropped';
COMMENT ON COLUMN shop.reversal_made.subject_id IS 'What is taken back: the request or the settlement';
COMMENT ON COLUMN shop.reversal_made.message IS 'The signed message, the exact compact JWS';
COMMENT ON COLUMN shop.reversal_made.made_at IS 'When it was signed and kept';
COMMENT ON INDEX shop.reversal_made_pk IS 'What is kept under an id';
CREATE INDEX reversal_made_of_subject ON shop.reversal_made (subject_id, kind);
COMMENT ON INDEX shop.reversal_made_of_subject IS 'The refunds of a settlement, whether they have arrived or not';

CREATE TABLE shop.reversal_dropped (
  kind        text        NOT NULL,
  reversal_id text        NOT NULL,
  attempt     integer     NOT NULL,
  dropped_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT reversal_dropped_pk PRIMARY KEY (kind, reversal_id, attempt),
  CONSTRAINT reversal_dropped_was_made FOREIGN KEY (kind, reversal_id, attempt) REFERENCES shop.reversal_made (kind, reversal_id, attempt)
);
COMMENT ON TABLE shop.reversal_dropped IS 'Signed messages that the manager looked at and refused, and so never took';
COMMENT ON COLUMN shop.reversal_dropped.kind IS 'As in reversal_made';
COMMENT ON COLUMN shop.reversal_dropped.reversal_id IS 'As in reversal_made';
COMMENT ON COLUMN shop.reversal_dropped.attempt IS 'As in reversal_made';
COMMENT ON COLUMN shop.reversal_dropped.dropped_at IS 'When it was refused';
COMMENT ON INDEX shop.reversal_dropped_pk IS 'Whether a kept message still counts';

CREATE TABLE shop.refund_asked (
  refund_id     text        NOT NULL,
  settlement_id text        NOT NULL,
  line_no       integer     NOT NULL,
  store_id      text        NOT NULL,
  amount_minor  bigint      NOT NULL,
  currency      text        NOT NULL,
  reason        text        NOT NULL,
  note          text        NOT NULL,
  asked_by      text        NOT NULL,
  asked_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT refund_asked_pk PRIMARY KEY (refund_id),
  CONSTRAINT refund_asked_id_is_a_store_id CHECK (refund_id ~ '^[A-Za-z0-9._-]{1,64}$'),
  CONSTRAINT refund_asked_line_in_range CHECK (line_no BETWEEN 1 AND 100),
  CONSTRAINT refund_asked_amount_in_range CHECK (amount_minor BETWEEN 1 AND 2147483647),
  CONSTRAINT refund_asked_reason_known CHECK (reason IN ('RETURNED', 'OUT_OF_STOCK', 'DEFECTIVE', 'MISTAKE', 'GOODWILL')),
  CONSTRAINT refund_asked_note_not_endless CHECK (char_length(note) <= 200)
);
COMMENT ON TABLE shop.refund_asked IS 'Refunds that somebody confirmed on the mall''s pages, kept before anything is signed: who, what for, which line';
COMMENT ON COLUMN shop.refund_asked.refund_id IS 'Made with the confirmation page, so that a double click asks for one refund';
COMMENT ON COLUMN shop.refund_asked.settlement_id IS 'What is given back';
COMMENT ON COLUMN shop.refund_asked.line_no IS 'Of which line of message 1';
COMMENT ON COLUMN shop.refund_asked.store_id IS 'The seller of the line';
COMMENT ON COLUMN shop.refund_asked.amount_minor IS 'Minor units';
COMMENT ON COLUMN shop.refund_asked.currency IS 'ISO 4217 alphabetic';
COMMENT ON COLUMN shop.refund_asked.reason IS 'Why: OUT_OF_STOCK is goods that were paid and cannot be delivered';
COMMENT ON COLUMN shop.refund_asked.note IS 'In their own words, may be empty';
COMMENT ON COLUMN shop.refund_asked.asked_by IS 'The login''s name';
COMMENT ON COLUMN shop.refund_asked.asked_at IS 'When it was confirmed';
COMMENT ON INDEX shop.refund_asked_pk IS 'A refund is asked for once';
CREATE INDEX refund_asked_of_settlement ON shop.refund_asked (settlement_id, asked_at);
COMMENT ON INDEX shop.refund_asked_of_settlement IS 'The refunds of a settlement with their reasons, in order';

CREATE INDEX refund_asked_by_time ON shop.refund_asked (asked_at);
COMMENT ON INDEX shop.refund_asked_by_time IS 'The refunds of the last days, of which some still have to be sent';

CREATE TABLE shop.refund_ended (
  refund_id text        NOT NULL,
  taken     boolean     NOT NULL,
  answer    text        NOT NULL,
  ended_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT refund_ended_pk PRIMARY KEY (refund_id),
  CONSTRAINT refund_ended_of_an_asked_one FOREIGN KEY (refund_id) REFERENCES shop.refund_asked (refund_id)
);
COMMENT ON TABLE shop.refund_ended IS 'What the manager said to refunds; the others are sent again';
COMMENT ON COLUMN shop.refund_ended.refund_id IS 'The refund';
COMMENT ON COLUMN shop.refund_ended.taken IS 'Whether the manager took it; where it stands is the manager''s word';
COMMENT ON COLUMN shop.refund_ended.answer IS 'The state it had then, or the code of the refusal';
COMMENT ON COLUMN shop.refund_ended.ended_at IS 'When the answer came';
COMMENT ON INDEX shop.refund_ended_pk IS 'Whether a refund still has to be sent';

GRANT SELECT, INSERT ON
  shop.reversal_made,
  shop.reversal_dropped,
  shop.refund_asked,
  shop.refund_ended
TO fiveseal_mall;
