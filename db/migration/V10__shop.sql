-- The shop: what the mall shows of its lower stores, their goods, what shoppers put into baskets and
-- ordered, and what lower stores' own tills ordered. All of it is the mall's; none of it moves money.

CREATE TABLE shop.lower_store (
  store_id    text        NOT NULL,
  mall_id     text        NOT NULL,
  name        text        NOT NULL,
  description text        NOT NULL,
  shown       boolean     NOT NULL DEFAULT true,
  version     integer     NOT NULL DEFAULT 1,
  changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT lower_store_pk PRIMARY KEY (store_id),
  CONSTRAINT lower_store_id_is_a_store_id CHECK (store_id ~ '^[A-Za-z0-9._-]{1,64}$'),
  CONSTRAINT lower_store_mall_is_a_store_id CHECK (mall_id ~ '^[A-Za-z0-9._-]{1,64}$'),
  CONSTRAINT lower_store_is_not_its_mall CHECK (store_id <> mall_id),
  CONSTRAINT lower_store_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  CONSTRAINT lower_store_description_length CHECK (char_length(description) <= 2000),
  CONSTRAINT lower_store_version_positive CHECK (version > 0)
);
COMMENT ON TABLE shop.lower_store IS 'State: the mall''s own list of its lower stores: whose orders it takes and what its shop shows of them';
COMMENT ON COLUMN shop.lower_store.store_id IS 'The store''s id, as at the manager';
COMMENT ON COLUMN shop.lower_store.mall_id IS 'The mall whose list this is; every query names it';
COMMENT ON COLUMN shop.lower_store.name IS 'What shoppers read';
COMMENT ON COLUMN shop.lower_store.description IS 'A few sentences for shoppers; may be empty';
COMMENT ON COLUMN shop.lower_store.shown IS 'Whether it sells now; if not, its goods are not shown and not sold, and its tills'' orders are not taken';
COMMENT ON COLUMN shop.lower_store.version IS 'Counts changes: who changes an older version gets a conflict';
COMMENT ON COLUMN shop.lower_store.changed_at IS 'When it was last changed';
COMMENT ON INDEX shop.lower_store_pk IS 'A store of the list';
CREATE INDEX lower_store_of_mall ON shop.lower_store (mall_id, name, store_id);
COMMENT ON INDEX shop.lower_store_of_mall IS 'A mall''s lower stores by name';

CREATE TABLE shop.picture (
  digest  text        NOT NULL,
  png     bytea       NOT NULL,
  width   integer     NOT NULL,
  height  integer     NOT NULL,
  kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT picture_pk PRIMARY KEY (digest),
  CONSTRAINT picture_digest_is_sha256 CHECK (digest ~ '^[0-9a-f]{64}$'),
  CONSTRAINT picture_size CHECK (octet_length(png) BETWEEN 1 AND 4194304),
  CONSTRAINT picture_width CHECK (width BETWEEN 1 AND 1600),
  CONSTRAINT picture_height CHECK (height BETWEEN 1 AND 1600)
);
COMMENT ON TABLE shop.picture IS 'Pictures of goods, drawn anew by the mall: nothing of what was uploaded but its pixels';
COMMENT ON COLUMN shop.picture.digest IS 'SHA-256 of png in hex; the picture''s address, so that it can be cached for ever';
COMMENT ON COLUMN shop.picture.png IS 'The picture as PNG';
COMMENT ON COLUMN shop.picture.width IS 'Pixels';
COMMENT ON COLUMN shop.picture.height IS 'Pixels';
COMMENT ON COLUMN shop.picture.kept_at IS 'When it was first uploaded';
COMMENT ON INDEX shop.picture_pk IS 'A picture by its address; the same picture is kept once';

