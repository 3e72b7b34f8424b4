-- A mall that has been open for 28 days, with as many settlements as :settlements says and
-- everything else in proportion; stores and users' roles are as many in a short history as in a
-- long one. Made in one go and without foreign keys, as its owner could restore it.
SET session_replication_role = replica;
SET search_path = settlement;

CREATE FUNCTION public.id_at(at timestamptz, number bigint) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7000-8000-' || lpad(to_hex(number), 12, '0')
    FROM (SELECT lpad(to_hex(cast(floor(extract(epoch FROM at) * 1000) AS bigint)), 12, '0') AS h) x $$;

-- Sixteen digits, the last one the check digit.
CREATE FUNCTION public.card(number bigint) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT x.digits || (10 - sum(CASE WHEN p % 2 = 1 THEN d * 2 / 10 + d * 2 % 10 ELSE d END) % 10) % 10
    FROM (SELECT lpad(cast(number AS text), 15, '0') AS digits) x, generate_series(1, 15) p,
      LATERAL (SELECT cast(substr(x.digits, p, 1) AS int) AS d) y GROUP BY x.digits $$;

CREATE TABLE public.made AS
  SELECT i, public.id_at(at, i) AS id, at, 'r' || i AS request,
    CASE WHEN i % 10 = 9 THEN 'other' ELSE 'mall' END AS store,
    CASE WHEN i % 10 = 9 THEN 'o' ELSE 'l' END || (i * 7 + i / 10) % 10 AS seller,
    100 + i % 5000 AS amount,
    CASE WHEN i % 20 = 0 THEN 1 ELSE 1 + i % (:settlements / 10) END AS holder,
    CASE WHEN i % 1000 = 0 THEN 'IN_DOUBT' WHEN i % 1000 = 1 THEN 'REVERSED'
      WHEN i % 1000 < 12 THEN 'DECLINED' WHEN i % 1000 < 22 THEN 'CANCELLED'
      WHEN i % 1000 < 52 THEN 'EXPIRED' WHEN i % 1000 = 52 THEN 'COMPLETED'
      WHEN i >= :settlements - 20 AND i % 20 > 0 THEN 'ISSUED' ELSE 'RECEIPTED' END AS state
  FROM (SELECT i, timestamptz '2026-02-01 12:00:00Z' + i * (interval '28 days' / :settlements) AS at
    FROM generate_series(0, :settlements - 1) i) t;
CREATE TABLE public.issued AS SELECT i AS holder, public.card(i) AS card FROM generate_series(1, :settlements / 10) i;
ALTER TABLE public.made ADD COLUMN card text;
UPDATE public.made m SET card = c.card FROM public.issued c WHERE c.holder = m.holder;
CREATE INDEX ON public.made (i);
;;
INSERT INTO store (store_id, name, role, mall_id, commission_per_mille, fee_per_mille, registered_at)
  SELECT id, 'The ' || id, 'STORE', NULL, 0, 10, timestamptz '2025-01-01Z' FROM unnest(ARRAY['mall', 'other']) id
  UNION ALL SELECT 'l' || i, 'Lower ' || i, 'LOWER_STORE', 'mall', 50, 10, timestamptz '2025-01-01Z' FROM generate_series(0, 9) i
  UNION ALL SELECT 'o' || i, 'Foreign ' || i, 'LOWER_STORE', 'other', 50, 10, timestamptz '2025-01-01Z' FROM generate_series(0, 9) i
  UNION ALL SELECT 's' || lpad(cast(i AS text), 3, '0'), 'Alone ' || i, 'STORE', NULL, 0, 10, timestamptz '2025-01-01Z'
    FROM generate_series(1, 100) i;
INSERT INTO store_edit SELECT store_id, 2, 'RENAMED', 'ACTIVE', name || ' & Co', '', true, 'olivia', timestamptz '2026-01-01Z'
  FROM store WHERE store_id LIKE 's%';
INSERT INTO store_standing SELECT store_id, version, state, name FROM store_edit;
INSERT INTO store_key (kid, store_id, certificate, issuer_kid, not_before, not_after, enrolled_at)
  SELECT lpad(store_id, 43, 'x'), store_id, '\x00', repeat('a', 43), timestamptz '2026-01-01Z', timestamptz '2027-01-01Z',
    timestamptz '2026-01-01Z' FROM store;
