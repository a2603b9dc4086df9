-- +goose Up
-- A person's portfolio as it was on a day. content is everything word for word, a JSON document whose schema it names itself;
-- it is never changed. made_by keeps it: the person, or the manager who reviews the person.
CREATE TABLE packs (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    made_by         TEXT NOT NULL REFERENCES people (id),
    title           TEXT NOT NULL,
    purpose         TEXT NOT NULL CHECK (purpose IN ('appraisal', 'panel', 'own_record')),
    parts           TEXT NOT NULL CHECK (parts IN ('whole', 'showcased', 'statements', 'role')),
    frozen_on       DATE NOT NULL,
    frozen_at       DATETIME NOT NULL,
    content         TEXT NOT NULL,
    statement_count INTEGER NOT NULL,
    evidence_count  INTEGER NOT NULL,
    file_count      INTEGER NOT NULL
);
CREATE INDEX packs_by_person ON packs (person_id, frozen_at);
CREATE INDEX packs_by_maker ON packs (made_by);

-- The files whose contents a pack needs; they stay as long as the pack does.
CREATE TABLE pack_files (
    pack_id TEXT NOT NULL REFERENCES packs (id),
    file_id TEXT NOT NULL REFERENCES files (id),
    PRIMARY KEY (pack_id, file_id)
);
CREATE INDEX pack_files_by_file ON pack_files (file_id);

-- A pack as a document to hand out. done of total steps are made; failure says in a sentence why it could not be made.
CREATE TABLE pack_documents (
    pack_id      TEXT NOT NULL REFERENCES packs (id),
    kind         TEXT NOT NULL CHECK (kind IN ('pdf', 'zip')),
    state        TEXT NOT NULL CHECK (state IN ('queued', 'making', 'ready', 'failed')),
    done         INTEGER NOT NULL,
    total        INTEGER NOT NULL,
    failure      TEXT NOT NULL,
    size         INTEGER NOT NULL,
    requested_at DATETIME NOT NULL,
    finished_at  DATETIME,
    PRIMARY KEY (pack_id, kind)
);

-- Somebody of the organisation may look at a pack and download it, up to and including the day until, unless it was revoked.
CREATE TABLE pack_shares (
    id         TEXT NOT NULL PRIMARY KEY,
    pack_id    TEXT NOT NULL REFERENCES packs (id),
    person_id  TEXT NOT NULL REFERENCES people (id),
    until      DATE NOT NULL,
    shared_by  TEXT NOT NULL REFERENCES people (id),
    shared_at  DATETIME NOT NULL,
    revoked_by TEXT REFERENCES people (id),
    revoked_at DATETIME,
    CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
);
CREATE INDEX pack_shares_by_pack ON pack_shares (pack_id);
CREATE INDEX pack_shares_by_person ON pack_shares (person_id);

-- A pack of another organisation that somebody brought along. sha256 is the archive's.
CREATE TABLE pack_imports (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    imported_by     TEXT NOT NULL REFERENCES people (id),
    imported_at     DATETIME NOT NULL,
    from_name       TEXT NOT NULL,
    about_name      TEXT NOT NULL,
    frozen_on       DATE NOT NULL,
    sha256          TEXT NOT NULL,
    evidence_count  INTEGER NOT NULL,
    claim_count     INTEGER NOT NULL
);
CREATE INDEX pack_imports_by_person ON pack_imports (person_id);

-- What a claim that was brought along had been through elsewhere. Nobody here confirmed it, and nobody can change it.
CREATE TABLE pack_former_reviews (
    claim_id     TEXT NOT NULL REFERENCES claims (id),
    position     INTEGER NOT NULL,
    import_id    TEXT NOT NULL REFERENCES pack_imports (id),
    organisation TEXT NOT NULL,
    reviewer     TEXT NOT NULL,
    reviewed_on  DATE NOT NULL,
    outcome      TEXT NOT NULL CHECK (outcome IN ('approved', 'approved_lower', 'returned')),
    level        INTEGER CHECK (level BETWEEN 1 AND 7),
    reason       TEXT NOT NULL,
    PRIMARY KEY (claim_id, position)
);

-- +goose Down
DROP TABLE pack_former_reviews;
DROP TABLE pack_imports;
DROP TABLE pack_shares;
DROP TABLE pack_documents;
DROP TABLE pack_files;
DROP TABLE packs;
