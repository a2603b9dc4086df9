-- +goose Up
-- A pathway without an organisation comes from a source document, or from the installation's reference data; no
-- organisation writes it. A pathway that people join has no role.
ALTER TABLE pathways ADD COLUMN organisation_id TEXT REFERENCES organisations (id);
ALTER TABLE pathways ADD COLUMN first_role_id TEXT REFERENCES roles (id);
UPDATE pathways SET first_role_id = role_id;
DROP INDEX pathways_by_role;
ALTER TABLE pathways DROP COLUMN role_id;
ALTER TABLE pathways RENAME COLUMN first_role_id TO role_id;
CREATE INDEX pathways_by_role ON pathways (role_id);

-- An organisation's version of a pathway. number counts them from 1; the source document's own is 0 and has no row.
-- definition is the whole pathway as JSON, drafts with whatever is wrong in them. A published version is in force from
-- starts_on to the start of the next one and is never changed. from_version_id is the version that the draft began with,
-- nobody's where it began with the source's or with nothing.
CREATE TABLE pathway_versions (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    pathway_id      TEXT NOT NULL REFERENCES pathways (id),
    number          INTEGER NOT NULL CHECK (number > 0),
    state           TEXT NOT NULL CHECK (state IN ('draft', 'published')),
    definition      TEXT NOT NULL,
    note            TEXT NOT NULL,
    from_version_id TEXT REFERENCES pathway_versions (id),
    made_by         TEXT NOT NULL REFERENCES people (id),
    published_by    TEXT REFERENCES people (id),
    published_on    DATE,
    starts_on       DATE,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    UNIQUE (organisation_id, pathway_id, number),
    UNIQUE (organisation_id, pathway_id, starts_on),
    CHECK ((state = 'draft') = (published_by IS NULL) AND (published_by IS NULL) = (published_on IS NULL) AND (published_on IS NULL) = (starts_on IS NULL))
);

-- What was decided about a person and a pathway: that they joined a further one, or were moved to a version. A version that
-- is NULL is the source's. The newest move counts; every one stays.
CREATE TABLE pathway_places (
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
CREATE INDEX pathway_places_by_person ON pathway_places (person_id, created_at);

-- An entry of a log book: on a day, what, how many it counts for, and for whom. A signatory of the milestone confirms it or
-- gives it back with a reason; only what is confirmed counts.
CREATE TABLE log_book_entries (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    pathway_id      TEXT NOT NULL REFERENCES pathways (id),
    milestone       TEXT NOT NULL,
    done_on         DATE NOT NULL,
    what            TEXT NOT NULL,
    number          INTEGER NOT NULL CHECK (number BETWEEN 1 AND 500),
    for_whom        TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('logged', 'confirmed', 'returned')),
    decided_by      TEXT REFERENCES people (id),
    decided_as      TEXT NOT NULL CHECK (decided_as IN ('', 'mentor', 'assessor', 'manager')),
    decided_on      DATE,
    reason          TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    CHECK ((state = 'logged') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_on IS NULL)),
    CHECK (decided_by <> person_id)
);
CREATE INDEX log_book_entries_by_person ON log_book_entries (person_id, done_on);

-- +goose Down
DROP TABLE log_book_entries;
DROP TABLE pathway_places;
DROP TABLE pathway_versions;
DELETE FROM exemptions WHERE pathway_id IN (SELECT id FROM pathways WHERE role_id IS NULL OR organisation_id IS NOT NULL);
DELETE FROM attempt_papers WHERE attempt_id IN (SELECT a.id FROM attempts a JOIN pathways p ON p.id = a.pathway_id WHERE p.role_id IS NULL OR p.organisation_id IS NOT NULL);
DELETE FROM attempts WHERE pathway_id IN (SELECT id FROM pathways WHERE role_id IS NULL OR organisation_id IS NOT NULL);
DELETE FROM milestone_records WHERE pathway_id IN (SELECT id FROM pathways WHERE role_id IS NULL OR organisation_id IS NOT NULL);
DELETE FROM pathways WHERE role_id IS NULL OR organisation_id IS NOT NULL;
ALTER TABLE pathways DROP COLUMN organisation_id;
