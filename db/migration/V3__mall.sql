-- The mall's own records. The mall is a store like any other: it keeps what it signed and what it
-- was sent, in its own schema, under its own role, and sees nothing of the manager's tables.
-- Everything here is written once: a row that is there stays as it is.

COMMENT ON SCHEMA shop IS 'The mall''s store device: its journal and the manager''s keys that it trusts';

CREATE TABLE shop.request_made (
  request_id text        NOT NULL,
  message_1  text        NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT request_made_pk PRIMARY KEY (request_id),
  CONSTRAINT request_made_id_is_a_store_id CHECK (request_id ~ '^[A-Za-z0-9._-]{1,64}$'),
  CONSTRAINT request_made_message_is_compact CHECK (message_1 ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
COMMENT ON TABLE shop.request_made IS 'Requests for settlement (message 1) that the mall signed, kept before they are sent, so that a retry sends the same bytes';
COMMENT ON COLUMN shop.request_made.request_id IS 'The mall''s own id of the basket, as inside message 1';
COMMENT ON COLUMN shop.request_made.message_1 IS 'Message 1, the exact compact JWS';
COMMENT ON COLUMN shop.request_made.made_at IS 'When it was signed and kept';
COMMENT ON INDEX shop.request_made_pk IS 'One signed request per id; finds the order to which a completion belongs';
CREATE INDEX request_made_by_time ON shop.request_made (made_at DESC, request_id);
COMMENT ON INDEX shop.request_made_by_time IS 'The newest requests, for lists';

CREATE TABLE shop.request_taken (
  request_id    text        NOT NULL,
  settlement_id text        NOT NULL,
  pay_url       text        NOT NULL,
  taken_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT request_taken_pk PRIMARY KEY (request_id),
  CONSTRAINT request_taken_of_a_request FOREIGN KEY (request_id) REFERENCES shop.request_made (request_id),
  CONSTRAINT request_taken_settlement_once UNIQUE (settlement_id)
);
COMMENT ON TABLE shop.request_taken IS 'The manager''s answers to requests: which settlement came of which request';
COMMENT ON COLUMN shop.request_taken.request_id IS 'The request that was taken';
COMMENT ON COLUMN shop.request_taken.settlement_id IS 'The manager''s id of the settlement; whoever knows it may pay it';
COMMENT ON COLUMN shop.request_taken.pay_url IS 'Where the holder pays';
COMMENT ON COLUMN shop.request_taken.taken_at IS 'When the manager''s answer arrived';
COMMENT ON INDEX shop.request_taken_pk IS 'The settlement of a request';
COMMENT ON INDEX shop.request_taken_settlement_once IS 'The request of a settlement; no settlement serves two requests';

CREATE TABLE shop.completion_accepted (
  request_id    text        NOT NULL,
  settlement_id text        NOT NULL,
  message_3     text        NOT NULL,
  accepted_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT completion_accepted_pk PRIMARY KEY (request_id),
  CONSTRAINT completion_accepted_of_a_request FOREIGN KEY (request_id) REFERENCES shop.request_made (request_id),
  CONSTRAINT completion_accepted_settlement_once UNIQUE (settlement_id),
  CONSTRAINT completion_accepted_message_is_compact CHECK (message_3 ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
COMMENT ON TABLE shop.completion_accepted IS 'Completions (message 3) that were checked against the mall''s own order: from this row on the goods may go';
COMMENT ON COLUMN shop.completion_accepted.request_id IS 'The request that is paid';
COMMENT ON COLUMN shop.completion_accepted.settlement_id IS 'The settlement that paid it';
COMMENT ON COLUMN shop.completion_accepted.message_3 IS 'Message 3, the exact compact JWS';
COMMENT ON COLUMN shop.completion_accepted.accepted_at IS 'When it had passed the check';
COMMENT ON INDEX shop.completion_accepted_pk IS 'The completion of a request; goods go once';
COMMENT ON INDEX shop.completion_accepted_settlement_once IS 'The completion of a settlement; no settlement pays two requests';

CREATE TABLE shop.receipt_issued (
  request_id text        NOT NULL,
  message_4  text        NOT NULL,
  issued_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT receipt_issued_pk PRIMARY KEY (request_id),
  CONSTRAINT receipt_issued_for_a_completion FOREIGN KEY (request_id) REFERENCES shop.completion_accepted (request_id),
  CONSTRAINT receipt_issued_message_is_compact CHECK (message_4 ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
COMMENT ON TABLE shop.receipt_issued IS 'Receipts (message 4): one per completion, always the same bytes';
COMMENT ON COLUMN shop.receipt_issued.request_id IS 'The request that is paid';
COMMENT ON COLUMN shop.receipt_issued.message_4 IS 'Message 4, the exact compact JWS';
COMMENT ON COLUMN shop.receipt_issued.issued_at IS 'When it was signed and kept';
COMMENT ON INDEX shop.receipt_issued_pk IS 'The receipt of a request; there is never a second one';

CREATE TABLE shop.receipt_taken (
  request_id text        NOT NULL,
  taken_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT receipt_taken_pk PRIMARY KEY (request_id),
  CONSTRAINT receipt_taken_of_a_receipt FOREIGN KEY (request_id) REFERENCES shop.receipt_issued (request_id)
);
COMMENT ON TABLE shop.receipt_taken IS 'Receipts of which the manager said that it took them; the others are sent again';
COMMENT ON COLUMN shop.receipt_taken.request_id IS 'The request whose receipt it is';
COMMENT ON COLUMN shop.receipt_taken.taken_at IS 'When the manager said so';
COMMENT ON INDEX shop.receipt_taken_pk IS 'Whether a receipt still has to be sent';

CREATE TABLE shop.manager_key (
  kid       text        NOT NULL,
  jwk       text        NOT NULL,
  pinned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT manager_key_pk PRIMARY KEY (kid),
  CONSTRAINT manager_key_id_is_a_thumbprint CHECK (kid ~ '^[A-Za-z0-9_-]{43}$')
);
COMMENT ON TABLE shop.manager_key IS 'The manager''s public keys that the mall trusts, pinned at first contact';
COMMENT ON COLUMN shop.manager_key.kid IS 'RFC 7638 thumbprint of the key';
COMMENT ON COLUMN shop.manager_key.jwk IS 'The key as JWK with kid, iss, nbf, exp and x5c, as published at pinning';
COMMENT ON COLUMN shop.manager_key.pinned_at IS 'When it was pinned';
COMMENT ON INDEX shop.manager_key_pk IS 'A key is pinned once and never exchanged';

-- Written once: the mall's role can add and read, never change or remove.
GRANT USAGE ON SCHEMA shop TO fiveseal_mall;
GRANT SELECT, INSERT ON
  shop.request_made,
  shop.request_taken,
  shop.completion_accepted,
  shop.receipt_issued,
  shop.receipt_taken,
  shop.manager_key
TO fiveseal_mall;
