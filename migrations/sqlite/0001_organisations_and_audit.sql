-- +goose Up
CREATE TABLE organisations (
    id         TEXT NOT NULL PRIMARY KEY,
    slug       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    created_at DATETIME NOT NULL
);

-- A change's audit row is written in the transaction of the change. Rows are never changed or deleted.
CREATE TABLE audit_entries (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT REFERENCES organisations (id),
    at              DATETIME NOT NULL,
    actor_id        TEXT,
    action          TEXT NOT NULL,
    subject_kind    TEXT NOT NULL,
    subject_id      TEXT NOT NULL,
    person_id       TEXT,
    before          TEXT NOT NULL,
    after           TEXT NOT NULL,
    request_id      TEXT NOT NULL
);
CREATE INDEX audit_entries_by_organisation ON audit_entries (organisation_id, at);
CREATE INDEX audit_entries_by_person ON audit_entries (person_id, at);

-- The answer to a create that came with an Idempotency-Key, kept so that the same request gets the same answer.
CREATE TABLE idempotency_keys (
    actor_id    TEXT NOT NULL,
    key         TEXT NOT NULL,
    request     TEXT NOT NULL,
    status      INTEGER NOT NULL,
    header      TEXT NOT NULL,
    body        BLOB NOT NULL,
    created_at  DATETIME NOT NULL,
    PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- +goose Down
DROP TABLE idempotency_keys;
DROP TABLE audit_entries;
DROP TABLE organisations;
