-- What a second look at the mall found.

-- A roll-up's horizon is the oldest transaction under way: what committed after that one began is
-- above it too, so it does not tell where what was posted before the roll-up ends. Its own number
-- does. Of the roll-ups that are there it is their rows' xmin, completed by the horizon, which is
-- less than 2^32 transactions below.
ALTER TABLE settlement.ledger_roll_up ADD COLUMN ceiling bigint;
UPDATE settlement.ledger_roll_up r SET ceiling = n.above + CASE WHEN n.above < r.horizon THEN 4294967296 ELSE 0 END
  FROM (SELECT cluster_id, horizon, horizon - horizon % 4294967296 + CAST(CAST(xmin AS text) AS bigint) AS above
          FROM settlement.ledger_roll_up) n
 WHERE n.cluster_id = r.cluster_id AND n.horizon = r.horizon;
ALTER TABLE settlement.ledger_roll_up
  ALTER COLUMN ceiling SET NOT NULL,
  ADD CONSTRAINT ledger_roll_up_ceiling_not_below_horizon CHECK (ceiling >= horizon);
COMMENT ON COLUMN settlement.ledger_roll_up.ceiling IS 'The roll-up''s own transaction: all that was written before, committed or not, has a smaller posted_in';

-- After a restore of a dump all transfers bear one transaction's number, and numbers of transfers
-- are not in the order of time: a statement of a day had other days' lines.
DROP INDEX settlement.transfer_of_debit_account;
CREATE INDEX transfer_of_debit_account ON settlement.transfer (debit_account_id, posted_in, posted_at, transfer_id);
COMMENT ON INDEX settlement.transfer_of_debit_account IS 'What left an account, in the order of its statement';
DROP INDEX settlement.transfer_of_credit_account;
CREATE INDEX transfer_of_credit_account ON settlement.transfer (credit_account_id, posted_in, posted_at, transfer_id);
COMMENT ON INDEX settlement.transfer_of_credit_account IS 'What came to an account, in the order of its statement';

COMMENT ON COLUMN settlement.roll_up.took_millis IS 'How long it took; the next one waits twenty times as long, ten minutes at most, on whatever node';

-- What tokens proposed that belong to no login stands under the names that they have now. Where
-- there is a login of that name the token acted as that login.
UPDATE settlement.decision d SET proposed_by = 'token:' || d.proposed_by
 WHERE d.approved_by IS NULL AND d.proposed_by IN ('operator-1', 'operator-2')
   AND NOT EXISTS (SELECT FROM access.console_user u WHERE u.name = d.proposed_by);

-- A lower store reads no trail, so nobody asks by its users either.
DROP INDEX access.admin_action_of_store_user;
