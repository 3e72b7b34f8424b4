-- The shop follows the manager's register: which lower stores a mall has, what they are called and
-- whether they may sell is asked there. What stays here is what the mall wants of them. The column
-- name stays for the nodes of the version before, while nodes are replaced one by one.

ALTER TABLE shop.lower_store ALTER COLUMN name DROP NOT NULL;
COMMENT ON TABLE shop.lower_store IS 'State: what the mall''s shop shows of its lower stores; which there are and whether they may sell is in the manager''s register';
COMMENT ON COLUMN shop.lower_store.name IS 'Not read and not written any more: shoppers read the name in the manager''s register';
COMMENT ON COLUMN shop.lower_store.shown IS 'Whether the mall wants it to sell; if not, its goods are not shown and not sold, and its tills'' orders are not taken';
COMMENT ON INDEX shop.lower_store_of_mall IS 'A mall''s lower stores';
