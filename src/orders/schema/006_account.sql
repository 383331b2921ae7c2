-- Whose order it is, of buyers with an account: its id, and a keyed hash of the e-mail address that
-- was given, by which who proves that mailbox finds what he ordered without one.
ALTER TABLE orders_group ADD COLUMN account TEXT;
ALTER TABLE orders_group ADD COLUMN mailbox TEXT;
CREATE INDEX orders_group_account ON orders_group (account);
CREATE INDEX orders_group_mailbox ON orders_group (mailbox);
