-- What becomes of a store after its registration: contracts to come, suspension, closing, another
-- name, and requests for certificates that wait for the operator.
--
-- The registration itself stays as it was written: it is a store's version 1, its first contract
-- and its first name. Every edit makes the next version, and there is one of each number, so that
-- two people never overwrite each other.

CREATE TABLE settlement.store_edit (
  store_id          text        NOT NULL,
  version           integer     NOT NULL,
  kind              text        NOT NULL,
  state             text        NOT NULL,
  name              text        NOT NULL,
  reason            text        NOT NULL,
  by_operator       boolean     NOT NULL,
  edited_by         text        NOT NULL,
  edited_at         timestamptz NOT NULL,
  CONSTRAINT store_edit_pk PRIMARY KEY (store_id, version),
  CONSTRAINT store_edit_of_a_store FOREIGN KEY (store_id) REFERENCES settlement.store (store_id),
  CONSTRAINT store_edit_after_the_registration CHECK (version >= 2),
  CONSTRAINT store_edit_kind_known CHECK (kind IN ('CONTRACT', 'RENAMED', 'SUSPENDED', 'RESUMED', 'CLOSED')),
  CONSTRAINT store_edit_state_known CHECK (state IN ('ACTIVE', 'SUSPENDED', 'CLOSED')),
  CONSTRAINT store_edit_closed_is_the_last CHECK ((kind = 'CLOSED') = (state = 'CLOSED')),
  CONSTRAINT store_edit_suspends CHECK (kind <> 'SUSPENDED' OR state = 'SUSPENDED'),
  CONSTRAINT store_edit_resumes CHECK (kind <> 'RESUMED' OR state = 'ACTIVE'),
  CONSTRAINT store_edit_name_is_a_text CHECK (char_length(name) BETWEEN 1 AND 200),
  CONSTRAINT store_edit_reason_not_endless CHECK (char_length(reason) <= 500),
  CONSTRAINT store_edit_by_somebody CHECK (char_length(edited_by) BETWEEN 1 AND 200)
);
COMMENT ON TABLE settlement.store_edit IS 'Every edit of a store after its registration, with what it is from then on';
COMMENT ON COLUMN settlement.store_edit.store_id IS 'The store';
COMMENT ON COLUMN settlement.store_edit.version IS 'One more than the version that was edited; the registration is version 1';
COMMENT ON COLUMN settlement.store_edit.kind IS 'What was done';
COMMENT ON COLUMN settlement.store_edit.state IS 'The store''s state from then on';
COMMENT ON COLUMN settlement.store_edit.name IS 'What holders are shown of payments asked for from then on';
COMMENT ON COLUMN settlement.store_edit.reason IS 'Why, in the words of who did it; with a closing also the receivables acknowledged';
COMMENT ON COLUMN settlement.store_edit.by_operator IS 'Whether the operator did it: what the operator suspends, no mall resumes';
COMMENT ON COLUMN settlement.store_edit.edited_by IS 'The login''s name';
COMMENT ON COLUMN settlement.store_edit.edited_at IS 'When';
COMMENT ON INDEX settlement.store_edit_pk IS 'A store''s edits in their order, one of each version';

CREATE TABLE settlement.store_standing (
  store_id text    NOT NULL,
  version  integer NOT NULL,
  state    text    NOT NULL,
  name     text    NOT NULL,
  CONSTRAINT store_standing_pk PRIMARY KEY (store_id),
  CONSTRAINT store_standing_as_edited FOREIGN KEY (store_id, version) REFERENCES settlement.store_edit (store_id, version),
  CONSTRAINT store_standing_state_known CHECK (state IN ('ACTIVE', 'SUSPENDED', 'CLOSED'))
);
COMMENT ON TABLE settlement.store_standing IS 'State: what the newest edit of each edited store left; a store without a row is active and as registered';
COMMENT ON COLUMN settlement.store_standing.store_id IS 'The store';
COMMENT ON COLUMN settlement.store_standing.version IS 'The newest edit''s';
COMMENT ON COLUMN settlement.store_standing.state IS 'ACTIVE sells; SUSPENDED and CLOSED ask for no new payments, and nobody asks for them; CLOSED is for ever';
COMMENT ON COLUMN settlement.store_standing.name IS 'What holders are shown';
COMMENT ON INDEX settlement.store_standing_pk IS 'Whether the stores of a message 1 may sell';

