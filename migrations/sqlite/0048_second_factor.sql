-- +goose Up
-- The second factor of somebody who signs in with a password: a secret that an authenticator app keeps too, sealed with the
-- installation's key. Until confirmed_at it is only offered. last_step is the newest time step whose code was taken.
CREATE TABLE second_factors (
    person_id     TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    sealed_secret TEXT NOT NULL,
    begun_at      DATETIME NOT NULL,
    confirmed_at  DATETIME,
    last_step     INTEGER NOT NULL
);

-- Codes on paper that stand in for the authenticator app, once each.
CREATE TABLE recovery_codes (
    id         TEXT NOT NULL PRIMARY KEY,
    person_id  TEXT NOT NULL REFERENCES people (id),
    code_hash  TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    used_at    DATETIME
);
CREATE INDEX recovery_codes_by_person ON recovery_codes (person_id);

-- What happened to somebody's way of signing in, of which the person is told. by_id is the administrator who did it, reason why.
CREATE TABLE account_events (
    id          TEXT NOT NULL PRIMARY KEY,
    person_id   TEXT NOT NULL REFERENCES people (id),
    kind        TEXT NOT NULL CHECK (kind IN ('invited', 'reset_asked', 'reset_sent', 'password_changed', 'password_set', 'factor_added',
        'factor_removed', 'factor_reset', 'recovery_code_used', 'recovery_codes_made')),
    happened_at DATETIME NOT NULL,
    device      TEXT NOT NULL,
    address     TEXT NOT NULL,
    by_id       TEXT REFERENCES people (id),
    reason      TEXT NOT NULL,
    codes_left  INTEGER NOT NULL
);
CREATE INDEX account_events_by_person ON account_events (person_id, happened_at);

-- A letter may also be about an account; about is then the event that it tells of.
CREATE TABLE letters (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL CHECK (kind IN ('digest', 'lapse', 'report', 'test', 'account')),
    occasion        TEXT NOT NULL UNIQUE,
    day             DATE NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    failure         TEXT NOT NULL,
    created_at      DATETIME NOT NULL,
    finished_at     DATETIME,
    about           TEXT NOT NULL DEFAULT '',
    CHECK ((state = 'waiting') = (finished_at IS NULL))
);
INSERT INTO letters (id, organisation_id, person_id, kind, occasion, day, state, failure, created_at, finished_at, about)
SELECT id, organisation_id, person_id, kind, occasion, day, state, failure, created_at, finished_at, about FROM mail_deliveries;
CREATE TABLE told_in_letters (
    person_id   TEXT NOT NULL REFERENCES people (id),
    notice      TEXT NOT NULL,
    threshold   INTEGER NOT NULL,
    delivery_id TEXT NOT NULL REFERENCES letters (id),
    PRIMARY KEY (person_id, notice, threshold)
);
INSERT INTO told_in_letters (person_id, notice, threshold, delivery_id) SELECT person_id, notice, threshold, delivery_id FROM mail_told;
DROP TABLE mail_told;
DROP TABLE mail_deliveries;
ALTER TABLE letters RENAME TO mail_deliveries;
ALTER TABLE told_in_letters RENAME TO mail_told;
CREATE INDEX mail_deliveries_by_state ON mail_deliveries (organisation_id, state, created_at);
CREATE INDEX mail_deliveries_by_person ON mail_deliveries (person_id, created_at);
CREATE INDEX mail_told_by_delivery ON mail_told (delivery_id);

-- +goose Down
CREATE TABLE letters (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL CHECK (kind IN ('digest', 'lapse', 'report', 'test')),
    occasion        TEXT NOT NULL UNIQUE,
    day             DATE NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    failure         TEXT NOT NULL,
    created_at      DATETIME NOT NULL,
    finished_at     DATETIME,
    about           TEXT NOT NULL DEFAULT '',
    CHECK ((state = 'waiting') = (finished_at IS NULL))
);
INSERT INTO letters (id, organisation_id, person_id, kind, occasion, day, state, failure, created_at, finished_at, about)
SELECT id, organisation_id, person_id, kind, occasion, day, state, failure, created_at, finished_at, about FROM mail_deliveries WHERE kind <> 'account';
CREATE TABLE told_in_letters (
    person_id   TEXT NOT NULL REFERENCES people (id),
    notice      TEXT NOT NULL,
    threshold   INTEGER NOT NULL,
    delivery_id TEXT NOT NULL REFERENCES letters (id),
    PRIMARY KEY (person_id, notice, threshold)
);
INSERT INTO told_in_letters (person_id, notice, threshold, delivery_id) SELECT person_id, notice, threshold, delivery_id FROM mail_told;
DROP TABLE mail_told;
DROP TABLE mail_deliveries;
ALTER TABLE letters RENAME TO mail_deliveries;
ALTER TABLE told_in_letters RENAME TO mail_told;
CREATE INDEX mail_deliveries_by_state ON mail_deliveries (organisation_id, state, created_at);
CREATE INDEX mail_deliveries_by_person ON mail_deliveries (person_id, created_at);
CREATE INDEX mail_told_by_delivery ON mail_told (delivery_id);
DROP TABLE account_events;
DROP TABLE recovery_codes;
DROP TABLE second_factors;
