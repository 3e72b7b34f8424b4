-- Cards are personalized in batches by bureaus; and what a stolen key has touched is found by an
-- index, however long the history is.

CREATE TABLE settlement.bureau (
  bureau_id     text        NOT NULL,
  name          text        NOT NULL,
  kid           text        NOT NULL,
  key_x         text        NOT NULL,
  key_y         text        NOT NULL,
  registered_by text        NOT NULL,
  registered_at timestamptz NOT NULL,
  retired_by    text,
  retired_at    timestamptz,
  CONSTRAINT bureau_pk PRIMARY KEY (bureau_id),
  CONSTRAINT bureau_key_once UNIQUE (kid),
  CONSTRAINT bureau_name_is_a_text CHECK (char_length(name) BETWEEN 1 AND 200),
  CONSTRAINT bureau_kid_is_a_thumbprint CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
  CONSTRAINT bureau_key_is_of_p256 CHECK (key_x ~ '^[A-Za-z0-9_-]{43}$' AND key_y ~ '^[A-Za-z0-9_-]{43}$'),
  CONSTRAINT bureau_retired_with_time CHECK ((retired_by IS NULL) = (retired_at IS NULL))
);
COMMENT ON TABLE settlement.bureau IS 'State: who makes purses of blank cards, each with the public key to which card keys are encrypted; another key is another row';
COMMENT ON COLUMN settlement.bureau.bureau_id IS 'UUIDv7';
COMMENT ON COLUMN settlement.bureau.name IS 'The bureau''s name, 1 … 200 characters';
COMMENT ON COLUMN settlement.bureau.kid IS 'RFC 7638 SHA-256 thumbprint of the key, base64url: what operator and bureau compare by other means';
COMMENT ON COLUMN settlement.bureau.key_x IS 'The P-256 key''s x, as in its JWK';
COMMENT ON COLUMN settlement.bureau.key_y IS 'The P-256 key''s y, as in its JWK';
COMMENT ON COLUMN settlement.bureau.registered_by IS 'The operator who registered it';
COMMENT ON COLUMN settlement.bureau.registered_at IS 'When it was registered';
COMMENT ON COLUMN settlement.bureau.retired_by IS 'The operator who retired it; from then on no file is made for it';
COMMENT ON COLUMN settlement.bureau.retired_at IS 'When it was retired';
COMMENT ON INDEX settlement.bureau_pk IS 'A bureau by its id; the list, newest first, by keyset';
COMMENT ON INDEX settlement.bureau_key_once IS 'A key belongs to one bureau';

