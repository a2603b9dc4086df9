-- +goose Up
-- A due date of one person's milestone that somebody moved, and why. It stays when it is ended; of several the last counts.
CREATE TABLE milestone_extensions (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    pathway_id      TEXT NOT NULL REFERENCES pathways (id),
    milestone       TEXT NOT NULL,
    was_due_on      DATE NOT NULL,
    due_on          DATE NOT NULL,
    reason          TEXT NOT NULL,
    granted_by      TEXT NOT NULL REFERENCES people (id),
    granted_on      DATE NOT NULL,
    ended_on        DATE,
    ended_by        TEXT REFERENCES people (id),
    end_reason      TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    CHECK (granted_by <> person_id),
    CHECK ((ended_on IS NULL) = (ended_by IS NULL))
);
CREATE INDEX milestone_extensions_by_person ON milestone_extensions (person_id, created_at);

-- A sitting of the national examination as an organisation knows it, with where its dates come from.
CREATE TABLE exam_sittings (
    id                     TEXT NOT NULL PRIMARY KEY,
    organisation_id        TEXT NOT NULL REFERENCES organisations (id),
    milestone              TEXT NOT NULL,
    title                  TEXT NOT NULL,
    registration_opens_on  DATE NOT NULL,
    registration_closes_on DATE NOT NULL,
    theory_on              DATE NOT NULL,
    practical_on           DATE NOT NULL,
    results_expected_on    DATE NOT NULL,
    source                 TEXT NOT NULL,
    note                   TEXT NOT NULL,
    cancelled_on           DATE,
    cancel_reason          TEXT NOT NULL,
    version                INTEGER NOT NULL,
    created_by             TEXT NOT NULL REFERENCES people (id),
    created_at             DATETIME NOT NULL,
    updated_at             DATETIME NOT NULL,
    CHECK (registration_closes_on >= registration_opens_on)
);
CREATE INDEX exam_sittings_by_organisation ON exam_sittings (organisation_id, milestone, theory_on);

-- The sitting that somebody plans for. It stays when another one is chosen or it is given up.
CREATE TABLE sitting_choices (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    pathway_id      TEXT NOT NULL REFERENCES pathways (id),
    milestone       TEXT NOT NULL,
    sitting_id      TEXT NOT NULL REFERENCES exam_sittings (id),
    registered_on   DATE,
    chosen_by       TEXT NOT NULL REFERENCES people (id),
    chosen_on       DATE NOT NULL,
    ended_on        DATE,
    ended_by        TEXT REFERENCES people (id),
    ended_as        TEXT NOT NULL CHECK (ended_as IN ('', 'changed', 'given_up', 'sat')),
    end_reason      TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    CHECK ((ended_on IS NULL) = (ended_by IS NULL) AND (ended_on IS NULL) = (ended_as = ''))
);
CREATE INDEX sitting_choices_by_person ON sitting_choices (person_id, created_at);

-- A person's membership of the body that holds the examination. A renewal is a row of its own.
CREATE TABLE professional_memberships (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    body            TEXT NOT NULL,
    number          TEXT NOT NULL,
    starts_on       DATE NOT NULL,
    ends_on         DATE,
    note            TEXT NOT NULL,
    recorded_by     TEXT NOT NULL REFERENCES people (id),
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    CHECK (ends_on >= starts_on)
);
CREATE INDEX professional_memberships_by_person ON professional_memberships (person_id, starts_on);

-- A result that was entered wrongly, as it was and as it was corrected.
CREATE TABLE attempt_corrections (
    id                  TEXT NOT NULL PRIMARY KEY,
    attempt_id          TEXT NOT NULL REFERENCES attempts (id),
    paper               TEXT NOT NULL,
    was_outcome         TEXT NOT NULL,
    was_mark_hundredths INTEGER,
    outcome             TEXT NOT NULL,
    mark_hundredths     INTEGER,
    reason              TEXT NOT NULL,
    corrected_by        TEXT NOT NULL REFERENCES people (id),
    corrected_on        DATE NOT NULL,
    created_at          DATETIME NOT NULL
);
CREATE INDEX attempt_corrections_by_attempt ON attempt_corrections (attempt_id, created_at);

