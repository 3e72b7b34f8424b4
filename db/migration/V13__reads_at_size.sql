-- What was missing so that every page of the consoles costs the same however long the history is,
-- and one more word about who may decide together.

-- What is in doubt is shown by its age, which the former indexes did not have in order.
DROP INDEX settlement.settlement_in_doubt;
CREATE INDEX settlement_doubt_by_age ON settlement.settlement (least(expires_at, cancelled_at), settlement_id) WHERE state = 'IN_DOUBT';
COMMENT ON INDEX settlement.settlement_doubt_by_age IS 'Payments in doubt, longest first, by keyset';
DROP INDEX settlement.value_update_in_doubt;
CREATE INDEX value_update_doubt_by_age ON settlement.value_update (coalesce(expires_at, created_at), update_id) WHERE state = 'IN_DOUBT';
COMMENT ON INDEX settlement.value_update_doubt_by_age IS 'Value updates in doubt, longest first, by keyset';

-- What waits for a card is asked at each presentation, and was looked for among all its loads.
DROP INDEX settlement.value_update_due_of_card;
CREATE INDEX value_update_due_of_card ON settlement.value_update (card_number, state, created_at);
COMMENT ON INDEX settlement.value_update_due_of_card IS 'What is due for a card that is presented, and what is in doubt on it';

CREATE INDEX key_request_of_store ON settlement.key_request (store_id, requested_at DESC);
COMMENT ON INDEX settlement.key_request_of_store IS 'A store''s newest requests for certificates';

CREATE INDEX ledger_roll_up_by_time ON settlement.ledger_roll_up (cluster_id, made_at);
COMMENT ON INDEX settlement.ledger_roll_up_by_time IS 'Where in the order of posting a day begins, for statements';

-- A token that belongs to no login may be anybody's who has one; the two tokens are two people's.
ALTER TABLE settlement.decision
  ADD CONSTRAINT decision_by_two_of_a_kind CHECK ((approved_by ~ '^token:') = (proposed_by ~ '^token:'));

CREATE INDEX console_user_active_operator ON access.console_user (user_id) WHERE role = 'OPERATOR' AND state = 'ACTIVE';
COMMENT ON INDEX access.console_user_active_operator IS 'The operators who may sign in, of whom one has to be left';
CREATE INDEX admin_action_of_mall_user ON access.admin_action (mall_id, user_name, action_id) WHERE mall_id IS NOT NULL;
COMMENT ON INDEX access.admin_action_of_mall_user IS 'What one administrator did to a mall''s data, newest first, by keyset';
CREATE INDEX admin_action_of_store_user ON access.admin_action (store_id, user_name, action_id) WHERE store_id IS NOT NULL;
COMMENT ON INDEX access.admin_action_of_store_user IS 'What one administrator did to a lower store''s data, newest first, by keyset';

CREATE INDEX good_shown ON shop.good (good_id) WHERE state <> 'WITHDRAWN';
COMMENT ON INDEX shop.good_shown IS 'What the shop shows, page by page, past however many goods that are withdrawn';
CREATE INDEX good_shown_of_store ON shop.good (store_id, good_id) WHERE state <> 'WITHDRAWN';
COMMENT ON INDEX shop.good_shown_of_store IS 'What the shop shows of a store, page by page';
