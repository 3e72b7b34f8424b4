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
