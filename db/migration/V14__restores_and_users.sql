-- A dump restored into the server that it came from bears that server's name, but its transfers get
-- new transaction numbers: whose numbers a roll-up means is told by the server and by the file that
-- the transfers lie in.

CREATE FUNCTION settlement.posting_numbers() RETURNS bigint
  LANGUAGE sql STABLE
  RETURN (
    SELECT hashint8extended(p.system_identifier, CAST(pg_relation_filenode(CAST('settlement.transfer' AS regclass)) AS bigint))
      FROM pg_control_system() p);
COMMENT ON FUNCTION settlement.posting_numbers() IS 'Which series of transaction numbers transfer.posted_in is of: the server''s (pg_control_system), as long as the table''s file is the same. Every way of loading the table anew gives it another file, a base backup keeps it; so does nothing that gives rows other numbers. A rewrite that keeps the numbers (VACUUM FULL) costs one full sum';
COMMENT ON COLUMN settlement.ledger_roll_up.cluster_id IS 'Whose transaction numbers are meant (posting_numbers()); where they are others snapshots begin anew';

-- Nobody is an operator by one operator's word, and whom an operator disabled no mall enables.

ALTER TABLE access.console_user
  ADD COLUMN raised_by text,
  ADD COLUMN disabled_by_operator boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT console_user_raised_as_operator CHECK (raised_by IS NULL OR role = 'OPERATOR'),
  ADD CONSTRAINT console_user_active_is_not_disabled CHECK (state = 'DISABLED' OR NOT disabled_by_operator);
COMMENT ON COLUMN access.console_user.raised_by IS 'The operator who made, promoted, enabled or reset this one: until another operator agrees nobody signs in as them. Null once agreed to, for other roles, and for the operators of the configuration';
COMMENT ON COLUMN access.console_user.disabled_by_operator IS 'Whether an operator disabled the user, so that no mall enables them';
UPDATE access.console_user u SET disabled_by_operator = coalesce((
  SELECT a.role = 'OPERATOR' FROM access.admin_action a
   WHERE a.what = 'user-disabled' AND a.subject = u.name
   ORDER BY a.action_id DESC LIMIT 1), true)
 WHERE u.state = 'DISABLED';
GRANT UPDATE (raised_by, disabled_by_operator) ON access.console_user TO fiveseal_access;

-- A lower store reads no trail: its mall does.
DROP INDEX access.admin_action_of_store;

-- The roll-up of a very busy hour takes long, and pauses afterwards as long as that.
ALTER TABLE settlement.roll_up
  ADD COLUMN took_millis bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT roll_up_took_some_time CHECK (took_millis >= 0);
COMMENT ON COLUMN settlement.roll_up.took_millis IS 'How long it took; the next one waits twenty times as long, on whatever node';
GRANT UPDATE (took_millis) ON settlement.roll_up TO fiveseal_app;
