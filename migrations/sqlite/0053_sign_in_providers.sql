-- +goose Up
-- An OpenID Connect provider by which an organisation's people may sign in. The issuer never changes: a subject means somebody only
-- there. domains are the e-mail domains whose people may be made when they first come, one a line. factor_counts says that what the
-- provider tells of a second factor is believed. No secret means a public client.
CREATE TABLE sign_in_providers (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    label           TEXT NOT NULL,
    issuer          TEXT NOT NULL,
    client_id       TEXT NOT NULL,
    sealed_secret   TEXT NOT NULL,
    domains         TEXT NOT NULL,
    makes_people    BOOLEAN NOT NULL,
    factor_counts   BOOLEAN NOT NULL,
    enabled         BOOLEAN NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    UNIQUE (organisation_id, issuer)
);

-- Who somebody is at a provider. Without linked_at it waits for an administrator, who links it or refuses it.
CREATE TABLE external_identities (
    id          TEXT NOT NULL PRIMARY KEY,
    provider_id TEXT NOT NULL REFERENCES sign_in_providers (id),
    person_id   TEXT NOT NULL REFERENCES people (id),
    subject     TEXT NOT NULL,
    email       TEXT NOT NULL,
    asked_at    DATETIME NOT NULL,
    linked_at   DATETIME,
    used_at     DATETIME,
    UNIQUE (provider_id, subject)
);
CREATE INDEX external_identities_by_person ON external_identities (person_id);

-- A sign-in that is under way at a provider, for ten minutes. state_hash and browser_hash are SHA-256 of what the address and the
-- cookie carry; what else the protocol keeps secret is made from the cookie. returned_at is when the provider's answer was used up;
-- the rest is what it said, while the person's own second factor is still asked for.
CREATE TABLE external_sign_ins (
    state_hash   TEXT NOT NULL PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    provider_id  TEXT NOT NULL REFERENCES sign_in_providers (id),
    begun_at     DATETIME NOT NULL,
    returned_at  DATETIME,
    identity_id  TEXT,
    session_name TEXT NOT NULL,
    factor       BOOLEAN NOT NULL
);

-- Sign-outs that providers told of, so that each counts once. token_hash is the SHA-256 of the issuer with the token's identifier.
CREATE TABLE external_sign_outs (
    token_hash TEXT NOT NULL PRIMARY KEY,
    told_at    DATETIME NOT NULL
);

-- The provider that a session was opened through, what the provider calls it, and whether it told of a second factor that counts.
ALTER TABLE sessions ADD COLUMN provider_id TEXT;
ALTER TABLE sessions ADD COLUMN provider_session TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN second_factor BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE events_of_accounts (
    id          TEXT NOT NULL PRIMARY KEY,
    person_id   TEXT NOT NULL REFERENCES people (id),
    kind        TEXT NOT NULL CHECK (kind IN ('invited', 'reset_asked', 'reset_sent', 'password_changed', 'password_set', 'factor_added',
        'factor_removed', 'factor_reset', 'recovery_code_used', 'recovery_codes_made', 'identity_linked', 'identity_removed')),
    happened_at DATETIME NOT NULL,
    device      TEXT NOT NULL,
    address     TEXT NOT NULL,
    by_id       TEXT REFERENCES people (id),
    reason      TEXT NOT NULL,
    codes_left  INTEGER NOT NULL
);
INSERT INTO events_of_accounts (id, person_id, kind, happened_at, device, address, by_id, reason, codes_left)
SELECT id, person_id, kind, happened_at, device, address, by_id, reason, codes_left FROM account_events;
DROP TABLE account_events;
ALTER TABLE events_of_accounts RENAME TO account_events;
CREATE INDEX account_events_by_person ON account_events (person_id, happened_at);

-- +goose Down
DELETE FROM account_events WHERE kind IN ('identity_linked', 'identity_removed');
CREATE TABLE events_of_accounts (
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
INSERT INTO events_of_accounts (id, person_id, kind, happened_at, device, address, by_id, reason, codes_left)
SELECT id, person_id, kind, happened_at, device, address, by_id, reason, codes_left FROM account_events;
DROP TABLE account_events;
ALTER TABLE events_of_accounts RENAME TO account_events;
CREATE INDEX account_events_by_person ON account_events (person_id, happened_at);
ALTER TABLE sessions DROP COLUMN second_factor;
ALTER TABLE sessions DROP COLUMN provider_session;
ALTER TABLE sessions DROP COLUMN provider_id;
DROP TABLE external_sign_outs;
DROP TABLE external_sign_ins;
DROP TABLE external_identities;
DROP TABLE sign_in_providers;
