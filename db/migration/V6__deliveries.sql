-- Deliveries that wait, by store and by age: one store's backlog is not read to find another's.

CREATE INDEX delivery_due_of_store ON settlement.delivery (store_id, next_attempt_at) WHERE acknowledged_at IS NULL;
COMMENT ON INDEX settlement.delivery_due_of_store IS 'What is to be delivered to a store, longest due first; the stores that wait for something';
DROP INDEX settlement.delivery_due;
CREATE INDEX delivery_unacknowledged ON settlement.delivery (settlement_id) WHERE acknowledged_at IS NULL;
COMMENT ON INDEX settlement.delivery_unacknowledged IS 'The operators'' list of what no store has taken, oldest first';
