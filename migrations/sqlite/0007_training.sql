-- +goose Up
INSERT INTO reference_stamps (name, stamp) VALUES ('training', 'empty');

-- The road to an award. definition is the pathway as its file writes it (YAML), with every milestone and timing. Whoever was
-- ever appointed to the role is on the pathway.
CREATE TABLE pathways (
    id         TEXT NOT NULL PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    award      TEXT NOT NULL,
    role_id    TEXT NOT NULL REFERENCES roles (id),
    definition TEXT NOT NULL
);
CREATE INDEX pathways_by_role ON pathways (role_id);

-- A milestone that somebody recorded as completed, and what a signatory made of it. A returned record stays.
CREATE TABLE milestone_records (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    pathway_id      TEXT NOT NULL REFERENCES pathways (id),
    milestone       TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('recorded', 'signed_off', 'returned')),
    started_on      DATE,
    completed_on    DATE NOT NULL,
    result          TEXT NOT NULL,
    note            TEXT NOT NULL,
    certificate_id  TEXT REFERENCES files (id),
    recorded_by     TEXT NOT NULL REFERENCES people (id),
    recorded_on     DATE NOT NULL,
    decided_by      TEXT REFERENCES people (id),
    decided_as      TEXT NOT NULL CHECK (decided_as IN ('', 'mentor', 'assessor', 'manager')),
    decided_on      DATE,
    reason          TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    CHECK ((state = 'recorded') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_on IS NULL)),
    CHECK (decided_by <> person_id)
);
CREATE INDEX milestone_records_by_person ON milestone_records (person_id, created_at);
CREATE INDEX milestone_records_by_state ON milestone_records (organisation_id, state, recorded_on);

-- One sitting of an examination.
CREATE TABLE attempts (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    pathway_id      TEXT NOT NULL REFERENCES pathways (id),
    milestone       TEXT NOT NULL,
    sat_on          DATE NOT NULL,
    results_on      DATE,
    recorded_by     TEXT NOT NULL REFERENCES people (id),
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    UNIQUE (person_id, pathway_id, milestone, sat_on),
    CHECK (recorded_by <> person_id)
);

-- A paper that was sat. mark_hundredths is in hundredths of a per cent: 8950 is 89.5 %.
CREATE TABLE attempt_papers (
    attempt_id      TEXT NOT NULL REFERENCES attempts (id),
    paper           TEXT NOT NULL,
    ordinal         INTEGER NOT NULL,
    outcome         TEXT NOT NULL CHECK (outcome IN ('awaited', 'passed', 'failed')),
    mark_hundredths INTEGER CHECK (mark_hundredths BETWEEN 0 AND 10000),
    PRIMARY KEY (attempt_id, paper)
);

-- Leave that pauses the clock, its first and last day included; without a last day it goes on.
CREATE TABLE pauses (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    reason          TEXT NOT NULL CHECK (reason IN ('maternity', 'sickness', 'other_leave')),
    note            TEXT NOT NULL,
    starts_on       DATE NOT NULL,
    ends_on         DATE,
    recorded_by     TEXT NOT NULL REFERENCES people (id),
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    CHECK (ends_on >= starts_on)
);
CREATE INDEX pauses_by_person ON pauses (person_id, starts_on);

CREATE TABLE exemptions (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    pathway_id      TEXT NOT NULL REFERENCES pathways (id),
    milestone       TEXT NOT NULL,
    reason          TEXT NOT NULL,
    exempted_by     TEXT NOT NULL REFERENCES people (id),
    exempted_on     DATE NOT NULL,
    created_at      DATETIME NOT NULL,
    UNIQUE (person_id, pathway_id, milestone),
    CHECK (exempted_by <> person_id)
);

-- A meeting of a person and their mentor. One side logs it, the other confirms it.
CREATE TABLE mentoring_meetings (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    mentor_id       TEXT NOT NULL REFERENCES people (id),
    met_on          DATE NOT NULL,
    minutes         INTEGER CHECK (minutes BETWEEN 1 AND 600),
    topics          TEXT NOT NULL,
    agreed          TEXT NOT NULL,
    logged_by       TEXT NOT NULL REFERENCES people (id),
    confirmed_by    TEXT REFERENCES people (id),
    confirmed_at    DATETIME,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    CHECK (mentor_id <> person_id),
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CHECK (confirmed_by <> logged_by)
);
CREATE INDEX mentoring_meetings_by_person ON mentoring_meetings (person_id, met_on);

-- An accreditation that a person holds, the facts that it rests on, and who confirmed them.
CREATE TABLE awards (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL,
    awarded_on      DATE NOT NULL,
    because         TEXT NOT NULL,
    confirmed_by    TEXT NOT NULL REFERENCES people (id),
    confirmed_on    DATE NOT NULL,
    created_at      DATETIME NOT NULL,
    UNIQUE (person_id, kind),
    CHECK (confirmed_by <> person_id)
);

-- +goose Down
DROP TABLE awards;
DROP TABLE mentoring_meetings;
DROP TABLE exemptions;
DROP TABLE pauses;
DROP TABLE attempt_papers;
DROP TABLE attempts;
DROP TABLE milestone_records;
DROP TABLE pathways;
DELETE FROM reference_stamps WHERE name = 'training';