CREATE TABLE shop.good (
  good_id     text        NOT NULL,
  store_id    text        NOT NULL,
  name        text        NOT NULL,
  description text        NOT NULL,
  price_minor bigint      NOT NULL,
  currency    text        NOT NULL,
  picture     text,
  state       text        NOT NULL,
  grams       text[]      NOT NULL,
  version     integer     NOT NULL DEFAULT 1,
  changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT good_pk PRIMARY KEY (good_id),
  CONSTRAINT good_of_a_store FOREIGN KEY (store_id) REFERENCES shop.lower_store (store_id),
  CONSTRAINT good_with_a_picture FOREIGN KEY (picture) REFERENCES shop.picture (digest),
  CONSTRAINT good_id_is_a_store_id CHECK (good_id ~ '^[A-Za-z0-9._-]{1,64}$'),
  CONSTRAINT good_name_length CHECK (char_length(name) BETWEEN 1 AND 120),
  CONSTRAINT good_description_length CHECK (char_length(description) <= 2000),
  CONSTRAINT good_price_in_range CHECK (price_minor BETWEEN 1 AND 2147483647),
  CONSTRAINT good_currency_is_a_code CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT good_state_known CHECK (state IN ('FOR_SALE', 'SOLD_OUT', 'WITHDRAWN')),
  CONSTRAINT good_version_positive CHECK (version > 0)
);
COMMENT ON TABLE shop.good IS 'State: what the lower stores sell in the shop; what was ordered keeps its own name and price';
COMMENT ON COLUMN shop.good.good_id IS 'The mall''s id of it';
COMMENT ON COLUMN shop.good.store_id IS 'Whose it is';
COMMENT ON COLUMN shop.good.name IS 'What shoppers read';
COMMENT ON COLUMN shop.good.description IS 'A few sentences for shoppers; may be empty';
COMMENT ON COLUMN shop.good.price_minor IS 'Price of one, in minor units of its currency';
COMMENT ON COLUMN shop.good.currency IS 'ISO 4217, alphabetic';
COMMENT ON COLUMN shop.good.picture IS 'Its picture; empty: none';
COMMENT ON COLUMN shop.good.state IS 'FOR_SALE, SOLD_OUT (shown, not sold) or WITHDRAWN (not shown)';
COMMENT ON COLUMN shop.good.grams IS 'Single characters and pairs of neighbours of its name, folded: what a search looks for, in any script';
COMMENT ON COLUMN shop.good.version IS 'Counts changes: who changes an older version gets a conflict';
COMMENT ON COLUMN shop.good.changed_at IS 'When it was last changed';
COMMENT ON INDEX shop.good_pk IS 'A good; the console''s and the shop''s lists over all stores, page by page';
CREATE INDEX good_of_store ON shop.good (store_id, good_id);
COMMENT ON INDEX shop.good_of_store IS 'A store''s goods, page by page';
CREATE INDEX good_by_grams ON shop.good USING gin (grams) WITH (fastupdate = off);
COMMENT ON INDEX shop.good_by_grams IS 'Goods in whose names a text stands, for the search; nothing waits in a list beside it, since goods are searched far more often than changed';

CREATE TABLE shop.basket (
  basket_id     text        NOT NULL,
  next_order_id text        NOT NULL,
  touched_at    timestamptz NOT NULL,
  CONSTRAINT basket_pk PRIMARY KEY (basket_id),
  CONSTRAINT basket_next_order_once UNIQUE (next_order_id),
  CONSTRAINT basket_id_is_sha256 CHECK (basket_id ~ '^[0-9a-f]{64}$'),
  CONSTRAINT basket_next_order_is_an_order_id CHECK (next_order_id ~ '^[A-Za-z0-9_-]{22}$')
);
COMMENT ON TABLE shop.basket IS 'State: deleted when nobody touched it for 30 days. Baskets of shoppers whom nobody knows';
COMMENT ON COLUMN shop.basket.basket_id IS 'SHA-256 in hex of the 128 random bits in the shopper''s cookie: who reads this table cannot take a basket over';
COMMENT ON COLUMN shop.basket.next_order_id IS 'Id of the order that this basket becomes: the same button pressed twice is the same order';
COMMENT ON COLUMN shop.basket.touched_at IS 'When something was put in or taken out';
COMMENT ON INDEX shop.basket_pk IS 'The basket of a cookie';
COMMENT ON INDEX shop.basket_next_order_once IS 'No two baskets become the same order';
CREATE INDEX basket_by_touch ON shop.basket (touched_at);
COMMENT ON INDEX shop.basket_by_touch IS 'Baskets that nobody wants any more, for the sweep';

