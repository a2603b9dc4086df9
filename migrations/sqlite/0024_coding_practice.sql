-- +goose Up
INSERT INTO reference_stamps (name, stamp) VALUES ('practice', 'empty');

-- Named sets of the least accuracy that is asked for, as somebody published them. Figures are in tenths of a per cent: 900 is 90 %.
-- confidence is how sure the source is: V seen in a public source, S in a source document, R recalled.
CREATE TABLE accuracy_threshold_sets (
    id                  TEXT NOT NULL PRIMARY KEY,
    key                 TEXT NOT NULL UNIQUE,
    name                TEXT NOT NULL,
    primary_diagnosis   INTEGER NOT NULL CHECK (primary_diagnosis BETWEEN 1 AND 1000),
    secondary_diagnosis INTEGER NOT NULL CHECK (secondary_diagnosis BETWEEN 1 AND 1000),
    primary_procedure   INTEGER NOT NULL CHECK (primary_procedure BETWEEN 1 AND 1000),
    secondary_procedure INTEGER NOT NULL CHECK (secondary_procedure BETWEEN 1 AND 1000),
    source              TEXT NOT NULL,
    confidence          TEXT NOT NULL CHECK (confidence IN ('V', 'S', 'R')),
    ordinal             INTEGER NOT NULL
);

-- Which set an organisation compares audits with, from which day. One that was replaced for the same day stays, with the moment.
CREATE TABLE accuracy_threshold_uses (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    set_id          TEXT NOT NULL REFERENCES accuracy_threshold_sets (id),
    starts_on       DATE NOT NULL,
    reason          TEXT NOT NULL,
    set_by          TEXT NOT NULL REFERENCES people (id),
    set_at          DATETIME NOT NULL,
    replaced_at     DATETIME
);
CREATE INDEX accuracy_threshold_uses_by_day ON accuracy_threshold_uses (organisation_id, starts_on);

-- How many episodes a whole day of coding is expected to bring, from which day; day_minutes is the length of a whole day.
CREATE TABLE coding_targets (
    id               TEXT NOT NULL PRIMARY KEY,
    organisation_id  TEXT NOT NULL REFERENCES organisations (id),
    starts_on        DATE NOT NULL,
    trainee_episodes INTEGER NOT NULL CHECK (trainee_episodes BETWEEN 1 AND 500),
    acc_episodes     INTEGER NOT NULL CHECK (acc_episodes BETWEEN 1 AND 500),
    day_minutes      INTEGER NOT NULL CHECK (day_minutes BETWEEN 60 AND 720),
    source           TEXT NOT NULL,
    reason           TEXT NOT NULL,
    set_by           TEXT NOT NULL REFERENCES people (id),
    set_at           DATETIME NOT NULL,
    replaced_at      DATETIME
);
CREATE INDEX coding_targets_by_day ON coding_targets (organisation_id, starts_on);

-- What a person coded on a day. Without minutes the day counts as a whole one.
CREATE TABLE coding_activity (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    day             DATE NOT NULL,
    episodes        INTEGER NOT NULL CHECK (episodes BETWEEN 0 AND 999),
    minutes         INTEGER CHECK (minutes BETWEEN 15 AND 1440),
    note            TEXT NOT NULL,
    entered_by      TEXT NOT NULL REFERENCES people (id),
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    UNIQUE (person_id, day)
);

-- What stood for a day before somebody corrected or removed it.
CREATE TABLE coding_activity_history (
    id          TEXT NOT NULL PRIMARY KEY,
    person_id   TEXT NOT NULL REFERENCES people (id),
    day         DATE NOT NULL,
    episodes    INTEGER NOT NULL,
    minutes     INTEGER,
    note        TEXT NOT NULL,
    entered_by  TEXT NOT NULL REFERENCES people (id),
    entered_at  DATETIME NOT NULL,
    removed     BOOLEAN NOT NULL,
    reason      TEXT NOT NULL,
    replaced_by TEXT NOT NULL REFERENCES people (id),
    replaced_at DATETIME NOT NULL
);
CREATE INDEX coding_activity_history_by_day ON coding_activity_history (person_id, day);

