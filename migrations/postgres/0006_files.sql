-- +goose Up
-- A file that somebody uploaded for a person. The content lies in the file store under the organisation and sha256, the
-- content's hash in hexadecimal; the same content of the same person is one row. size is in bytes.
CREATE TABLE files (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    sha256          TEXT NOT NULL,
    name            TEXT NOT NULL,
    media_type      TEXT NOT NULL,
    size            BIGINT NOT NULL CHECK (size > 0),
    created_at      TIMESTAMPTZ NOT NULL,
    created_by      UUID NOT NULL REFERENCES people (id),
    UNIQUE (person_id, sha256)
);

-- +goose Down
DROP TABLE files;
