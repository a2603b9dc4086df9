-- +goose Up
-- A due date of one person's milestone that somebody moved, and why. It stays when it is ended; of several the last counts.
CREATE TABLE milestone_extensions (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    pathway_id      UUID NOT NULL REFERENCES pathways (id),
    milestone       TEXT NOT NULL,
    was_due_on      DATE NOT NULL,
    due_on          DATE NOT NULL,
    reason          TEXT NOT NULL,
    granted_by      UUID NOT NULL REFERENCES people (id),
    granted_on      DATE NOT NULL,
    ended_on        DATE,
    ended_by        UUID REFERENCES people (id),
    end_reason      TEXT NOT NULL,
    version         BIGINT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    CHECK (granted_by <> person_id),
    CHECK ((ended_on IS NULL) = (ended_by IS NULL))
);
CREATE INDEX milestone_extensions_by_person ON milestone_extensions (person_id, created_at);

-- A sitting of the national examination as an organisation knows it, with where its dates come from.
CREATE TABLE exam_sittings (
    id                     UUID NOT NULL PRIMARY KEY,
    organisation_id        UUID NOT NULL REFERENCES organisations (id),
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
    version                BIGINT NOT NULL,
    created_by             UUID NOT NULL REFERENCES people (id),
    created_at             TIMESTAMPTZ NOT NULL,
    updated_at             TIMESTAMPTZ NOT NULL,
    CHECK (registration_closes_on >= registration_opens_on)
);
CREATE INDEX exam_sittings_by_organisation ON exam_sittings (organisation_id, milestone, theory_on);

-- The sitting that somebody plans for. It stays when another one is chosen or it is given up.
CREATE TABLE sitting_choices (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    pathway_id      UUID NOT NULL REFERENCES pathways (id),
    milestone       TEXT NOT NULL,
    sitting_id      UUID NOT NULL REFERENCES exam_sittings (id),
    registered_on   DATE,
    chosen_by       UUID NOT NULL REFERENCES people (id),
    chosen_on       DATE NOT NULL,
    ended_on        DATE,
    ended_by        UUID REFERENCES people (id),
    ended_as        TEXT NOT NULL CHECK (ended_as IN ('', 'changed', 'given_up', 'sat')),
    end_reason      TEXT NOT NULL,
    version         BIGINT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    CHECK ((ended_on IS NULL) = (ended_by IS NULL) AND (ended_on IS NULL) = (ended_as = ''))
);
CREATE INDEX sitting_choices_by_person ON sitting_choices (person_id, created_at);

-- A person's membership of the body that holds the examination. A renewal is a row of its own.
CREATE TABLE professional_memberships (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    body            TEXT NOT NULL,
    number          TEXT NOT NULL,
    starts_on       DATE NOT NULL,
    ends_on         DATE,
    note            TEXT NOT NULL,
    recorded_by     UUID NOT NULL REFERENCES people (id),
    version         BIGINT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    CHECK (ends_on >= starts_on)
);
CREATE INDEX professional_memberships_by_person ON professional_memberships (person_id, starts_on);

-- A result that was entered wrongly, as it was and as it was corrected.
CREATE TABLE attempt_corrections (
    id                  UUID NOT NULL PRIMARY KEY,
    attempt_id          UUID NOT NULL REFERENCES attempts (id),
    paper               TEXT NOT NULL,
    was_outcome         TEXT NOT NULL,
    was_mark_hundredths BIGINT,
    outcome             TEXT NOT NULL,
    mark_hundredths     BIGINT,
    reason              TEXT NOT NULL,
    corrected_by        UUID NOT NULL REFERENCES people (id),
    corrected_on        DATE NOT NULL,
    created_at          TIMESTAMPTZ NOT NULL
);
CREATE INDEX attempt_corrections_by_attempt ON attempt_corrections (attempt_id, created_at);

ALTER TABLE attempts ADD COLUMN sitting_id UUID REFERENCES exam_sittings (id);
ALTER TABLE attempts ADD COLUMN letter_id UUID REFERENCES files (id);

-- Leave that was entered by mistake is withdrawn, not removed.
ALTER TABLE pauses ADD COLUMN withdrawn_on DATE;
ALTER TABLE pauses ADD COLUMN withdrawn_by UUID REFERENCES people (id);
ALTER TABLE pauses ADD COLUMN withdrawal_reason TEXT NOT NULL DEFAULT '';

ALTER TABLE mentoring_meetings ADD COLUMN next_on DATE;
ALTER TABLE mentoring_meetings ADD COLUMN edited_at TIMESTAMPTZ;
ALTER TABLE mentoring_meetings ADD COLUMN disputed_by UUID REFERENCES people (id);
ALTER TABLE mentoring_meetings ADD COLUMN disputed_at TIMESTAMPTZ;
ALTER TABLE mentoring_meetings ADD COLUMN dispute TEXT NOT NULL DEFAULT '';

-- An exemption that was withdrawn stays, and another one may follow.
ALTER TABLE exemptions DROP CONSTRAINT exemptions_person_id_pathway_id_milestone_key;
ALTER TABLE exemptions ADD COLUMN withdrawn_on DATE;
ALTER TABLE exemptions ADD COLUMN withdrawn_by UUID REFERENCES people (id);
ALTER TABLE exemptions ADD COLUMN withdrawal_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE exemptions ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
CREATE INDEX exemptions_by_person ON exemptions (person_id, created_at);

-- +goose Down
DELETE FROM exemptions WHERE withdrawn_on IS NOT NULL;
DROP INDEX exemptions_by_person;
ALTER TABLE exemptions DROP COLUMN version;
ALTER TABLE exemptions DROP COLUMN withdrawal_reason;
ALTER TABLE exemptions DROP COLUMN withdrawn_by;
ALTER TABLE exemptions DROP COLUMN withdrawn_on;
ALTER TABLE exemptions ADD CONSTRAINT exemptions_person_id_pathway_id_milestone_key UNIQUE (person_id, pathway_id, milestone);
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
