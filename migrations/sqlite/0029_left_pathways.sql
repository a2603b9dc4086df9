-- +goose Up
-- Somebody may leave a further pathway again; what was decided before and what was recorded on it stays.
CREATE TABLE pathway_places_with_leaving (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    pathway_id      TEXT NOT NULL REFERENCES pathways (id),
    kind            TEXT NOT NULL CHECK (kind IN ('joined', 'moved', 'left')),
    version_id      TEXT REFERENCES pathway_versions (id),
    from_version_id TEXT REFERENCES pathway_versions (id),
    starts_on       DATE NOT NULL,
    reason          TEXT NOT NULL,
    decided_by      TEXT NOT NULL REFERENCES people (id),
    decided_on      DATE NOT NULL,
    created_at      DATETIME NOT NULL,
    CHECK (decided_by <> person_id)
);
INSERT INTO pathway_places_with_leaving
SELECT id, organisation_id, person_id, pathway_id, kind, version_id, from_version_id, starts_on, reason, decided_by, decided_on, created_at
FROM pathway_places;
DROP TABLE pathway_places;
ALTER TABLE pathway_places_with_leaving RENAME TO pathway_places;
CREATE INDEX pathway_places_by_person ON pathway_places (person_id, created_at);

-- +goose Down
DELETE FROM pathway_places WHERE kind = 'left';
CREATE TABLE pathway_places_without_leaving (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    pathway_id      TEXT NOT NULL REFERENCES pathways (id),
    kind            TEXT NOT NULL CHECK (kind IN ('joined', 'moved')),
    version_id      TEXT REFERENCES pathway_versions (id),
    from_version_id TEXT REFERENCES pathway_versions (id),
    starts_on       DATE NOT NULL,
    reason          TEXT NOT NULL,
    decided_by      TEXT NOT NULL REFERENCES people (id),
    decided_on      DATE NOT NULL,
    created_at      DATETIME NOT NULL,
    CHECK (decided_by <> person_id)
);
INSERT INTO pathway_places_without_leaving
SELECT id, organisation_id, person_id, pathway_id, kind, version_id, from_version_id, starts_on, reason, decided_by, decided_on, created_at
FROM pathway_places;
DROP TABLE pathway_places;
ALTER TABLE pathway_places_without_leaving RENAME TO pathway_places;
CREATE INDEX pathway_places_by_person ON pathway_places (person_id, created_at);
