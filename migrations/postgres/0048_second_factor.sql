-- +goose Up
-- The second factor of somebody who signs in with a password: a secret that an authenticator app keeps too, sealed with the
-- installation's key. Until confirmed_at it is only offered. last_step is the newest time step whose code was taken.
CREATE TABLE second_factors (
    person_id     UUID NOT NULL PRIMARY KEY REFERENCES people (id),
    sealed_secret TEXT NOT NULL,
    begun_at      TIMESTAMPTZ NOT NULL,
    confirmed_at  TIMESTAMPTZ,
    last_step     BIGINT NOT NULL
);

-- Codes on paper that stand in for the authenticator app, once each.
CREATE TABLE recovery_codes (
    id         UUID NOT NULL PRIMARY KEY,
    person_id  UUID NOT NULL REFERENCES people (id),
    code_hash  TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ
);
CREATE INDEX recovery_codes_by_person ON recovery_codes (person_id);

-- What happened to somebody's way of signing in, of which the person is told. by_id is the administrator who did it, reason why.
CREATE TABLE account_events (
    id          UUID NOT NULL PRIMARY KEY,
    person_id   UUID NOT NULL REFERENCES people (id),
    kind        TEXT NOT NULL CHECK (kind IN ('invited', 'reset_asked', 'reset_sent', 'password_changed', 'password_set', 'factor_added',
        'factor_removed', 'factor_reset', 'recovery_code_used', 'recovery_codes_made')),
    happened_at TIMESTAMPTZ NOT NULL,
    device      TEXT NOT NULL,
    address     TEXT NOT NULL,
    by_id       UUID REFERENCES people (id),
    reason      TEXT NOT NULL,
    codes_left  INTEGER NOT NULL
);
CREATE INDEX account_events_by_person ON account_events (person_id, happened_at);

-- A letter may also be about an account; about is then the event that it tells of.
ALTER TABLE mail_deliveries DROP CONSTRAINT mail_deliveries_kind_check;
ALTER TABLE mail_deliveries ADD CONSTRAINT mail_deliveries_kind_check CHECK (kind IN ('digest', 'lapse', 'report', 'test', 'account'));

-- +goose Down
DELETE FROM mail_deliveries WHERE kind = 'account';
ALTER TABLE mail_deliveries DROP CONSTRAINT mail_deliveries_kind_check;
ALTER TABLE mail_deliveries ADD CONSTRAINT mail_deliveries_kind_check CHECK (kind IN ('digest', 'lapse', 'report', 'test'));
DROP TABLE account_events;
DROP TABLE recovery_codes;
DROP TABLE second_factors;
