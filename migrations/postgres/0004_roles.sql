-- +goose Up
-- A role without an organisation is one that a source document describes; every organisation may read it.
CREATE TABLE roles (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID REFERENCES organisations (id),
    title           TEXT NOT NULL,
    band            TEXT NOT NULL,
    band_status     TEXT NOT NULL CHECK (band_status IN ('stated', 'matched', 'unknown')),
    version         INTEGER NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL
);

-- +goose Down
DROP TABLE roles;
