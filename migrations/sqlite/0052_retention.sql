-- +goose Up
-- How long an organisation keeps a kind of record, where it decided otherwise than the default.
CREATE TABLE retention_rules (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind            TEXT NOT NULL CHECK (kind IN ('leavers', 'drafts', 'letters', 'sign_in', 'readings')),
    period          TEXT NOT NULL,
    reason          TEXT NOT NULL,
    source          TEXT NOT NULL,
    version         INTEGER NOT NULL,
    changed_by      TEXT NOT NULL REFERENCES people (id),
    changed_at      DATETIME NOT NULL,
    PRIMARY KEY (organisation_id, kind)
);

-- Whom to ask about personal data, and whether the rules are carried out every night without anybody's confirmation.
CREATE TABLE privacy_settings (
    organisation_id TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    contact         TEXT NOT NULL,
    automatic       BOOLEAN NOT NULL,
    version         INTEGER NOT NULL,
    changed_by      TEXT NOT NULL REFERENCES people (id),
    changed_at      DATETIME NOT NULL
);

-- Nothing of a person on legal hold is removed by a rule. Whoever placed it looks at it again on review_on at the latest.
CREATE TABLE legal_holds (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    reason          TEXT NOT NULL,
    review_on       DATE NOT NULL,
    placed_by       TEXT NOT NULL REFERENCES people (id),
    placed_at       DATETIME NOT NULL,
    released_by     TEXT REFERENCES people (id),
    released_at     DATETIME,
    release_reason  TEXT NOT NULL,
    version         INTEGER NOT NULL,
    CHECK ((released_at IS NULL) = (released_by IS NULL))
);
CREATE UNIQUE INDEX legal_holds_in_force ON legal_holds (person_id) WHERE released_at IS NULL;

-- People whose name and words were taken out of the records. number is what they are called by from then on.
CREATE TABLE former_staff (
    person_id       TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number          INTEGER NOT NULL,
    made_at         DATETIME NOT NULL,
    UNIQUE (organisation_id, number)
);

-- A run of the rules: asked for by somebody, or by nobody every night. day is the date that it reckoned with.
CREATE TABLE retention_runs (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    day             DATE NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
    done            INTEGER NOT NULL,
    total           INTEGER NOT NULL,
    failure         TEXT NOT NULL,
    started_by      TEXT REFERENCES people (id),
    started_at      DATETIME NOT NULL,
    finished_at     DATETIME
);
CREATE INDEX retention_runs_by_time ON retention_runs (organisation_id, started_at);

-- What was removed, by which rule, without what was in it. person_id is the row that stays, whose name went; nobody's where rows of
-- many were removed.
CREATE TABLE deletion_log (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    run_id          TEXT REFERENCES retention_runs (id),
    at              DATETIME NOT NULL,
    kind            TEXT NOT NULL,
    period          TEXT NOT NULL,
    person_id       TEXT REFERENCES people (id),
    number          INTEGER,
    row_count       INTEGER NOT NULL,
    file_count      INTEGER NOT NULL,
    by_id           TEXT REFERENCES people (id),
    CHECK ((person_id IS NULL) = (number IS NULL))
);
CREATE INDEX deletion_log_by_time ON deletion_log (organisation_id, at);

-- +goose Down
DROP TABLE deletion_log;
DROP TABLE retention_runs;
DROP TABLE former_staff;
DROP TABLE legal_holds;
DROP TABLE privacy_settings;
DROP TABLE retention_rules;