CREATE TABLE settlement.store_contract (
  store_id             text        NOT NULL,
  version              integer     NOT NULL,
  role                 text        NOT NULL,
  effective_from       timestamptz NOT NULL,
  commission_per_mille integer     NOT NULL,
  fee_per_mille        integer     NOT NULL,
  made_by              text        NOT NULL,
  made_at              timestamptz NOT NULL,
  CONSTRAINT store_contract_pk PRIMARY KEY (store_id, version),
  CONSTRAINT store_contract_made_by_an_edit FOREIGN KEY (store_id, version) REFERENCES settlement.store_edit (store_id, version),
  CONSTRAINT store_contract_of_a_store FOREIGN KEY (store_id, role) REFERENCES settlement.store (store_id, role),
  CONSTRAINT store_contract_begins_later CHECK (effective_from >= made_at + interval '5 minutes'),
  CONSTRAINT store_contract_commission_not_negative CHECK (commission_per_mille >= 0),
  CONSTRAINT store_contract_commission_goes_to_a_mall CHECK (role = 'LOWER_STORE' OR commission_per_mille = 0),
  CONSTRAINT store_contract_fee_not_negative CHECK (fee_per_mille >= 0),
  CONSTRAINT store_contract_deductions_at_most_everything CHECK (commission_per_mille + fee_per_mille <= 1000)
);
COMMENT ON TABLE settlement.store_contract IS 'A store''s contracts after the registration''s: of those that have begun when message 1 is first received, the one with the highest version';
COMMENT ON COLUMN settlement.store_contract.store_id IS 'The store';
COMMENT ON COLUMN settlement.store_contract.version IS 'Of the edit that made it';
COMMENT ON COLUMN settlement.store_contract.role IS 'The store''s, which says whether there is a mall to get commission';
COMMENT ON COLUMN settlement.store_contract.effective_from IS 'From then on, inclusive; never sooner than 5 minutes after it was made, so that every node knows it in time';
COMMENT ON COLUMN settlement.store_contract.commission_per_mille IS 'The mall''s part of this lower store''s sales, per mille';
COMMENT ON COLUMN settlement.store_contract.fee_per_mille IS 'The operator''s part of the sales, per mille';
COMMENT ON COLUMN settlement.store_contract.made_by IS 'The login''s name';
COMMENT ON COLUMN settlement.store_contract.made_at IS 'When it was made';
COMMENT ON INDEX settlement.store_contract_pk IS 'The contracts of a store in their order';

CREATE TABLE settlement.key_request (
  token_digest          text        NOT NULL,
  kid                   text        NOT NULL,
  store_id              text        NOT NULL,
  certification_request text        NOT NULL,
  state                 text        NOT NULL,
  requested_at          timestamptz NOT NULL,
  decided_by            text,
  decided_at            timestamptz,
  CONSTRAINT key_request_pk PRIMARY KEY (token_digest, kid),
  CONSTRAINT key_request_by_an_invitation FOREIGN KEY (token_digest) REFERENCES settlement.invitation (token_digest),
  CONSTRAINT key_request_of_a_store FOREIGN KEY (store_id) REFERENCES settlement.store (store_id),
  CONSTRAINT key_request_kid_is_a_thumbprint CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
  CONSTRAINT key_request_not_endless CHECK (char_length(certification_request) <= 16384),
  CONSTRAINT key_request_state_known CHECK (state IN ('PENDING', 'APPROVED', 'REFUSED')),
  CONSTRAINT key_request_decided_by_somebody CHECK ((state = 'PENDING') = (decided_by IS NULL)),
  CONSTRAINT key_request_decided_with_time CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);
COMMENT ON TABLE settlement.key_request IS 'State: requests of invited stores for a certificate that an operator approves or refuses';
COMMENT ON COLUMN settlement.key_request.token_digest IS 'The invitation';
COMMENT ON COLUMN settlement.key_request.kid IS 'RFC 7638 SHA-256 thumbprint of the key, base64url: what the operator compares with the store';
COMMENT ON COLUMN settlement.key_request.store_id IS 'Who asks';
COMMENT ON COLUMN settlement.key_request.certification_request IS 'PKCS#10, PEM; its signature proved possession of the key';
COMMENT ON COLUMN settlement.key_request.state IS 'PENDING until an operator decided';
COMMENT ON COLUMN settlement.key_request.requested_at IS 'When it was first received';
COMMENT ON COLUMN settlement.key_request.decided_by IS 'The login''s name';
COMMENT ON COLUMN settlement.key_request.decided_at IS 'When';
COMMENT ON INDEX settlement.key_request_pk IS 'A request that is asked about again';
CREATE INDEX key_request_pending_by_store ON settlement.key_request (store_id, requested_at) WHERE state = 'PENDING';
COMMENT ON INDEX settlement.key_request_pending_by_store IS 'The requests of a store that wait; all that wait';

GRANT SELECT, INSERT ON
  settlement.store_edit,
  settlement.store_standing,
  settlement.store_contract,
  settlement.key_request
TO fiveseal_app;
GRANT UPDATE (version, state, name) ON settlement.store_standing TO fiveseal_app;
GRANT UPDATE (state, decided_by, decided_at) ON settlement.key_request TO fiveseal_app;
