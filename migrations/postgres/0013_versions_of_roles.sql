-- +goose Up
-- copied_from_id is the role whose content this one began with, copied_version which version of it. A retired role
-- stays readable; nobody is appointed to it any more.
ALTER TABLE roles ADD COLUMN copied_from_id UUID REFERENCES roles (id);
ALTER TABLE roles ADD COLUMN copied_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE roles ADD COLUMN retired_on DATE;

-- Every version of a role as it was published. content is the role's rows as JSON; parts is a JSON list of what the
-- version changed; changed_by is nobody where the reference data changed. Rows are never updated.
CREATE TABLE role_versions (
    id         UUID NOT NULL PRIMARY KEY,
    role_id    UUID NOT NULL REFERENCES roles (id),
    version    INTEGER NOT NULL,
    content    TEXT NOT NULL,
    parts      TEXT NOT NULL,
    reason     TEXT NOT NULL,
    changed_by UUID REFERENCES people (id),
    changed_at TIMESTAMPTZ NOT NULL,
    UNIQUE (role_id, version)
);

-- +goose Down
DROP TABLE role_versions;
ALTER TABLE roles DROP COLUMN retired_on;
ALTER TABLE roles DROP COLUMN copied_version;
ALTER TABLE roles DROP COLUMN copied_from_id;
