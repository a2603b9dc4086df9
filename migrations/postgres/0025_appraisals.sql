-- +goose Up
-- How often an organisation appraises: one row for each rule it ever had. The newest whose day has come holds. every and
-- one_to_ones_every are ISO 8601 periods, counted from the last meeting of the kind, or from the appointment.
CREATE TABLE appraisal_cycles (
    id                UUID NOT NULL PRIMARY KEY,
    organisation_id   UUID NOT NULL REFERENCES organisations (id),
    starts_on         DATE NOT NULL,
    every             TEXT NOT NULL,
    one_to_ones_every TEXT NOT NULL,
    reason            TEXT NOT NULL,
    set_by            UUID NOT NULL REFERENCES people (id),
    created_at        TIMESTAMPTZ NOT NULL,
    UNIQUE (organisation_id, starts_on)
);

-- A one-to-one or an appraisal of a person with whoever leads it. It is planned, then held; once both have acknowledged it,
-- nothing that they shared changes any more.
CREATE TABLE appraisal_meetings (
    id                      UUID NOT NULL PRIMARY KEY,
    organisation_id         UUID NOT NULL REFERENCES organisations (id),
    person_id               UUID NOT NULL REFERENCES people (id),
    lead_id                 UUID NOT NULL REFERENCES people (id),
    kind                    TEXT NOT NULL CHECK (kind IN ('one_to_one', 'appraisal')),
    state                   TEXT NOT NULL CHECK (state IN ('planned', 'held', 'acknowledged', 'cancelled')),
    planned_on              DATE NOT NULL,
    held_on                 DATE,
    person_acknowledged_at  TIMESTAMPTZ,
    person_comment          TEXT NOT NULL,
    lead_acknowledged_at    TIMESTAMPTZ,
    lead_comment            TEXT NOT NULL,
    cancelled_because       TEXT NOT NULL,
    version                 INTEGER NOT NULL,
    created_at              TIMESTAMPTZ NOT NULL,
    updated_at              TIMESTAMPTZ NOT NULL,
    CHECK (lead_id <> person_id),
    CHECK ((held_on IS NOT NULL) = (state IN ('held', 'acknowledged'))),
    CHECK (state <> 'acknowledged' OR (person_acknowledged_at IS NOT NULL AND lead_acknowledged_at IS NOT NULL))
);
CREATE INDEX appraisal_meetings_by_person ON appraisal_meetings (person_id, planned_on);
CREATE INDEX appraisal_meetings_by_lead ON appraisal_meetings (lead_id, state, planned_on);

-- What is to be talked about. source names the fact that an item was proposed from, '' for one that somebody wrote.
CREATE TABLE appraisal_agenda_items (
    id         UUID NOT NULL PRIMARY KEY,
    meeting_id UUID NOT NULL REFERENCES appraisal_meetings (id),
    position   INTEGER NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('due', 'returned', 'gap', 'action', 'own')),
    source     TEXT NOT NULL,
    title      TEXT NOT NULL,
    because    TEXT NOT NULL,
    link       TEXT NOT NULL,
    raised_by  UUID NOT NULL REFERENCES people (id),
    discussed  BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX appraisal_agenda_items_by_meeting ON appraisal_agenda_items (meeting_id, position);
CREATE UNIQUE INDEX appraisal_agenda_items_proposed_once ON appraisal_agenda_items (meeting_id, source) WHERE source <> '';

-- A private note is its author's alone.
CREATE TABLE appraisal_notes (
    id         UUID NOT NULL PRIMARY KEY,
    meeting_id UUID NOT NULL REFERENCES appraisal_meetings (id),
    author_id  UUID NOT NULL REFERENCES people (id),
    shared     BOOLEAN NOT NULL,
    text       TEXT NOT NULL,
    version    INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX appraisal_notes_by_meeting ON appraisal_notes (meeting_id, created_at);

-- What was agreed, who does it and by when.
CREATE TABLE appraisal_actions (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    meeting_id      UUID NOT NULL REFERENCES appraisal_meetings (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    owner_id        UUID NOT NULL REFERENCES people (id),
    text            TEXT NOT NULL,
    due_on          DATE NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    outcome         TEXT NOT NULL,
    ended_by        UUID REFERENCES people (id),
    ended_on        DATE,
    version         INTEGER NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    CHECK ((state = 'open') = (ended_on IS NULL) AND (ended_by IS NULL) = (ended_on IS NULL))
);
CREATE INDEX appraisal_actions_by_person ON appraisal_actions (person_id, state, due_on);
CREATE INDEX appraisal_actions_by_owner ON appraisal_actions (owner_id, state, due_on);
CREATE INDEX appraisal_actions_by_meeting ON appraisal_actions (meeting_id);

-- +goose Down
DROP TABLE appraisal_actions;
DROP TABLE appraisal_notes;
DROP TABLE appraisal_agenda_items;
DROP TABLE appraisal_meetings;
DROP TABLE appraisal_cycles;