INSERT INTO invitation (token_digest, store_id, made_at, expires_at, spent_at)
  SELECT lpad(cast(i AS text), 43, 'i'), 's' || lpad(cast(1 + i % 100 AS text), 3, '0'), timestamptz '2026-01-01Z',
    timestamptz '2026-01-02Z', timestamptz '2026-01-01 01:00Z' FROM generate_series(1, :settlements / 20) i;
INSERT INTO key_request (token_digest, kid, store_id, certification_request, state, requested_at, decided_by, decided_at)
  SELECT token_digest, token_digest, store_id, 'x', 'APPROVED', made_at, 'olivia', made_at FROM invitation;

INSERT INTO card (card_number, currency, key_version, next_counter, balance_minor, blocked, balance_limit, amount_limit, issued_at)
  SELECT card, 'JPY', 1 + holder % 3, 300000, 5000, false, 0, 0, timestamptz '2026-01-01Z' FROM public.issued;
INSERT INTO card_reference SELECT CASE WHEN holder = 1 THEN 'busy' ELSE cast(gen_random_uuid() AS text) END, card FROM public.issued;

INSERT INTO settlement (settlement_id, store_id, request_id, state, amount_minor, currency, card_number, created_at,
    expires_at, completed_at, changed_in)
  SELECT id, store, request, state, amount, 'JPY', card, at,
    at + CASE WHEN state = 'ISSUED' THEN interval '2 days' ELSE interval '15 minutes' END,
    CASE WHEN state IN ('COMPLETED', 'RECEIPTED') THEN at + interval '20 s' END, pg_current_xact_id() FROM public.made;
INSERT INTO settlement_line SELECT id, 1, seller, amount, 'goods', 'o-' || i FROM public.made;
INSERT INTO evidence (evidence_id, received_at, subject_id, seal, compact)
  SELECT 3 * i + s, at + s * interval '5 s', id, s, 'eyJ0eXAiOiJ4In0.e30.AA' FROM public.made, generate_series(1, 3) s
  WHERE state IN ('COMPLETED', 'RECEIPTED');
INSERT INTO command (command_id, card_number, counter, challenge, key_version, settlement_id, operation, amount_minor,
    transaction_id, balance_before_minor, ciphertext, evidence_id, state, issued_at, closed_at)
  SELECT i + 1, card, 1 + i, '\x0000000000000000', 1, id, 'DEBIT', amount, '\x00', 0, decode(repeat('00', 64), 'hex'), 1,
    CASE WHEN state = 'ISSUED' THEN 'OPEN' ELSE 'VOID' END, at, CASE WHEN state <> 'ISSUED' THEN at END FROM public.made;
INSERT INTO delivery (settlement_id, store_id, attempts, next_attempt_at, acknowledged_at, last_outcome)
  SELECT id, store, 1, CASE WHEN state = 'COMPLETED' THEN at END, CASE WHEN state = 'RECEIPTED' THEN at END, 'receipt'
  FROM public.made WHERE state IN ('COMPLETED', 'RECEIPTED');
INSERT INTO delivery_attempt SELECT 2 * i + a, id, 'COMPLETION', 'ok', true, at FROM public.made, generate_series(0, 1) a
  WHERE state IN ('COMPLETED', 'RECEIPTED');
INSERT INTO value_update (update_id, kind, state, card_number, amount_minor, currency, voucher_digest, created_at, expires_at)
  SELECT public.id_at(at, 1000000 + i), 'LOAD', CASE WHEN i % 1000 = 5 THEN 'IN_DOUBT' ELSE 'DONE' END, card, 1000, 'JPY',
    decode(lpad(to_hex(i), 64, '0'), 'hex'), at, at + interval '15 minutes' FROM public.made WHERE i % 10 = 5 OR i % 100 = 0;
INSERT INTO decision (decision_id, kind, card_number, close_doubts, reason, proposed_by, proposed_at, approved_by, approved_at)
  SELECT public.id_at(at, 2000000 + i), 'RELEASE', card, false, 'why', 'olivia', at,
    CASE WHEN i % 2000 <> 7 THEN 'oscar' END, CASE WHEN i % 2000 <> 7 THEN at END FROM public.made WHERE i % 100 = 7;