ALTER TABLE attempts ADD COLUMN sitting_id TEXT REFERENCES exam_sittings (id);
ALTER TABLE attempts ADD COLUMN letter_id TEXT REFERENCES files (id);

-- Leave that was entered by mistake is withdrawn, not removed.
ALTER TABLE pauses ADD COLUMN withdrawn_on DATE;
ALTER TABLE pauses ADD COLUMN withdrawn_by TEXT REFERENCES people (id);
ALTER TABLE pauses ADD COLUMN withdrawal_reason TEXT NOT NULL DEFAULT '';

ALTER TABLE mentoring_meetings ADD COLUMN next_on DATE;
ALTER TABLE mentoring_meetings ADD COLUMN edited_at DATETIME;
ALTER TABLE mentoring_meetings ADD COLUMN disputed_by TEXT REFERENCES people (id);
ALTER TABLE mentoring_meetings ADD COLUMN disputed_at DATETIME;
ALTER TABLE mentoring_meetings ADD COLUMN dispute TEXT NOT NULL DEFAULT '';

-- An exemption that was withdrawn stays, and another one may follow.
CREATE TABLE exemptions_kept (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    pathway_id      TEXT NOT NULL REFERENCES pathways (id),
    milestone       TEXT NOT NULL,
    reason          TEXT NOT NULL,
    exempted_by     TEXT NOT NULL REFERENCES people (id),
    exempted_on     DATE NOT NULL,
    withdrawn_on    DATE,
    withdrawn_by    TEXT REFERENCES people (id),
    withdrawal_reason TEXT NOT NULL DEFAULT '',
    version         INTEGER NOT NULL DEFAULT 1,
    created_at      DATETIME NOT NULL,
    CHECK (exempted_by <> person_id)
);
INSERT INTO exemptions_kept (id, organisation_id, person_id, pathway_id, milestone, reason, exempted_by, exempted_on, created_at)
SELECT id, organisation_id, person_id, pathway_id, milestone, reason, exempted_by, exempted_on, created_at FROM exemptions;
DROP TABLE exemptions;
ALTER TABLE exemptions_kept RENAME TO exemptions;
CREATE INDEX exemptions_by_person ON exemptions (person_id, created_at);

-- +goose Down
CREATE TABLE exemptions_held (
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
INSERT INTO exemptions_held (id, organisation_id, person_id, pathway_id, milestone, reason, exempted_by, exempted_on, created_at)
SELECT id, organisation_id, person_id, pathway_id, milestone, reason, exempted_by, exempted_on, created_at FROM exemptions WHERE withdrawn_on IS NULL;
DROP TABLE exemptions;
ALTER TABLE exemptions_held RENAME TO exemptions;
ALTER TABLE mentoring_meetings DROP COLUMN dispute;
ALTER TABLE mentoring_meetings DROP COLUMN disputed_at;
ALTER TABLE mentoring_meetings DROP COLUMN disputed_by;
ALTER TABLE mentoring_meetings DROP COLUMN edited_at;
ALTER TABLE mentoring_meetings DROP COLUMN next_on;
ALTER TABLE pauses DROP COLUMN withdrawal_reason;
ALTER TABLE pauses DROP COLUMN withdrawn_by;
ALTER TABLE pauses DROP COLUMN withdrawn_on;
ALTER TABLE attempts DROP COLUMN letter_id;
ALTER TABLE attempts DROP COLUMN sitting_id;
DROP TABLE attempt_corrections;
DROP TABLE professional_memberships;
DROP TABLE sitting_choices;
DROP TABLE exam_sittings;
DROP TABLE milestone_extensions;