CREATE TABLE shop.basket_line (
  basket_id        text        NOT NULL,
  good_id          text        NOT NULL,
  quantity         integer     NOT NULL,
  seen_price_minor bigint      NOT NULL,
  put_at           timestamptz NOT NULL,
  CONSTRAINT basket_line_pk PRIMARY KEY (basket_id, good_id),
  CONSTRAINT basket_line_of_a_basket FOREIGN KEY (basket_id) REFERENCES shop.basket (basket_id) ON DELETE CASCADE,
  CONSTRAINT basket_line_of_a_good FOREIGN KEY (good_id) REFERENCES shop.good (good_id),
  CONSTRAINT basket_line_quantity_in_range CHECK (quantity BETWEEN 1 AND 99)
);
COMMENT ON TABLE shop.basket_line IS 'State: deleted when it is taken out or ordered. What is in a basket';
COMMENT ON COLUMN shop.basket_line.basket_id IS 'The basket';
COMMENT ON COLUMN shop.basket_line.good_id IS 'What is in it';
COMMENT ON COLUMN shop.basket_line.quantity IS 'How many, 1 to 99';
COMMENT ON COLUMN shop.basket_line.seen_price_minor IS 'The price of one that the shopper last saw and agreed to: if it has changed since, the shopper is asked again';
COMMENT ON COLUMN shop.basket_line.put_at IS 'When it was first put in';
COMMENT ON INDEX shop.basket_line_pk IS 'What is in a basket';

CREATE TABLE shop.shop_order (
  order_id    text        NOT NULL,
  request_id  text        NOT NULL,
  mall_id     text        NOT NULL,
  basket_id   text,
  description text        NOT NULL,
  amount      bigint      NOT NULL,
  currency    text        NOT NULL,
  made_at     timestamptz NOT NULL,
  CONSTRAINT shop_order_pk PRIMARY KEY (order_id),
  CONSTRAINT shop_order_request_once UNIQUE (request_id),
  CONSTRAINT shop_order_id_is_unguessable CHECK (order_id ~ '^[A-Za-z0-9_-]{22}$'),
  CONSTRAINT shop_order_amount_in_range CHECK (amount BETWEEN 1 AND 2147483647),
  CONSTRAINT shop_order_currency_is_a_code CHECK (currency ~ '^[A-Z]{3}$')
);
COMMENT ON TABLE shop.shop_order IS 'Orders, written before message 1 leaves and never changed: a retry asks for the same';
COMMENT ON COLUMN shop.shop_order.order_id IS '128 random bits in base64url: who knows it may see the order';
COMMENT ON COLUMN shop.shop_order.request_id IS 'The requestId of its message 1';
COMMENT ON COLUMN shop.shop_order.mall_id IS 'The mall that sells';
COMMENT ON COLUMN shop.shop_order.basket_id IS 'The basket it came of; empty: tills'' orders that the desk bundled';
COMMENT ON COLUMN shop.shop_order.description IS 'Message 1''s description';
COMMENT ON COLUMN shop.shop_order.amount IS 'Sum of its lines in minor units';
COMMENT ON COLUMN shop.shop_order.currency IS 'ISO 4217, alphabetic';
COMMENT ON COLUMN shop.shop_order.made_at IS 'When it was ordered';
COMMENT ON INDEX shop.shop_order_pk IS 'An order for who knows its id';
COMMENT ON INDEX shop.shop_order_request_once IS 'The order of a request; there is one message 1 for an order';
CREATE INDEX shop_order_of_basket ON shop.shop_order (basket_id, made_at DESC) WHERE basket_id IS NOT NULL;
COMMENT ON INDEX shop.shop_order_of_basket IS 'What a shopper ordered, newest first';

