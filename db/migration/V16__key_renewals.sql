-- A store's key renews itself: who proves to have the key in use gets a certificate for the next one,
-- and the one before serves a while longer. And what was revoked is published as a list.

CREATE TABLE settlement.key_renewal (
  kid         text        NOT NULL,
  next_kid    text        NOT NULL,
  store_id    text        NOT NULL,
  message     text        NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT key_renewal_pk PRIMARY KEY (kid),
  CONSTRAINT key_renewal_makes_each_once UNIQUE (next_kid),
  CONSTRAINT key_renewal_signed_by_a_known_one FOREIGN KEY (kid) REFERENCES settlement.store_key (kid),
  CONSTRAINT key_renewal_for_a_known_one FOREIGN KEY (next_kid) REFERENCES settlement.store_key (kid),
  CONSTRAINT key_renewal_of_a_store FOREIGN KEY (store_id) REFERENCES settlement.store (store_id),
  CONSTRAINT key_renewal_for_another_one CHECK (next_kid <> kid)
);
COMMENT ON TABLE settlement.key_renewal IS 'Keys that stores had certified by proof of the key before; each key renews itself once';
COMMENT ON COLUMN settlement.key_renewal.kid IS 'The key that signed the message';
COMMENT ON COLUMN settlement.key_renewal.next_kid IS 'The key that was certified for it';
COMMENT ON COLUMN settlement.key_renewal.store_id IS 'Whose keys they are';
COMMENT ON COLUMN settlement.key_renewal.message IS 'fiveseal-key-renewal, the exact compact JWS, with the PKCS#10 request in it';
COMMENT ON COLUMN settlement.key_renewal.received_at IS 'When it was first received: what a replay''s signature is held to';
COMMENT ON INDEX settlement.key_renewal_pk IS 'The renewal that a key already had, for a replay';
COMMENT ON INDEX settlement.key_renewal_makes_each_once IS 'Whether a key came by renewal, and when';

COMMENT ON COLUMN settlement.store_key.superseded_at IS 'When the store''s next key takes over for good: at once after an enrolment, after the overlap (fiveseal.store.key-overlap) after a renewal, which lies in the future at first; from then on this one signs nothing that is accepted';
COMMENT ON INDEX settlement.store_key_one_at_a_time IS 'A store has one key without a successor; one before it may serve until its overlap is over';

CREATE TABLE settlement.revocation_list (
  issuer_kid  text        NOT NULL,
  number      bigint      NOT NULL,
  this_update timestamptz NOT NULL,
  content     text        NOT NULL,
  list        bytea       NOT NULL,
  CONSTRAINT revocation_list_pk PRIMARY KEY (issuer_kid),
  CONSTRAINT revocation_list_by_a_recorded_authority FOREIGN KEY (issuer_kid) REFERENCES settlement.manager_key (kid),
  CONSTRAINT revocation_list_number_positive CHECK (number > 0)
);
COMMENT ON TABLE settlement.revocation_list IS 'State: the newest list of revoked certificates (RFC 5280) of each authority, for all nodes';
COMMENT ON COLUMN settlement.revocation_list.issuer_kid IS 'The authority''s key that signed the list and the certificates on it';
COMMENT ON COLUMN settlement.revocation_list.number IS 'The list''s CRL number; the next list has the next one, whatever node makes it';
COMMENT ON COLUMN settlement.revocation_list.this_update IS 'When it was made';
COMMENT ON COLUMN settlement.revocation_list.content IS 'SHA-256 of what is on it, base64url: whether another has to be made';
COMMENT ON COLUMN settlement.revocation_list.list IS 'The signed list, DER';
COMMENT ON INDEX settlement.revocation_list_pk IS 'The newest list of an authority';

GRANT SELECT, INSERT ON settlement.key_renewal, settlement.revocation_list TO fiveseal_app;
GRANT UPDATE (number, this_update, content, list) ON settlement.revocation_list TO fiveseal_app;
