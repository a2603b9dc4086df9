-- +goose Up
-- A course or workshop that takes place. milestone is the key of the milestone that attending it completes, '' for none.
CREATE TABLE course_events (
    id                UUID NOT NULL PRIMARY KEY,
    organisation_id   UUID NOT NULL REFERENCES organisations (id),
    kind              TEXT NOT NULL CHECK (kind IN ('standards_course', 'refresher', 'anatomy', 'workshop')),
    title             TEXT NOT NULL,
    milestone         TEXT NOT NULL,
    starts_on         DATE NOT NULL,
    ends_on           DATE NOT NULL,
    place             TEXT NOT NULL,
    provider          TEXT NOT NULL,
    places            INTEGER NOT NULL CHECK (places BETWEEN 1 AND 500),
    note              TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    cancelled_because TEXT NOT NULL,
    search            TEXT NOT NULL,
    version           INTEGER NOT NULL,
    created_at        TIMESTAMPTZ NOT NULL,
    updated_at        TIMESTAMPTZ NOT NULL,
    CHECK (ends_on >= starts_on)
);
CREATE INDEX course_events_by_day ON course_events (organisation_id, starts_on);

-- Somebody's place on a course. position orders those who wait. outcome says what the training record took from it.
CREATE TABLE course_bookings (
    id         UUID NOT NULL PRIMARY KEY,
    event_id   UUID NOT NULL REFERENCES course_events (id),
    person_id  UUID NOT NULL REFERENCES people (id),
    state      TEXT NOT NULL CHECK (state IN ('booked', 'waiting', 'withdrawn', 'attended', 'absent')),
    position   INTEGER NOT NULL,
    outcome    TEXT NOT NULL,
    booked_by  UUID NOT NULL REFERENCES people (id),
    version    INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    UNIQUE (event_id, person_id)
);
CREATE INDEX course_bookings_by_person ON course_bookings (person_id, state);

-- Those who train together.
CREATE TABLE cohorts (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    name            TEXT NOT NULL,
    starts_on       DATE NOT NULL,
    version         INTEGER NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    UNIQUE (organisation_id, name)
);

CREATE TABLE cohort_members (
    cohort_id UUID NOT NULL REFERENCES cohorts (id),
    person_id UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (cohort_id, person_id)
);
CREATE INDEX cohort_members_by_person ON cohort_members (person_id);

-- +goose Down
DROP TABLE cohort_members;
DROP TABLE cohorts;
DROP TABLE course_bookings;
DROP TABLE course_events;
