-- +goose Up
-- What an administrator allowed themselves in an emergency, from begun_at to ends_at or until ended_at. told counts whom it was
-- told to at once. seen_by looked at it afterwards.
CREATE TABLE emergency_uses (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    role            TEXT NOT NULL CHECK (role IN ('manager', 'workforce_lead', 'standards_lead', 'consistency_checker')),
    reason          TEXT NOT NULL,
    begun_at        DATETIME NOT NULL,
    ends_at         DATETIME NOT NULL,
    ended_at        DATETIME,
    told            INTEGER NOT NULL,
    seen_by         TEXT REFERENCES people (id),
    seen_at         DATETIME,
    remark          TEXT NOT NULL,
    CHECK (ends_at > begun_at),
    CHECK ((seen_at IS NULL) = (seen_by IS NULL))
);
CREATE INDEX emergency_uses_by_person ON emergency_uses (person_id, ends_at);
CREATE INDEX emergency_uses_by_time ON emergency_uses (organisation_id, begun_at);

-- about_id of an event is a cover or a use of emergency access.
CREATE TABLE events_of_delegation (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL CHECK (kind IN ('cover_set', 'cover_ended', 'emergency_begun')),
    about_id        TEXT NOT NULL,
    happened_at     DATETIME NOT NULL
);
INSERT INTO events_of_delegation (id, organisation_id, person_id, kind, about_id, happened_at)
SELECT id, organisation_id, person_id, kind, about_id, happened_at FROM delegation_events;
DROP TABLE delegation_events;
ALTER TABLE events_of_delegation RENAME TO delegation_events;
CREATE INDEX delegation_events_by_person ON delegation_events (person_id, happened_at);

-- +goose Down
DELETE FROM delegation_events WHERE kind = 'emergency_begun';
CREATE TABLE events_of_delegation (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL CHECK (kind IN ('cover_set', 'cover_ended')),
    about_id        TEXT NOT NULL,
    happened_at     DATETIME NOT NULL
);
INSERT INTO events_of_delegation (id, organisation_id, person_id, kind, about_id, happened_at)
SELECT id, organisation_id, person_id, kind, about_id, happened_at FROM delegation_events;
DROP TABLE delegation_events;
ALTER TABLE events_of_delegation RENAME TO delegation_events;
CREATE INDEX delegation_events_by_person ON delegation_events (person_id, happened_at);
DROP TABLE emergency_uses;
