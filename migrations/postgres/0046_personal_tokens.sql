-- +goose Up
-- A token by which a script acts for a person, with what the person may do and never more. token_hash is the SHA-256 of the token,
-- begins its first characters, by which people tell one from another. used_at is kept to ten minutes.
CREATE TABLE personal_tokens (
    id         UUID NOT NULL PRIMARY KEY,
    person_id  UUID NOT NULL REFERENCES people (id),
    name       TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    begins     TEXT NOT NULL,
    reach      TEXT NOT NULL CHECK (reach IN ('read', 'read_write')),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ,
    ended_at   TIMESTAMPTZ
);
CREATE INDEX personal_tokens_by_person ON personal_tokens (person_id, created_at);

-- +goose Down
DROP TABLE personal_tokens;
