-- A billing that was given up by mistake is recorded again, on the deposit made in its place.
DROP INDEX pnbp_deposit_code;
CREATE UNIQUE INDEX pnbp_deposit_code ON pnbp_deposit (code) WHERE state <> 'dropped';
