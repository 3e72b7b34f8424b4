-- Who the stores are, whose keys sign what, and where completions go.
--
-- A table whose comment does not begin with "State:" is written once: the application's role can
-- add and read its rows, never change or remove them. A "State:" table grants UPDATE on the
-- columns that change, and on no others. No role of the application removes rows.

COMMENT ON SCHEMA settlement IS 'The settlement management device: stores, keys, cards, settlements, money and evidence';

CREATE TABLE settlement.manager_key (
  kid         text        NOT NULL,
  purpose     text        NOT NULL,
  certificate bytea       NOT NULL,
  issuer_kid  text        NOT NULL,
  not_before  timestamptz NOT NULL,
  not_after   timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT manager_key_pk PRIMARY KEY (kid),
  CONSTRAINT manager_key_kid_is_a_thumbprint CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
  CONSTRAINT manager_key_purpose_known CHECK (purpose IN ('AUTHORITY', 'SIGNING')),
  CONSTRAINT manager_key_validity_not_empty CHECK (not_before < not_after),
  CONSTRAINT manager_key_issued_by_recorded_authority FOREIGN KEY (issuer_kid) REFERENCES settlement.manager_key (kid)
);
COMMENT ON TABLE settlement.manager_key IS 'Every public key that the manager''s vault has ever used: old ones verify for ever';
COMMENT ON COLUMN settlement.manager_key.kid IS 'RFC 7638 SHA-256 thumbprint of the public key, base64url';
COMMENT ON COLUMN settlement.manager_key.purpose IS 'AUTHORITY signs certificates, SIGNING signs messages; no key does both';
COMMENT ON COLUMN settlement.manager_key.certificate IS 'X.509 certificate, DER';
COMMENT ON COLUMN settlement.manager_key.issuer_kid IS 'The authority''s key that signed the certificate; its own for an authority';
COMMENT ON COLUMN settlement.manager_key.not_before IS 'Start of validity, inclusive';
COMMENT ON COLUMN settlement.manager_key.not_after IS 'End of validity, exclusive';
COMMENT ON COLUMN settlement.manager_key.recorded_at IS 'When a node first saw the key in the vault';
COMMENT ON INDEX settlement.manager_key_pk IS 'The key of a signature by its kid';

CREATE TABLE settlement.store (
  store_id             text        NOT NULL,
  name                 text        NOT NULL,
  role                 text        NOT NULL,
  mall_id              text,
  mall_role            text        GENERATED ALWAYS AS (CASE WHEN mall_id IS NOT NULL THEN 'STORE' END) STORED,
  commission_per_mille integer     NOT NULL,
  fee_per_mille        integer     NOT NULL,
  registered_at        timestamptz NOT NULL,
  CONSTRAINT store_pk PRIMARY KEY (store_id),
  CONSTRAINT store_id_is_well_formed CHECK (store_id ~ '^[A-Za-z0-9._-]{1,64}$'),
  CONSTRAINT store_name_is_a_text CHECK (char_length(name) BETWEEN 1 AND 200),
  CONSTRAINT store_role_known CHECK (role IN ('STORE', 'LOWER_STORE')),
  CONSTRAINT store_lower_one_has_a_mall CHECK ((role = 'LOWER_STORE') = (mall_id IS NOT NULL)),
  CONSTRAINT store_with_role UNIQUE (store_id, role),
  CONSTRAINT store_mall_is_no_lower_store FOREIGN KEY (mall_id, mall_role) REFERENCES settlement.store (store_id, role),
  CONSTRAINT store_commission_not_negative CHECK (commission_per_mille >= 0),
  CONSTRAINT store_commission_goes_to_a_mall CHECK (mall_id IS NOT NULL OR commission_per_mille = 0),
  CONSTRAINT store_fee_not_negative CHECK (fee_per_mille >= 0),
  CONSTRAINT store_deductions_at_most_everything CHECK (commission_per_mille + fee_per_mille <= 1000)
);
COMMENT ON TABLE settlement.store IS 'Malls, their lower stores and independent stores, with the contract under which they were registered';
COMMENT ON COLUMN settlement.store.store_id IS 'The iss of everything that the store signs';
COMMENT ON COLUMN settlement.store.name IS 'What holders are shown, 1 … 200 characters';
COMMENT ON COLUMN settlement.store.role IS 'STORE for a mall or an independent store, LOWER_STORE for a store inside a mall';
COMMENT ON COLUMN settlement.store.mall_id IS 'The mall that settles for this lower store';
COMMENT ON COLUMN settlement.store.mall_role IS 'What the mall must be: never itself a lower store';
COMMENT ON COLUMN settlement.store.commission_per_mille IS 'The mall''s part of this lower store''s sales, per mille';
COMMENT ON COLUMN settlement.store.fee_per_mille IS 'The operator''s part of the sales, per mille';
COMMENT ON COLUMN settlement.store.registered_at IS 'When the operator registered the store';
COMMENT ON INDEX settlement.store_pk IS 'A store by its id: the contract of a line';
COMMENT ON INDEX settlement.store_with_role IS 'Lets a lower store point at a mall and at nothing else';
CREATE INDEX store_of_mall ON settlement.store (mall_id, store_id) WHERE mall_id IS NOT NULL;
COMMENT ON INDEX settlement.store_of_mall IS 'The lower stores of a mall';