INSERT INTO credit (credit_id, kind, card_number, settlement_id, amount_minor, currency, done_minor, state, created_at)
  SELECT public.id_at(at, 3000000 + i), 'REFUND', card, id, 50, 'JPY', CASE WHEN i % 2000 = 53 THEN 0 ELSE 50 END,
    CASE WHEN i % 2000 = 53 THEN 'DUE' ELSE 'DONE' END, at FROM public.made WHERE i % 100 = 53;
INSERT INTO refund (store_id, refund_id, settlement_id, credit_id, amount_minor, message, received_at, changed_in)
  SELECT store, 'f' || i, id, public.id_at(at, 3000000 + i), 50, 'a.b.c', at, pg_current_xact_id()
  FROM public.made WHERE i % 100 = 53;
INSERT INTO discrepancy SELECT public.id_at(at, 4000000 + i), card, 'GAP', 1, NULL, NULL, decode(repeat('00', 34), 'hex'), at
  FROM public.made WHERE i % 1000 = 61;
INSERT INTO completion_endpoint SELECT 'mall', i, 'https://mall.example', 'a.b.c', now() FROM generate_series(1, 3) i;
INSERT INTO manager_key VALUES (repeat('a', 43), 'AUTHORITY', '\x00', repeat('a', 43), timestamptz '2026-01-01Z', timestamptz '2036-01-01Z', now());

INSERT INTO account (account_id, kind, owner, currency, opened_at)
  SELECT row_number() OVER (ORDER BY store_id), 'STORE', store_id, 'JPY', now() FROM store
  UNION ALL SELECT 1000, 'FUNDING', 'operator', 'JPY', now()
  UNION ALL SELECT 1000 + holder, 'CARD', card, 'JPY', now() FROM public.issued;
INSERT INTO activity_hour (mall_id, seller, hour_start, currency, requested, open, in_doubt, completed, receipted, declined,
    expired, cancelled, reversed, payments, sales_minor, commission_minor, fee_minor, refunds, refunded_minor)
  SELECT m.mall, m.seller, h, 'JPY', 9, 0, 0, 0, 9, 0, 0, 0, 0, 9, 900, 45, 9, 0, 0
  FROM (SELECT 'mall' AS mall, 'l' || i AS seller FROM generate_series(0, 9) i
    UNION ALL SELECT 'other', 'o' || i FROM generate_series(0, 9) i
    UNION ALL SELECT 'mall', '*' UNION ALL SELECT 'other', '*') m,
    generate_series(timestamptz '2026-03-01Z' - (33 + :settlements / 600) * interval '1 day', timestamptz '2026-03-01 11:00Z', interval '1 hour') h;
;;
-- Posted in the order of time, a thousand at once, and rolled up as the timer does.
DO $$
DECLARE
  server bigint := posting_numbers();
BEGIN
  FOR k IN 0 .. (:settlements - 901) / 1000 LOOP
    INSERT INTO transfer (transfer_id, debit_account_id, credit_account_id, amount_minor, currency, kind, settlement_id, line_no, posted_at)
      SELECT m.i + 1, 1000 + m.holder, a.account_id, m.amount, 'JPY', 'PAYMENT', m.id, 1, m.at + interval '20 s'
      FROM public.made m JOIN account a ON a.owner = m.seller WHERE m.state IN ('COMPLETED', 'RECEIPTED')
        AND m.i >= 1000 * k AND m.i < least(1000 * k + 1000, :settlements - 900);
    INSERT INTO ledger_roll_up SELECT server, cast(cast(pg_current_xact_id() AS text) AS bigint) + 1, 1000, max(m.at) + interval '30 s',
        cast(cast(pg_current_xact_id() AS text) AS bigint) + 1
      FROM public.made m WHERE m.i < 1000 * k + 1000;
    INSERT INTO account_balance_snapshot
      SELECT server, a.account_id, cast(cast(pg_current_xact_id() AS text) AS bigint) + 1,
        coalesce(b.debited_minor, 0) + coalesce(t.debited, 0), coalesce(b.credited_minor, 0) + coalesce(t.credited, 0)
      FROM account a
        LEFT JOIN LATERAL (SELECT s.debited_minor, s.credited_minor FROM account_balance_snapshot s
          WHERE s.cluster_id = server AND s.account_id = a.account_id ORDER BY s.horizon DESC LIMIT 1) b ON true
        JOIN (SELECT x.account_id, sum(x.debited) AS debited, sum(x.credited) AS credited
          FROM (SELECT debit_account_id AS account_id, amount_minor AS debited, 0 AS credited FROM transfer
              WHERE transfer_id > 1000 * k AND transfer_id <= 1000 * k + 1000
            UNION ALL SELECT credit_account_id, 0, amount_minor FROM transfer
              WHERE transfer_id > 1000 * k AND transfer_id <= 1000 * k + 1000) x
          GROUP BY x.account_id HAVING count(*) >= 5) t ON t.account_id = a.account_id;
    COMMIT;
  END LOOP;
