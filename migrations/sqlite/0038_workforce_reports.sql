-- +goose Up
-- A report that is sent by e-mail again and again. starts_on is the first day, from which the rhythm counts; next_on the next.
CREATE TABLE workforce_reports (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    owner_id        TEXT NOT NULL REFERENCES people (id),
    name            TEXT NOT NULL,
    name_folded     TEXT NOT NULL,
    rhythm          TEXT NOT NULL CHECK (rhythm IN ('weekly', 'monthly', 'quarterly')),
    starts_on       DATE NOT NULL,
    next_on         DATE NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL
);
CREATE INDEX workforce_reports_by_name ON workforce_reports (organisation_id, name_folded);
CREATE INDEX workforce_reports_by_next ON workforce_reports (next_on);

CREATE TABLE workforce_report_readers (
    report_id TEXT NOT NULL REFERENCES workforce_reports (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (report_id, person_id)
);
CREATE INDEX workforce_report_readers_by_person ON workforce_report_readers (person_id);

-- A letter may also carry a report; about is the schedule that it belongs to, '' for every other letter.
CREATE TABLE letters (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL CHECK (kind IN ('digest', 'lapse', 'report', 'test')),
    occasion        TEXT NOT NULL UNIQUE,
    day             DATE NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    failure         TEXT NOT NULL,
    created_at      DATETIME NOT NULL,
    finished_at     DATETIME,
    about           TEXT NOT NULL DEFAULT '',
    CHECK ((state = 'waiting') = (finished_at IS NULL))
);
INSERT INTO letters (id, organisation_id, person_id, kind, occasion, day, state, failure, created_at, finished_at)
SELECT id, organisation_id, person_id, kind, occasion, day, state, failure, created_at, finished_at FROM mail_deliveries;
CREATE TABLE told_in_letters (
    person_id   TEXT NOT NULL REFERENCES people (id),
    notice      TEXT NOT NULL,
    threshold   INTEGER NOT NULL,
    delivery_id TEXT NOT NULL REFERENCES letters (id),
    PRIMARY KEY (person_id, notice, threshold)
);
INSERT INTO told_in_letters (person_id, notice, threshold, delivery_id) SELECT person_id, notice, threshold, delivery_id FROM mail_told;
DROP TABLE mail_told;
DROP TABLE mail_deliveries;
ALTER TABLE letters RENAME TO mail_deliveries;
ALTER TABLE told_in_letters RENAME TO mail_told;
CREATE INDEX mail_deliveries_by_state ON mail_deliveries (organisation_id, state, created_at);
CREATE INDEX mail_deliveries_by_person ON mail_deliveries (person_id, created_at);
CREATE INDEX mail_told_by_delivery ON mail_told (delivery_id);

-- +goose Down
CREATE TABLE letters (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL CHECK (kind IN ('digest', 'lapse', 'test')),
    occasion        TEXT NOT NULL UNIQUE,
    day             DATE NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    failure         TEXT NOT NULL,
    created_at      DATETIME NOT NULL,
    finished_at     DATETIME,
    CHECK ((state = 'waiting') = (finished_at IS NULL))
);
INSERT INTO letters (id, organisation_id, person_id, kind, occasion, day, state, failure, created_at, finished_at)
SELECT id, organisation_id, person_id, kind, occasion, day, state, failure, created_at, finished_at FROM mail_deliveries WHERE kind <> 'report';
CREATE TABLE told_in_letters (
    person_id   TEXT NOT NULL REFERENCES people (id),
    notice      TEXT NOT NULL,
    threshold   INTEGER NOT NULL,
    delivery_id TEXT NOT NULL REFERENCES letters (id),
    PRIMARY KEY (person_id, notice, threshold)
);
INSERT INTO told_in_letters (person_id, notice, threshold, delivery_id) SELECT person_id, notice, threshold, delivery_id FROM mail_told;
DROP TABLE mail_told;
DROP TABLE mail_deliveries;
ALTER TABLE letters RENAME TO mail_deliveries;
ALTER TABLE told_in_letters RENAME TO mail_told;
CREATE INDEX mail_deliveries_by_state ON mail_deliveries (organisation_id, state, created_at);
CREATE INDEX mail_deliveries_by_person ON mail_deliveries (person_id, created_at);
CREATE INDEX mail_told_by_delivery ON mail_told (delivery_id);
DROP TABLE workforce_report_readers;
DROP TABLE workforce_reports;
