-- +goose Up
-- That a person is to leave, and on which last day, as the line was told. Both are empty after it was taken back: the row stays, so
-- that its version goes on counting. Whoever has left has a date in people instead.
CREATE TABLE planned_leavings (
    person_id       TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind            TEXT CHECK (kind IN ('retirement', 'other')),
    leaves_on       DATE,
    entered_by      TEXT NOT NULL REFERENCES people (id),
    entered_on      DATE NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    CHECK ((kind IS NULL) = (leaves_on IS NULL))
);
CREATE INDEX planned_leavings_by_day ON planned_leavings (organisation_id, leaves_on);
CREATE INDEX appointments_by_last_day ON appointments (organisation_id, ends_on);

-- +goose Down
DROP INDEX appointments_by_last_day;
DROP TABLE planned_leavings;