END $$;
;;
INSERT INTO kind_balance_snapshot
  SELECT r.cluster_id, r.horizon, x.kind, 'JPY', sum(x.debited), sum(x.credited)
  FROM (SELECT * FROM ledger_roll_up ORDER BY horizon DESC LIMIT 1) r,
    (SELECT a.kind, t.amount_minor AS debited, 0 AS credited FROM transfer t JOIN account a ON a.account_id = t.debit_account_id
    UNION ALL SELECT a.kind, 0, t.amount_minor FROM transfer t JOIN account a ON a.account_id = t.credit_account_id) x
  GROUP BY r.cluster_id, r.horizon, x.kind;
;;
SET search_path = settlement;
INSERT INTO transfer (transfer_id, debit_account_id, credit_account_id, amount_minor, currency, kind, settlement_id, line_no, posted_at)
  SELECT m.i + 1, 1000 + m.holder, a.account_id, m.amount, 'JPY', 'PAYMENT', m.id, 1, m.at + interval '20 s'
  FROM public.made m JOIN account a ON a.owner = m.seller WHERE m.state IN ('COMPLETED', 'RECEIPTED') AND m.i >= :settlements - 900;

-- Users: a mall's administrator who signs in all day, and an operator who does everything.
SET search_path = access;
INSERT INTO console_user (user_id, name, display_name, role, store_id, mall_id, password_hash, password_set_at,
    must_change_password, state, created_at)
  SELECT public.id_at(timestamptz '2026-01-01Z', i), 'user' || i, 'User ' || i,
    CASE WHEN i <= 3 THEN 'OPERATOR' WHEN i = 4 THEN 'AUDITOR' WHEN i % 2 = 1 THEN 'MALL_ADMIN' ELSE 'LOWER_STORE' END,
    CASE WHEN i > 4 THEN CASE WHEN i % 2 = 1 THEN 'mall' ELSE 'l1' END END, CASE WHEN i > 4 THEN 'mall' END,
    'x', timestamptz '2026-01-01Z', false, 'ACTIVE', timestamptz '2026-01-01Z'
  FROM generate_series(1, 50 + :settlements / 50) i;
INSERT INTO login_session (session_id, user_id, created_at, last_seen_at, address, browser, ended_at, end_reason)
  SELECT lpad(to_hex(i), 64, '0'), public.id_at(timestamptz '2026-01-01Z', 1 + i % 8 * (i % 2)), at, at, '192.0.2.1', 'b', at, 'LOGOUT'
  FROM public.made;
INSERT INTO admin_action
  SELECT public.id_at(at, i), at, public.id_at(timestamptz '2026-01-01Z', 1 + i % 8), 'user' || 1 + i % 8, 'OPERATOR',
    CASE WHEN i % 3 = 0 THEN 'l1' WHEN i % 3 = 1 THEN 'mall' END, CASE WHEN i % 3 < 2 THEN 'mall' END, 'card-read', 'x', ''
  FROM public.made;

