-- +goose Up
-- Somebody is away and a colleague stands in for them from starts_on to ends_on, both included. It gives something only on
-- those days and until ended_at. set_by is the person, or the administrator who did it for them.
CREATE TABLE covers (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    covering_id     UUID NOT NULL REFERENCES people (id),
    starts_on       DATE NOT NULL,
    ends_on         DATE NOT NULL,
    note            TEXT NOT NULL,
    set_by          UUID NOT NULL REFERENCES people (id),
    set_at          TIMESTAMPTZ NOT NULL,
    ended_by        UUID REFERENCES people (id),
    ended_at        TIMESTAMPTZ,
    CHECK (person_id <> covering_id),
    CHECK (ends_on >= starts_on),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX covers_by_person ON covers (person_id, starts_on);
CREATE INDEX covers_by_covering ON covers (covering_id, ends_on);

-- Of which people are told by a notice and, where mail is sent, by a letter: about_id is a cover.
CREATE TABLE delegation_events (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL CHECK (kind IN ('cover_set', 'cover_ended')),
    about_id        UUID NOT NULL,
    happened_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX delegation_events_by_person ON delegation_events (person_id, happened_at);

-- For whom a decision was made by whoever stood in for them.
ALTER TABLE claims ADD COLUMN decided_for UUID REFERENCES people (id);
ALTER TABLE claim_events ADD COLUMN for_id UUID REFERENCES people (id);
ALTER TABLE milestone_records ADD COLUMN decided_for UUID REFERENCES people (id);
ALTER TABLE log_book_entries ADD COLUMN decided_for UUID REFERENCES people (id);

-- +goose Down
ALTER TABLE log_book_entries DROP COLUMN decided_for;
ALTER TABLE milestone_records DROP COLUMN decided_for;
ALTER TABLE claim_events DROP COLUMN for_id;
ALTER TABLE claims DROP COLUMN decided_for;
DROP TABLE delegation_events;
DROP TABLE covers;