-- An audit of a person's coding. threshold_set_id is kept when it is released, so that its result stays.
CREATE TABLE coding_audits (
    id               TEXT NOT NULL PRIMARY KEY,
    organisation_id  TEXT NOT NULL REFERENCES organisations (id),
    person_id        TEXT NOT NULL REFERENCES people (id),
    auditor_id       TEXT NOT NULL REFERENCES people (id),
    state            TEXT NOT NULL CHECK (state IN ('draft', 'released')),
    subject          TEXT NOT NULL,
    audited_on       DATE NOT NULL,
    period_from      DATE NOT NULL,
    period_to        DATE NOT NULL,
    sample           INTEGER NOT NULL CHECK (sample BETWEEN 1 AND 5000),
    findings         TEXT NOT NULL,
    threshold_set_id TEXT REFERENCES accuracy_threshold_sets (id),
    released_on      DATE,
    comment          TEXT NOT NULL,
    acknowledged_on  DATE,
    feedback_on      DATE,
    feedback_with    TEXT REFERENCES people (id),
    feedback_note    TEXT NOT NULL,
    version          INTEGER NOT NULL,
    created_at       DATETIME NOT NULL,
    updated_at       DATETIME NOT NULL,
    CHECK (auditor_id <> person_id),
    CHECK (period_from <= period_to AND period_to <= audited_on),
    CHECK ((state = 'released') = (released_on IS NOT NULL)),
    CHECK ((feedback_on IS NULL) = (feedback_with IS NULL))
);
CREATE INDEX coding_audits_by_person ON coding_audits (person_id, audited_on);

-- How many codes of each type were examined.
CREATE TABLE coding_audit_types (
    audit_id  TEXT NOT NULL REFERENCES coding_audits (id),
    code_type TEXT NOT NULL CHECK (code_type IN ('primary_diagnosis', 'secondary_diagnosis', 'primary_procedure', 'secondary_procedure')),
    examined  INTEGER NOT NULL CHECK (examined >= 0),
    PRIMARY KEY (audit_id, code_type)
);

-- How many errors there were of each key: those that the coder made, and others, such as a source document that misled.
CREATE TABLE coding_audit_errors (
    audit_id  TEXT NOT NULL REFERENCES coding_audits (id),
    error_key TEXT NOT NULL,
    by_coder  INTEGER NOT NULL CHECK (by_coder >= 0),
    by_other  INTEGER NOT NULL CHECK (by_other >= 0),
    PRIMARY KEY (audit_id, error_key)
);

-- What a released audit said before it was corrected, as JSON.
CREATE TABLE coding_audit_versions (
    id         TEXT NOT NULL PRIMARY KEY,
    audit_id   TEXT NOT NULL REFERENCES coding_audits (id),
    number     INTEGER NOT NULL,
    content    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    changed_by TEXT NOT NULL REFERENCES people (id),
    changed_at DATETIME NOT NULL,
    UNIQUE (audit_id, number)
);

-- What was agreed after an audit, who does it, and by when.
CREATE TABLE coding_audit_actions (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    audit_id        TEXT NOT NULL REFERENCES coding_audits (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    owner_id        TEXT NOT NULL REFERENCES people (id),
    what            TEXT NOT NULL,
    due_on          DATE NOT NULL,
    done_on         DATE,
    done_by         TEXT REFERENCES people (id),
    version         INTEGER NOT NULL,
    created_by      TEXT NOT NULL REFERENCES people (id),
    created_at      DATETIME NOT NULL,
    CHECK ((done_on IS NULL) = (done_by IS NULL))
);
CREATE INDEX coding_audit_actions_by_audit ON coding_audit_actions (audit_id);
CREATE INDEX coding_audit_actions_by_person ON coding_audit_actions (person_id, done_on);
CREATE INDEX coding_audit_actions_by_owner ON coding_audit_actions (owner_id, done_on);

-- The evidence that somebody made of an audit or of a quarter's activity. The evidence may be deleted afterwards.
CREATE TABLE coding_evidence (
    person_id   TEXT NOT NULL REFERENCES people (id),
    made_of     TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    created_at  DATETIME NOT NULL,
    PRIMARY KEY (person_id, made_of)
);

-- +goose Down
DROP TABLE coding_evidence;
DROP TABLE coding_audit_actions;
DROP TABLE coding_audit_versions;
DROP TABLE coding_audit_errors;
DROP TABLE coding_audit_types;
DROP TABLE coding_audits;
DROP TABLE coding_activity_history;
DROP TABLE coding_activity;
DROP TABLE coding_targets;
DROP TABLE accuracy_threshold_uses;
DROP TABLE accuracy_threshold_sets;
DELETE FROM reference_stamps WHERE name = 'practice';