-- The shop: goods of which half are withdrawn, one store in ten hidden, orders, tills' orders.
SET search_path = shop;
INSERT INTO lower_store SELECT 'l' || i, 'mall', 'Lower ' || i, '', i <> 9 FROM generate_series(0, 9) i;
INSERT INTO picture SELECT lpad(to_hex(i), 64, '0'), '\x00', 1, 1 FROM generate_series(1, 1 + :settlements / 10) i;
INSERT INTO good (good_id, store_id, name, description, price_minor, currency, state, grams)
  SELECT 'g' || lpad(cast(i AS text), 8, '0'), 'l' || i % 10, 'bread ' || i % 1000, '', 100, 'JPY',
    CASE WHEN i BETWEEN :settlements / 4 AND :settlements / 2 OR i % 4 = 0 THEN 'WITHDRAWN' ELSE 'FOR_SALE' END,
    ARRAY['b', 'r', 'e', 'a', 'd', 'br', 're', 'ea', 'ad', 'n' || i % 1000, '' || i % 10, '' || i % 100]
  FROM generate_series(1, :settlements) i;
INSERT INTO basket SELECT encode(sha256(cast('basket' || i AS bytea)), 'hex'), lpad(cast(i AS text), 22, '0'), timestamptz '2026-02-20Z'
  FROM generate_series(1, :settlements / 10) i;
INSERT INTO basket_line SELECT encode(sha256(cast('basket' || i AS bytea)), 'hex'), 'g' || lpad(cast(g + i AS text), 8, '0'), 1, 100,
    timestamptz '2026-02-20Z' FROM generate_series(1, :settlements / 10) i, generate_series(0, 2) g;
INSERT INTO shop_order SELECT lpad(cast(i AS text), 22, '0'), request, 'mall',
    encode(sha256(cast('basket' || (CASE WHEN i % 4 = 0 THEN 1 ELSE 1 + i % (:settlements / 10) END) AS bytea)), 'hex'), 'goods', amount, 'JPY', at
  FROM public.made;
INSERT INTO order_part SELECT lpad(cast(i AS text), 22, '0'), 1, seller, 'Lower', 'o-' || i, 'goods', amount FROM public.made;
INSERT INTO order_item SELECT lpad(cast(i AS text), 22, '0'), 1, 1, 'g' || lpad(cast(i AS text), 8, '0'), 'bread', 1, amount FROM public.made;
INSERT INTO order_ended SELECT lpad(cast(i AS text), 22, '0'), 'EXPIRED', at FROM public.made WHERE state = 'EXPIRED';
INSERT INTO till_order SELECT 'l' || i % 10, 't' || i, 'a.b.c', amount, 'JPY', 'coffee', at,
    at + CASE WHEN i >= :settlements - 300 THEN interval '2 days' ELSE interval '15 minutes' END FROM public.made;
INSERT INTO till_bundle SELECT 'l' || i % 10, 't' || i, lpad(cast(i AS text), 22, '0'), 1 FROM public.made WHERE i % 2 = 0;
INSERT INTO request_made SELECT request, 'a.b.c', at FROM public.made;
INSERT INTO request_taken SELECT request, id, 'https://pay.example', at FROM public.made;
INSERT INTO completion_accepted SELECT request, id, 'a.b.c', at FROM public.made WHERE state IN ('COMPLETED', 'RECEIPTED');
INSERT INTO receipt_issued SELECT request, 'a.b.' || i, at FROM public.made WHERE state = 'RECEIPTED';
INSERT INTO receipt_taken SELECT request, at FROM public.made WHERE state = 'RECEIPTED';
INSERT INTO reversal_made SELECT 'REFUND', 'f' || i, 1, id, 'a.b.c', at FROM public.made WHERE i % 100 = 53;
INSERT INTO reversal_dropped SELECT 'REFUND', 'f' || i, 1, at FROM public.made WHERE i % 1000 = 53;
INSERT INTO refund_asked SELECT 'f' || i, id, 1, seller, 50, 'JPY', 'RETURNED', '', 'mia', at FROM public.made WHERE i % 100 = 53;
INSERT INTO refund_ended SELECT 'f' || i, true, 'DUE', at FROM public.made WHERE i % 100 = 53;
DROP TABLE public.made, public.issued;
;;
VACUUM ANALYZE;