CREATE TABLE shop.order_part (
  order_id    text    NOT NULL,
  position    integer NOT NULL,
  store_id    text    NOT NULL,
  store_name  text    NOT NULL,
  order_ref   text    NOT NULL,
  description text    NOT NULL,
  amount      bigint  NOT NULL,
  CONSTRAINT order_part_pk PRIMARY KEY (order_id, position),
  CONSTRAINT order_part_of_an_order FOREIGN KEY (order_id) REFERENCES shop.shop_order (order_id),
  CONSTRAINT order_part_ref_once UNIQUE (store_id, order_ref, order_id),
  CONSTRAINT order_part_position_in_range CHECK (position BETWEEN 1 AND 100),
  CONSTRAINT order_part_amount_in_range CHECK (amount BETWEEN 1 AND 2147483647)
);
COMMENT ON TABLE shop.order_part IS 'Each lower store''s part of an order: one line of message 1';
COMMENT ON COLUMN shop.order_part.order_id IS 'The order';
COMMENT ON COLUMN shop.order_part.position IS 'From 1, as in message 1';
COMMENT ON COLUMN shop.order_part.store_id IS 'Who sells it';
COMMENT ON COLUMN shop.order_part.store_name IS 'What the store was called then';
COMMENT ON COLUMN shop.order_part.order_ref IS 'The line''s orderRef; of a till''s order its orderId';
COMMENT ON COLUMN shop.order_part.description IS 'The line''s description';
COMMENT ON COLUMN shop.order_part.amount IS 'Minor units';
COMMENT ON INDEX shop.order_part_pk IS 'The parts of an order';
COMMENT ON INDEX shop.order_part_ref_once IS 'The parts that a store knows under a reference; it names one line of an order';

CREATE TABLE shop.order_item (
  order_id      text    NOT NULL,
  position      integer NOT NULL,
  item          integer NOT NULL,
  good_id       text    NOT NULL,
  name          text    NOT NULL,
  quantity      integer NOT NULL,
  price_minor   bigint  NOT NULL,
  CONSTRAINT order_item_pk PRIMARY KEY (order_id, position, item),
  CONSTRAINT order_item_of_a_part FOREIGN KEY (order_id, position) REFERENCES shop.order_part (order_id, position),
  CONSTRAINT order_item_quantity_in_range CHECK (quantity BETWEEN 1 AND 99),
  CONSTRAINT order_item_price_in_range CHECK (price_minor BETWEEN 1 AND 2147483647)
);
COMMENT ON TABLE shop.order_item IS 'What was ordered, under the name and at the price at which it was ordered';
COMMENT ON COLUMN shop.order_item.order_id IS 'The order';
COMMENT ON COLUMN shop.order_item.position IS 'Which store''s part';
COMMENT ON COLUMN shop.order_item.item IS 'From 1, in the order of the basket';
COMMENT ON COLUMN shop.order_item.good_id IS 'What it was';
COMMENT ON COLUMN shop.order_item.name IS 'What it was called then';
COMMENT ON COLUMN shop.order_item.quantity IS 'How many';
COMMENT ON COLUMN shop.order_item.price_minor IS 'The price of one then, minor units';
COMMENT ON INDEX shop.order_item_pk IS 'The items of an order';

CREATE TABLE shop.order_ended (
  order_id text        NOT NULL,
  state    text        NOT NULL,
  ended_at timestamptz NOT NULL,
  CONSTRAINT order_ended_pk PRIMARY KEY (order_id),
  CONSTRAINT order_ended_of_an_order FOREIGN KEY (order_id) REFERENCES shop.shop_order (order_id),
  CONSTRAINT order_ended_state_final CHECK (state IN ('CANCELLED', 'EXPIRED', 'DECLINED', 'REVERSED', 'REFUSED'))
);
COMMENT ON TABLE shop.order_ended IS 'Orders that ended unpaid for good, as the manager said; what is paid has a completion';
COMMENT ON COLUMN shop.order_ended.order_id IS 'The order';
COMMENT ON COLUMN shop.order_ended.state IS 'The settlement''s last state, or REFUSED: the manager did not take message 1';
COMMENT ON COLUMN shop.order_ended.ended_at IS 'When the mall learnt it';
COMMENT ON INDEX shop.order_ended_pk IS 'Whether the manager still has to be asked';