CREATE TABLE settlement.store_key (
  kid           text        NOT NULL,
  store_id      text        NOT NULL,
  certificate   bytea       NOT NULL,
  issuer_kid    text        NOT NULL,
  not_before    timestamptz NOT NULL,
  not_after     timestamptz NOT NULL,
  superseded_at timestamptz,
  revoked_at    timestamptz,
  enrolled_at   timestamptz NOT NULL,
  CONSTRAINT store_key_pk PRIMARY KEY (kid),
  CONSTRAINT store_key_kid_is_a_thumbprint CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
  CONSTRAINT store_key_of_a_store FOREIGN KEY (store_id) REFERENCES settlement.store (store_id),
  CONSTRAINT store_key_issued_by_recorded_authority FOREIGN KEY (issuer_kid) REFERENCES settlement.manager_key (kid),
  CONSTRAINT store_key_validity_not_empty CHECK (not_before < not_after)
);
COMMENT ON TABLE settlement.store_key IS 'State: the stores'' public keys; what an old or revoked key signed in its time stays verifiable for ever';
COMMENT ON COLUMN settlement.store_key.kid IS 'RFC 7638 SHA-256 thumbprint of the public key, base64url; no two stores ever share a key';
COMMENT ON COLUMN settlement.store_key.store_id IS 'The key''s owner';
COMMENT ON COLUMN settlement.store_key.certificate IS 'X.509 certificate by the operator''s authority, DER';
COMMENT ON COLUMN settlement.store_key.issuer_kid IS 'The authority''s key that signed the certificate';
COMMENT ON COLUMN settlement.store_key.not_before IS 'Start of validity, inclusive';
COMMENT ON COLUMN settlement.store_key.not_after IS 'End of the certificate''s validity, exclusive';
COMMENT ON COLUMN settlement.store_key.superseded_at IS 'When the store''s next key took over; from then on this one signs nothing that is accepted';
COMMENT ON COLUMN settlement.store_key.revoked_at IS 'When the operator revoked the key; from then on it signs nothing that is accepted';
COMMENT ON COLUMN settlement.store_key.enrolled_at IS 'When the store enrolled with this key';
COMMENT ON INDEX settlement.store_key_pk IS 'The key of a signature by its kid';
CREATE UNIQUE INDEX store_key_one_at_a_time ON settlement.store_key (store_id) WHERE superseded_at IS NULL AND revoked_at IS NULL;
COMMENT ON INDEX settlement.store_key_one_at_a_time IS 'A store signs with one key at a time';
CREATE INDEX store_key_by_store ON settlement.store_key (store_id, enrolled_at);
COMMENT ON INDEX settlement.store_key_by_store IS 'All keys of a store, as published';