CREATE TABLE settlement.card_batch (
  batch_id      text        NOT NULL,
  bureau_id     text        NOT NULL,
  currency      text        NOT NULL,
  balance_limit bigint      NOT NULL,
  amount_limit  bigint      NOT NULL,
  key_version   integer     NOT NULL,
  cards         integer     NOT NULL,
  personalized  integer     NOT NULL,
  spoilt        integer     NOT NULL,
  ordered_by    text        NOT NULL,
  ordered_at    timestamptz NOT NULL,
  approved_by   text,
  approved_at   timestamptz,
  closed_by     text,
  closed_at     timestamptz,
  CONSTRAINT card_batch_pk PRIMARY KEY (batch_id),
  CONSTRAINT card_batch_for_a_bureau FOREIGN KEY (bureau_id) REFERENCES settlement.bureau (bureau_id),
  CONSTRAINT card_batch_currency_is_alphabetic CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT card_batch_limits_in_range CHECK (balance_limit BETWEEN 1 AND 2147483647 AND amount_limit BETWEEN 1 AND 2147483647),
  CONSTRAINT card_batch_key_version_in_range CHECK (key_version BETWEEN 1 AND 255),
  CONSTRAINT card_batch_cards_in_range CHECK (cards BETWEEN 1 AND 10000),
  CONSTRAINT card_batch_reported_within_cards CHECK (personalized >= 0 AND spoilt >= 0 AND personalized + spoilt <= cards),
  CONSTRAINT card_batch_by_two_people CHECK (approved_by <> ordered_by),
  CONSTRAINT card_batch_by_two_of_a_kind CHECK ((approved_by ~ '^token:') = (ordered_by ~ '^token:')),
  CONSTRAINT card_batch_approved_with_time CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
  CONSTRAINT card_batch_closed_with_time CHECK ((closed_by IS NULL) = (closed_at IS NULL)),
  CONSTRAINT card_batch_reported_when_approved CHECK (approved_by IS NOT NULL OR personalized + spoilt = 0)
);
COMMENT ON TABLE settlement.card_batch IS 'State: cards that an operator ordered of a bureau; another operator releases their keys to it';
COMMENT ON COLUMN settlement.card_batch.batch_id IS 'UUIDv7';
COMMENT ON COLUMN settlement.card_batch.bureau_id IS 'Who makes them';
COMMENT ON COLUMN settlement.card_batch.currency IS 'The one currency of the purses, ISO 4217 alphabetic';
COMMENT ON COLUMN settlement.card_batch.balance_limit IS 'The cards'' balance limit, minor units';
COMMENT ON COLUMN settlement.card_batch.amount_limit IS 'The cards'' limit for one debit or credit, minor units';
COMMENT ON COLUMN settlement.card_batch.key_version IS 'Version of the card master key from which their keys are derived';
COMMENT ON COLUMN settlement.card_batch.cards IS 'How many, 1 … 10000';
COMMENT ON COLUMN settlement.card_batch.personalized IS 'How many of them the bureau has reported as made';
COMMENT ON COLUMN settlement.card_batch.spoilt IS 'How many of them the bureau has reported as spoilt';
COMMENT ON COLUMN settlement.card_batch.ordered_by IS 'The first operator';
COMMENT ON COLUMN settlement.card_batch.ordered_at IS 'When they were ordered';
COMMENT ON COLUMN settlement.card_batch.approved_by IS 'The second operator; from then on the file with the keys is given out';
COMMENT ON COLUMN settlement.card_batch.approved_at IS 'When it was approved';
COMMENT ON COLUMN settlement.card_batch.closed_by IS 'Who closed it: an operator, or the one whose import reported its last card as made; the file is made no more';
COMMENT ON COLUMN settlement.card_batch.closed_at IS 'When it was closed';
COMMENT ON INDEX settlement.card_batch_pk IS 'A batch by its id; the list, newest first, by keyset';

CREATE TABLE settlement.card_batch_item (
  card_number text        NOT NULL,
  batch_id    text        NOT NULL,
  result      text,
  reported_at timestamptz,
  CONSTRAINT card_batch_item_pk PRIMARY KEY (card_number),
  CONSTRAINT card_batch_item_of_a_batch FOREIGN KEY (batch_id) REFERENCES settlement.card_batch (batch_id),
  CONSTRAINT card_batch_item_number_is_well_formed CHECK (card_number ~ '^[0-9]{16}$'),
  CONSTRAINT card_batch_item_result_known CHECK (result IN ('PERSONALIZED', 'SPOILT')),
  CONSTRAINT card_batch_item_reported_with_time CHECK ((result IS NULL) = (reported_at IS NULL))
);
COMMENT ON TABLE settlement.card_batch_item IS 'State: the numbers of a batch; one that is reported as PERSONALIZED becomes a card, and until then there is no such card';
COMMENT ON COLUMN settlement.card_batch_item.card_number IS '16 digits with a Luhn check digit';
COMMENT ON COLUMN settlement.card_batch_item.batch_id IS 'The batch';
COMMENT ON COLUMN settlement.card_batch_item.result IS 'What the bureau reported: PERSONALIZED or SPOILT; empty: nothing yet';
COMMENT ON COLUMN settlement.card_batch_item.reported_at IS 'When that was imported';
COMMENT ON INDEX settlement.card_batch_item_pk IS 'A number stands in one batch';
CREATE INDEX card_batch_item_of_batch ON settlement.card_batch_item (batch_id, card_number);
COMMENT ON INDEX settlement.card_batch_item_of_batch IS 'The numbers of a batch, in the order of its file';

GRANT SELECT, INSERT ON
  settlement.bureau,
  settlement.card_batch,
  settlement.card_batch_item
TO fiveseal_app;
GRANT UPDATE (retired_by, retired_at) ON settlement.bureau TO fiveseal_app;
GRANT UPDATE (personalized, spoilt, approved_by, approved_at, closed_by, closed_at) ON settlement.card_batch TO fiveseal_app;
GRANT UPDATE (result, reported_at) ON settlement.card_batch_item TO fiveseal_app;