CREATE TABLE shop.till_order (
  store_id    text        NOT NULL,
  till_id     text        NOT NULL,
  message     text        NOT NULL,
  amount      bigint      NOT NULL,
  currency    text        NOT NULL,
  description text        NOT NULL,
  received_at timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  CONSTRAINT till_order_pk PRIMARY KEY (store_id, till_id),
  CONSTRAINT till_order_of_a_store FOREIGN KEY (store_id) REFERENCES shop.lower_store (store_id),
  CONSTRAINT till_order_message_is_compact CHECK (message ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$'),
  CONSTRAINT till_order_amount_in_range CHECK (amount BETWEEN 1 AND 2147483647)
);
COMMENT ON TABLE shop.till_order IS 'Orders that lower stores'' devices signed and sent to the mall (fiveseal-order), written once';
COMMENT ON COLUMN shop.till_order.store_id IS 'The lower store that signed';
COMMENT ON COLUMN shop.till_order.till_id IS 'Its orderId';
COMMENT ON COLUMN shop.till_order.message IS 'The exact compact JWS';
COMMENT ON COLUMN shop.till_order.amount IS 'Minor units';
COMMENT ON COLUMN shop.till_order.currency IS 'ISO 4217, alphabetic';
COMMENT ON COLUMN shop.till_order.description IS 'What is sold, in the store''s words';
COMMENT ON COLUMN shop.till_order.received_at IS 'When it came';
COMMENT ON COLUMN shop.till_order.expires_at IS 'Its exp: until then the desk may ask for its payment';
COMMENT ON INDEX shop.till_order_pk IS 'One order under one id; recognizes what is sent again';
CREATE INDEX till_order_by_expiry ON shop.till_order (expires_at, store_id, till_id);
COMMENT ON INDEX shop.till_order_by_expiry IS 'Orders that are still good, for the desk';

CREATE TABLE shop.till_bundle (
  store_id text    NOT NULL,
  till_id  text    NOT NULL,
  order_id text    NOT NULL,
  position integer NOT NULL,
  CONSTRAINT till_bundle_pk PRIMARY KEY (store_id, till_id),
  CONSTRAINT till_bundle_of_a_till_order FOREIGN KEY (store_id, till_id) REFERENCES shop.till_order (store_id, till_id),
  CONSTRAINT till_bundle_in_a_part FOREIGN KEY (order_id, position) REFERENCES shop.order_part (order_id, position)
);
COMMENT ON TABLE shop.till_bundle IS 'Which tills'' orders the desk put into which order: each once';
COMMENT ON COLUMN shop.till_bundle.store_id IS 'The lower store';
COMMENT ON COLUMN shop.till_bundle.till_id IS 'Its orderId';
COMMENT ON COLUMN shop.till_bundle.order_id IS 'The order that asks for its payment';
COMMENT ON COLUMN shop.till_bundle.position IS 'Its part there';
COMMENT ON INDEX shop.till_bundle_pk IS 'Whether a till''s order is still open; none is paid twice';
CREATE INDEX till_bundle_of_order ON shop.till_bundle (order_id, position);
COMMENT ON INDEX shop.till_bundle_of_order IS 'The tills'' orders in an order';

CREATE INDEX receipt_issued_by_digest ON shop.receipt_issued (sha256(message_4::bytea));
COMMENT ON INDEX shop.receipt_issued_by_digest IS 'The receipt whose digest stands on a paper';

-- State: by column. DELETE only where something is no record: baskets.
GRANT SELECT, INSERT ON
  shop.lower_store,
  shop.picture,
  shop.good,
  shop.basket,
  shop.basket_line,
  shop.shop_order,
  shop.order_part,
  shop.order_item,
  shop.order_ended,
  shop.till_order,
  shop.till_bundle
TO fiveseal_mall;
GRANT UPDATE (name, description, shown, version, changed_at) ON shop.lower_store TO fiveseal_mall;
GRANT UPDATE (name, description, price_minor, currency, picture, state, grams, version, changed_at) ON shop.good TO fiveseal_mall;
GRANT UPDATE (next_order_id, touched_at) ON shop.basket TO fiveseal_mall;
GRANT UPDATE (quantity, seen_price_minor) ON shop.basket_line TO fiveseal_mall;
GRANT DELETE ON shop.basket, shop.basket_line TO fiveseal_mall;
