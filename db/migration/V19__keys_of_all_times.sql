-- A copy of the vault that is older than the database must be noticed: which keys there are is on
-- record, card master keys with what tells them apart. And a theft that is declared late adds a
-- succession to one that is there already.

CREATE TABLE settlement.card_master_key (
  version     integer     NOT NULL,
  check_value text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT card_master_key_pk PRIMARY KEY (version),
  CONSTRAINT card_master_key_version_in_range CHECK (version BETWEEN 1 AND 255),
  CONSTRAINT card_master_key_shown_by_8_bytes CHECK (check_value ~ '^[0-9a-f]{16}$')
);
COMMENT ON TABLE settlement.card_master_key IS 'Every card master key that the manager''s vault has ever held: a version is given once';
COMMENT ON COLUMN settlement.card_master_key.version IS 'The key version that its cards have';
COMMENT ON COLUMN settlement.card_master_key.check_value IS 'The first 8 bytes of HMAC-SHA-256 under it over fiveseal-key-check-value, hex: tells keys apart, and nothing of them';
COMMENT ON COLUMN settlement.card_master_key.recorded_at IS 'When a node first saw the key in the vault';
COMMENT ON INDEX settlement.card_master_key_pk IS 'A version by its number; all of them are few';

CREATE TABLE settlement.destroyed_card_master (
  version      integer     NOT NULL,
  destroyed_at timestamptz NOT NULL,
  CONSTRAINT destroyed_card_master_pk PRIMARY KEY (version),
  CONSTRAINT destroyed_card_master_of_a_recorded_one FOREIGN KEY (version) REFERENCES settlement.card_master_key (version)
);
COMMENT ON TABLE settlement.destroyed_card_master IS 'Card master keys that are in the vault no more';
COMMENT ON COLUMN settlement.destroyed_card_master.version IS 'Which version';
COMMENT ON COLUMN settlement.destroyed_card_master.destroyed_at IS 'When it was destroyed, or declared as lost';
COMMENT ON INDEX settlement.destroyed_card_master_pk IS 'A key is destroyed once; all of them are few';

ALTER TABLE settlement.key_succession
  DROP CONSTRAINT key_succession_pk,
  ADD CONSTRAINT key_succession_pk PRIMARY KEY (successor_kid, predecessor_kid, reason);
COMMENT ON INDEX settlement.key_succession_pk IS 'A key succeeds another one once in good order, and once more if that one was stolen';

ALTER TABLE settlement.manager_key_end
  DROP CONSTRAINT manager_key_end_pk,
  ADD CONSTRAINT manager_key_end_pk PRIMARY KEY (kid, what, at);
COMMENT ON INDEX settlement.manager_key_end_pk IS 'A key is destroyed once; of several times at which it was stolen the earliest counts; all of them are few';

ALTER TABLE settlement.key_ceremony
  ADD COLUMN newest_before integer,
  ADD CONSTRAINT key_ceremony_only_a_rotation_counts CHECK (newest_before IS NULL OR act = 'ROTATE');
COMMENT ON COLUMN settlement.key_ceremony.newest_before IS 'Of ROTATE: the number of the newest key of its kind when it was first approved, so that one that was interrupted makes no second key';


GRANT SELECT, INSERT ON settlement.card_master_key, settlement.destroyed_card_master TO fiveseal_app;
GRANT UPDATE (newest_before) ON settlement.key_ceremony TO fiveseal_app;