CREATE TABLE settlement.invitation (
  token_digest text        NOT NULL,
  store_id     text        NOT NULL,
  made_at      timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  spent_at     timestamptz,
  kid          text,
  CONSTRAINT invitation_pk PRIMARY KEY (token_digest),
  CONSTRAINT invitation_token_is_hashed CHECK (token_digest ~ '^[A-Za-z0-9_-]{43}$'),
  CONSTRAINT invitation_of_a_store FOREIGN KEY (store_id) REFERENCES settlement.store (store_id),
  CONSTRAINT invitation_kid_was_enrolled FOREIGN KEY (kid) REFERENCES settlement.store_key (kid),
  CONSTRAINT invitation_key_only_when_spent CHECK (kid IS NULL OR spent_at IS NOT NULL),
  CONSTRAINT invitation_validity_not_empty CHECK (made_at < expires_at)
);
COMMENT ON TABLE settlement.invitation IS 'State: one-time invitations of stores to enrol a key; the tokens themselves are not here';
COMMENT ON COLUMN settlement.invitation.token_digest IS 'SHA-256 of the token, base64url';
COMMENT ON COLUMN settlement.invitation.store_id IS 'Who is invited';
COMMENT ON COLUMN settlement.invitation.made_at IS 'When the operator was told the token';
COMMENT ON COLUMN settlement.invitation.expires_at IS 'From then on the token serves nothing';
COMMENT ON COLUMN settlement.invitation.spent_at IS 'When the store enrolled, with this token or another';
COMMENT ON COLUMN settlement.invitation.kid IS 'The key that this token enrolled: the same request again has the same answer';
COMMENT ON INDEX settlement.invitation_pk IS 'The invitation of a token';
CREATE INDEX invitation_open_by_store ON settlement.invitation (store_id) WHERE spent_at IS NULL;
COMMENT ON INDEX settlement.invitation_open_by_store IS 'The open invitations of a store, spent together when it enrols';

CREATE TABLE settlement.completion_endpoint (
  store_id    text        NOT NULL,
  stated_at   bigint      NOT NULL,
  url         text        NOT NULL,
  message     text        NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT completion_endpoint_pk PRIMARY KEY (store_id, stated_at),
  CONSTRAINT completion_endpoint_of_a_store FOREIGN KEY (store_id) REFERENCES settlement.store (store_id),
  CONSTRAINT completion_endpoint_url_not_endless CHECK (char_length(url) BETWEEN 1 AND 2000),
  CONSTRAINT completion_endpoint_message_is_compact CHECK (message ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
COMMENT ON TABLE settlement.completion_endpoint IS 'Where stores said that completions (message 3) shall go: of a store''s statements the one with the greatest time counts';
COMMENT ON COLUMN settlement.completion_endpoint.store_id IS 'Who said so';
COMMENT ON COLUMN settlement.completion_endpoint.stated_at IS 'The message''s iat, seconds UTC';
COMMENT ON COLUMN settlement.completion_endpoint.url IS 'The address for message 3';
COMMENT ON COLUMN settlement.completion_endpoint.message IS 'The fiveseal-completion-endpoint message, the exact compact JWS';
COMMENT ON COLUMN settlement.completion_endpoint.received_at IS 'When it was first received';
COMMENT ON INDEX settlement.completion_endpoint_pk IS 'A store''s newest statement; one statement per second';

GRANT USAGE ON SCHEMA settlement TO fiveseal_app;
GRANT SELECT, INSERT ON
  settlement.manager_key,
  settlement.store,
  settlement.store_key,
  settlement.invitation,
  settlement.completion_endpoint
TO fiveseal_app;
GRANT UPDATE (superseded_at, revoked_at) ON settlement.store_key TO fiveseal_app;
GRANT UPDATE (spent_at, kid) ON settlement.invitation TO fiveseal_app;
