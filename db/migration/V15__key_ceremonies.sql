-- What two operators have done with the manager's keys, and who succeeds whom.

CREATE TABLE settlement.manager_key_end (
  kid         text        NOT NULL,
  what        text        NOT NULL,
  at          timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT manager_key_end_pk PRIMARY KEY (kid, what),
  CONSTRAINT manager_key_end_is_of_a_recorded_one FOREIGN KEY (kid) REFERENCES settlement.manager_key (kid),
  CONSTRAINT manager_key_end_what_known CHECK (what IN ('REVOKED', 'DESTROYED'))
);
COMMENT ON TABLE settlement.manager_key_end IS 'How the manager''s keys ended before their certificates did';
COMMENT ON COLUMN settlement.manager_key_end.kid IS 'Which key';
COMMENT ON COLUMN settlement.manager_key_end.what IS 'REVOKED: from then on somebody else may have signed with it, and nothing it signs counts; DESTROYED: its secret key is in the vault no more';
COMMENT ON COLUMN settlement.manager_key_end.at IS 'From when on';
COMMENT ON COLUMN settlement.manager_key_end.recorded_at IS 'When two operators said so';
COMMENT ON INDEX settlement.manager_key_end_pk IS 'A key ends once in each way; all of them are few';

CREATE TABLE settlement.key_succession (
  successor_kid   text        NOT NULL,
  predecessor_kid text        NOT NULL,
  reason          text        NOT NULL,
  by_predecessor  text,
  by_authority    text        NOT NULL,
  made_at         timestamptz NOT NULL,
  CONSTRAINT key_succession_pk PRIMARY KEY (successor_kid),
  CONSTRAINT key_succession_successor_is_recorded FOREIGN KEY (successor_kid) REFERENCES settlement.manager_key (kid),
  CONSTRAINT key_succession_predecessor_is_recorded FOREIGN KEY (predecessor_kid) REFERENCES settlement.manager_key (kid),
  CONSTRAINT key_succession_reason_known CHECK (reason IN ('ROTATED', 'COMPROMISED')),
  CONSTRAINT key_succession_of_a_stolen_key_is_not_by_it CHECK ((reason = 'ROTATED') = (by_predecessor IS NOT NULL)),
  CONSTRAINT key_succession_is_compact CHECK (by_authority ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
COMMENT ON TABLE settlement.key_succession IS 'Which signing key of the manager''s came after which, in its own words: fiveseal-key-succession';
COMMENT ON COLUMN settlement.key_succession.successor_kid IS 'The next key';
COMMENT ON COLUMN settlement.key_succession.predecessor_kid IS 'The key before';
COMMENT ON COLUMN settlement.key_succession.reason IS 'ROTATED in good order, COMPROMISED if somebody else may sign with the key before';
COMMENT ON COLUMN settlement.key_succession.by_predecessor IS 'fiveseal-key-succession signed by the key before, the exact compact JWS; none if that is compromised';
COMMENT ON COLUMN settlement.key_succession.by_authority IS 'The same signed by the operator''s CA';
COMMENT ON COLUMN settlement.key_succession.made_at IS 'When it was signed';
COMMENT ON INDEX settlement.key_succession_pk IS 'The succession to a key';

CREATE TABLE settlement.key_ceremony (
  ceremony_id  text        NOT NULL,
  act          text        NOT NULL,
  kind         text,
  key          text,
  at           timestamptz,
  reason       text        NOT NULL,
  proposer_key_x text,
  proposer_key_y text,
  state        text        NOT NULL,
  proposed_by  text        NOT NULL,
  proposed_at  timestamptz NOT NULL,
  approved_by  text,
  approved_at  timestamptz,
  record       text,
  CONSTRAINT key_ceremony_pk PRIMARY KEY (ceremony_id),
  CONSTRAINT key_ceremony_act_known CHECK (act IN ('INIT', 'ROTATE', 'RETIRE', 'BACKUP', 'COMPROMISE')),
  CONSTRAINT key_ceremony_kind_known CHECK (kind IN ('SIGNING', 'AUTHORITY', 'CARD_MASTER', 'STORE')),
  CONSTRAINT key_ceremony_about_some_kind CHECK ((kind IS NULL) = (act IN ('INIT', 'BACKUP'))),
  CONSTRAINT key_ceremony_names_what_it_is_about CHECK ((key IS NOT NULL) = (act IN ('RETIRE', 'COMPROMISE'))),
  CONSTRAINT key_ceremony_theft_has_a_time CHECK (act <> 'COMPROMISE' OR at IS NOT NULL),
  CONSTRAINT key_ceremony_of_a_store_is_a_theft CHECK (kind <> 'STORE' OR act = 'COMPROMISE'),
  CONSTRAINT key_ceremony_reason_is_a_text CHECK (char_length(reason) BETWEEN 1 AND 200),
  CONSTRAINT key_ceremony_backup_is_for_two CHECK (num_nonnulls(proposer_key_x, proposer_key_y) = CASE WHEN act = 'BACKUP' THEN 2 ELSE 0 END),
  CONSTRAINT key_ceremony_state_known CHECK (state IN ('PROPOSED', 'APPROVED', 'DONE')),
  CONSTRAINT key_ceremony_approved_by_somebody CHECK ((state = 'PROPOSED') = (approved_by IS NULL)),
  CONSTRAINT key_ceremony_approved_with_time CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
  CONSTRAINT key_ceremony_by_two_people CHECK (approved_by <> proposed_by),
  CONSTRAINT key_ceremony_done_on_record CHECK ((state = 'DONE') = (record IS NOT NULL))
);
COMMENT ON TABLE settlement.key_ceremony IS 'State: what two operators decided about keys, why, and the signed record of it';
COMMENT ON COLUMN settlement.key_ceremony.ceremony_id IS 'UUIDv7';
COMMENT ON COLUMN settlement.key_ceremony.act IS 'INIT the first keys, ROTATE to a further one, RETIRE: destroy an old one, BACKUP, COMPROMISE: somebody else has it';
COMMENT ON COLUMN settlement.key_ceremony.kind IS 'Of which kind the key is';
COMMENT ON COLUMN settlement.key_ceremony.key IS 'Which key: its kid; of a CARD_MASTER its version';
COMMENT ON COLUMN settlement.key_ceremony.at IS 'Of ROTATE, from when the next key signs; of COMPROMISE, since when somebody else has it';
COMMENT ON COLUMN settlement.key_ceremony.reason IS 'In the operators'' words, 1 … 200 characters';
COMMENT ON COLUMN settlement.key_ceremony.proposer_key_x IS 'Of BACKUP: x of the first operator''s public key, to which one half of the backup''s password is encrypted, base64url';
COMMENT ON COLUMN settlement.key_ceremony.proposer_key_y IS 'Its y';
COMMENT ON COLUMN settlement.key_ceremony.state IS 'PROPOSED by one, APPROVED by another and being carried out, DONE';
COMMENT ON COLUMN settlement.key_ceremony.proposed_by IS 'The first operator';
COMMENT ON COLUMN settlement.key_ceremony.proposed_at IS 'When it was proposed';
COMMENT ON COLUMN settlement.key_ceremony.approved_by IS 'The second operator';
COMMENT ON COLUMN settlement.key_ceremony.approved_at IS 'When it was approved';
COMMENT ON COLUMN settlement.key_ceremony.record IS 'What was done: fiveseal-key-ceremony, signed by the manager, the exact compact JWS';
COMMENT ON INDEX settlement.key_ceremony_pk IS 'A ceremony by its id; all of them, newest first';

CREATE TABLE settlement.stolen_card_master (
  version     integer     NOT NULL,
  stolen_at   timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT stolen_card_master_pk PRIMARY KEY (version),
  CONSTRAINT stolen_card_master_version_in_range CHECK (version BETWEEN 1 AND 255)
);
COMMENT ON TABLE settlement.stolen_card_master IS 'Card master keys that somebody else has: no card proves itself by them any more';
COMMENT ON COLUMN settlement.stolen_card_master.version IS 'Which version';
COMMENT ON COLUMN settlement.stolen_card_master.stolen_at IS 'Since when somebody else has it';
COMMENT ON COLUMN settlement.stolen_card_master.recorded_at IS 'When two operators said so';
COMMENT ON INDEX settlement.stolen_card_master_pk IS 'A version is stolen once; all of them are few';

GRANT SELECT, INSERT ON settlement.manager_key_end, settlement.key_succession, settlement.key_ceremony, settlement.stolen_card_master TO fiveseal_app;
GRANT UPDATE (state, approved_by, approved_at, record) ON settlement.key_ceremony TO fiveseal_app;
