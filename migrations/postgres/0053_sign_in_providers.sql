-- +goose Up
-- An OpenID Connect provider by which an organisation's people may sign in. The issuer never changes: a subject means somebody only
-- there. domains are the e-mail domains whose people may be made when they first come, one a line. factor_counts says that what the
-- provider tells of a second factor is believed. No secret means a public client.
CREATE TABLE sign_in_providers (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    label           TEXT NOT NULL,
    issuer          TEXT NOT NULL,
    client_id       TEXT NOT NULL,
    sealed_secret   TEXT NOT NULL,
    domains         TEXT NOT NULL,
    makes_people    BOOLEAN NOT NULL,
    factor_counts   BOOLEAN NOT NULL,
    enabled         BOOLEAN NOT NULL,
    version         INTEGER NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    UNIQUE (organisation_id, issuer)
);

-- Who somebody is at a provider. Without linked_at it waits for an administrator, who links it or refuses it.
CREATE TABLE external_identities (
    id          UUID NOT NULL PRIMARY KEY,
    provider_id UUID NOT NULL REFERENCES sign_in_providers (id),
    person_id   UUID NOT NULL REFERENCES people (id),
    subject     TEXT NOT NULL,
    email       TEXT NOT NULL,
    asked_at    TIMESTAMPTZ NOT NULL,
    linked_at   TIMESTAMPTZ,
    used_at     TIMESTAMPTZ,
    UNIQUE (provider_id, subject)
);
CREATE INDEX external_identities_by_person ON external_identities (person_id);

-- A sign-in that is under way at a provider, for ten minutes. state_hash and browser_hash are SHA-256 of what the address and the
-- cookie carry; what else the protocol keeps secret is made from the cookie. returned_at is when the provider's answer was used up;
-- the rest is what it said, while the person's own second factor is still asked for.
CREATE TABLE external_sign_ins (
    state_hash   TEXT NOT NULL PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    provider_id  UUID NOT NULL REFERENCES sign_in_providers (id),
    begun_at     TIMESTAMPTZ NOT NULL,
    returned_at  TIMESTAMPTZ,
    identity_id  UUID,
    session_name TEXT NOT NULL,
    factor       BOOLEAN NOT NULL
);

-- Sign-outs that providers told of, so that each counts once. token_hash is the SHA-256 of the issuer with the token's identifier.
CREATE TABLE external_sign_outs (
    token_hash TEXT NOT NULL PRIMARY KEY,
    told_at    TIMESTAMPTZ NOT NULL
);

-- The provider that a session was opened through, what the provider calls it, and whether it told of a second factor that counts.
ALTER TABLE sessions ADD COLUMN provider_id UUID;
ALTER TABLE sessions ADD COLUMN provider_session TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN second_factor BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE account_events DROP CONSTRAINT account_events_kind_check;
ALTER TABLE account_events ADD CONSTRAINT account_events_kind_check CHECK (kind IN ('invited', 'reset_asked', 'reset_sent', 'password_changed',
    'password_set', 'factor_added', 'factor_removed', 'factor_reset', 'recovery_code_used', 'recovery_codes_made', 'identity_linked', 'identity_removed'));

-- +goose Down
DELETE FROM account_events WHERE kind IN ('identity_linked', 'identity_removed');
ALTER TABLE account_events DROP CONSTRAINT account_events_kind_check;
ALTER TABLE account_events ADD CONSTRAINT account_events_kind_check CHECK (kind IN ('invited', 'reset_asked', 'reset_sent', 'password_changed',
    'password_set', 'factor_added', 'factor_removed', 'factor_reset', 'recovery_code_used', 'recovery_codes_made'));
ALTER TABLE sessions DROP COLUMN second_factor;
ALTER TABLE sessions DROP COLUMN provider_session;
ALTER TABLE sessions DROP COLUMN provider_id;
DROP TABLE external_sign_outs;
DROP TABLE external_sign_ins;
DROP TABLE external_identities;
DROP TABLE sign_in_providers;
