-- +goose Up
-- What an administrator allowed themselves in an emergency, from begun_at to ends_at or until ended_at. told counts whom it was
-- told to at once. seen_by looked at it afterwards.
CREATE TABLE emergency_uses (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    role            TEXT NOT NULL CHECK (role IN ('manager', 'workforce_lead', 'standards_lead', 'consistency_checker')),
    reason          TEXT NOT NULL,
    begun_at        TIMESTAMPTZ NOT NULL,
    ends_at         TIMESTAMPTZ NOT NULL,
    ended_at        TIMESTAMPTZ,
    told            INTEGER NOT NULL,
    seen_by         UUID REFERENCES people (id),
    seen_at         TIMESTAMPTZ,
    remark          TEXT NOT NULL,
    CHECK (ends_at > begun_at),
    CHECK ((seen_at IS NULL) = (seen_by IS NULL))
);
CREATE INDEX emergency_uses_by_person ON emergency_uses (person_id, ends_at);
CREATE INDEX emergency_uses_by_time ON emergency_uses (organisation_id, begun_at);

-- about_id of an event is a cover or a use of emergency access.
ALTER TABLE delegation_events DROP CONSTRAINT delegation_events_kind_check;
ALTER TABLE delegation_events ADD CONSTRAINT delegation_events_kind_check CHECK (kind IN ('cover_set', 'cover_ended', 'emergency_begun'));

-- +goose Down
DELETE FROM delegation_events WHERE kind = 'emergency_begun';
ALTER TABLE delegation_events DROP CONSTRAINT delegation_events_kind_check;
ALTER TABLE delegation_events ADD CONSTRAINT delegation_events_kind_check CHECK (kind IN ('cover_set', 'cover_ended'));
DROP TABLE emergency_uses;
