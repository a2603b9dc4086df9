-- +goose Up
-- What a person did and thought about it. search is everything that the person wrote, folded by the program.
CREATE TABLE evidence (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    title           TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('work_sample', 'audit_result', 'course', 'feedback', 'project', 'teaching', 'reflection')),
    what_i_did      TEXT NOT NULL,
    reflection      TEXT NOT NULL,
    happened_on     DATE NOT NULL,
    showcased       BOOLEAN NOT NULL,
    search          TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL
);
CREATE INDEX evidence_by_person ON evidence (person_id, happened_on);

CREATE TABLE evidence_files (
    evidence_id TEXT NOT NULL REFERENCES evidence (id),
    file_id     TEXT NOT NULL REFERENCES files (id),
    position    INTEGER NOT NULL,
    PRIMARY KEY (evidence_id, file_id)
);
CREATE INDEX evidence_files_by_file ON evidence_files (file_id);

CREATE TABLE evidence_links (
    evidence_id TEXT NOT NULL REFERENCES evidence (id),
    position    INTEGER NOT NULL,
    title       TEXT NOT NULL,
    url         TEXT NOT NULL,
    PRIMARY KEY (evidence_id, position)
);

-- A person's claim to meet a statement. approved_level is the level at which it was approved. submitted_at and decided_at
-- are the last times; reason is the last decision's. search is the statement's words, folded by the program.
CREATE TABLE claims (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    statement_id    TEXT NOT NULL REFERENCES framework_statements (id),
    state           TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'approved_lower', 'returned', 'withdrawn')),
    approved_level  INTEGER CHECK (approved_level BETWEEN 1 AND 7),
    explanation     TEXT NOT NULL,
    submitted_at    DATETIME,
    decided_at      DATETIME,
    decided_by      TEXT REFERENCES people (id),
    reason          TEXT NOT NULL,
    search          TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    CHECK ((approved_level IS NOT NULL) = (state IN ('approved', 'approved_lower'))),
    CHECK (state <> 'submitted' OR submitted_at IS NOT NULL),
    CHECK (decided_by IS NULL OR decided_by <> person_id)
);
CREATE INDEX claims_waiting ON claims (organisation_id, state, submitted_at);
CREATE INDEX claims_by_person ON claims (person_id, statement_id);
CREATE INDEX claims_by_statement ON claims (statement_id);
-- A statement is claimed once at a time, and not again when it is held.
CREATE UNIQUE INDEX claims_that_count ON claims (person_id, statement_id) WHERE state IN ('draft', 'submitted', 'returned', 'approved');

-- submitted_version is the evidence's version when the claim was last sent to review.
CREATE TABLE claim_evidence (
    claim_id          TEXT NOT NULL REFERENCES claims (id),
    evidence_id       TEXT NOT NULL REFERENCES evidence (id),
    position          INTEGER NOT NULL,
    submitted_version INTEGER,
    PRIMARY KEY (claim_id, evidence_id)
);
CREATE INDEX claim_evidence_by_evidence ON claim_evidence (evidence_id);

-- A claim's history: one row for every change of its state, never changed. claim_version is the version that it made.
CREATE TABLE claim_events (
    claim_id      TEXT NOT NULL REFERENCES claims (id),
    claim_version INTEGER NOT NULL,
    at            DATETIME NOT NULL,
    by_id         TEXT NOT NULL REFERENCES people (id),
    from_state    TEXT,
    to_state      TEXT NOT NULL,
    level         INTEGER,
    reason        TEXT NOT NULL,
    PRIMARY KEY (claim_id, claim_version)
);

-- +goose Down
DROP TABLE claim_events;
DROP TABLE claim_evidence;
DROP TABLE claims;
DROP TABLE evidence_links;
DROP TABLE evidence_files;
DROP TABLE evidence;