-- Whose key signed a message is told by its header, which verifiers held to three members. What is
-- no such message (nothing that was ever accepted) has no signer.
CREATE FUNCTION settlement.signed_by(compact text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE
  AS 'DECLARE header text := translate(split_part(compact, ''.'', 1), ''-_'', ''+/'');
BEGIN
  RETURN CAST(convert_from(decode(rpad(header, (length(header) + 3) / 4 * 4, ''=''), ''base64''), ''UTF8'') AS json) ->> ''kid'';
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END';
COMMENT ON FUNCTION settlement.signed_by(text) IS 'The kid in the header of a compact JWS, however its JSON is written; null if it has none. Immutable, since the encoding is always UTF8';

CREATE INDEX evidence_by_signer ON settlement.evidence (settlement.signed_by(compact), received_at, evidence_id);
COMMENT ON INDEX settlement.evidence_by_signer IS 'What a key signed since some time, in order, by keyset';
CREATE INDEX refund_by_signer ON settlement.refund (settlement.signed_by(message), received_at, credit_id);
COMMENT ON INDEX settlement.refund_by_signer IS 'The refunds that a key signed since some time, in order, by keyset';
CREATE INDEX cancellation_by_signer ON settlement.cancellation (settlement.signed_by(message), received_at, request_id);
COMMENT ON INDEX settlement.cancellation_by_signer IS 'The cancellations that a key signed since some time, in order, by keyset';
CREATE INDEX completion_endpoint_by_signer ON settlement.completion_endpoint (settlement.signed_by(message), received_at, stated_at);
COMMENT ON INDEX settlement.completion_endpoint_by_signer IS 'The addresses for completions that a key signed since some time, in order, by keyset';

CREATE INDEX store_key_by_issuer ON settlement.store_key (issuer_kid, enrolled_at, kid);
COMMENT ON INDEX settlement.store_key_by_issuer IS 'The stores'' certificates by an authority''s key, in the order of issue, by keyset';

-- A card has had the keys of these versions: the one it was issued with, each that a REKEY gave it.
-- Versions only grow, so nothing else is needed to find every card that ever had one.
ALTER TABLE settlement.card ADD COLUMN issued_key_version integer;
COMMENT ON COLUMN settlement.card.issued_key_version IS 'Version of the card key with which it was issued, set by trigger card_issued';
UPDATE settlement.card SET issued_key_version = coalesce(
  (SELECT m.key_version FROM settlement.command m WHERE m.card_number = card.card_number ORDER BY m.counter LIMIT 1),
  key_version);
CREATE FUNCTION settlement.note_issued_key() RETURNS trigger LANGUAGE plpgsql
  AS 'BEGIN NEW.issued_key_version := NEW.key_version; RETURN NEW; END';
COMMENT ON FUNCTION settlement.note_issued_key() IS 'Keeps the version of the key with which a card is issued';
CREATE TRIGGER card_issued BEFORE INSERT ON settlement.card
  FOR EACH ROW EXECUTE FUNCTION settlement.note_issued_key();
COMMENT ON TRIGGER card_issued ON settlement.card IS 'Which key a card was issued with is known after every re-keying';

DROP INDEX settlement.card_by_key_version;
CREATE INDEX card_by_key_version ON settlement.card (key_version, card_number);
COMMENT ON INDEX settlement.card_by_key_version IS 'Which versions of the master key are in use, and the cards of each, by keyset';
CREATE INDEX card_by_issued_key_version ON settlement.card (issued_key_version, card_number);
COMMENT ON INDEX settlement.card_by_issued_key_version IS 'The cards that were issued with a version of the master key, by keyset';
CREATE INDEX value_update_by_new_key ON settlement.value_update (new_key_version, card_number) WHERE kind = 'REKEY';
COMMENT ON INDEX settlement.value_update_by_new_key IS 'The cards that were, or are to be, re-keyed to a version, by keyset';
CREATE INDEX card_batch_by_key_version ON settlement.card_batch (key_version, batch_id);
COMMENT ON INDEX settlement.card_batch_by_key_version IS 'The batches whose cards get keys of a version';

-- A key that was stolen is revoked when that is declared; what its thief signed since the theft is
-- told apart by the time of the theft, which others go by.
ALTER TABLE settlement.store_key
  ADD COLUMN stolen_at timestamptz,
  ADD CONSTRAINT store_key_stolen_before_revoked CHECK (stolen_at IS NULL OR (revoked_at IS NOT NULL AND stolen_at <= revoked_at));
COMMENT ON COLUMN settlement.store_key.stolen_at IS 'Since when the key may have been somebody else''s: published as revokedAt, so that nobody else accepts what it signed since; what was accepted by then stays on record';
GRANT UPDATE (stolen_at) ON settlement.store_key TO fiveseal_app;
