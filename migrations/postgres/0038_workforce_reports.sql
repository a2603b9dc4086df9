-- +goose Up
-- A report that is sent by e-mail again and again. starts_on is the first day, from which the rhythm counts; next_on the next.
CREATE TABLE workforce_reports (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    owner_id        UUID NOT NULL REFERENCES people (id),
    name            TEXT NOT NULL,
    name_folded     TEXT NOT NULL,
    rhythm          TEXT NOT NULL CHECK (rhythm IN ('weekly', 'monthly', 'quarterly')),
    starts_on       DATE NOT NULL,
    next_on         DATE NOT NULL,
    version         INTEGER NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX workforce_reports_by_name ON workforce_reports (organisation_id, name_folded);
CREATE INDEX workforce_reports_by_next ON workforce_reports (next_on);

CREATE TABLE workforce_report_readers (
    report_id UUID NOT NULL REFERENCES workforce_reports (id),
    person_id UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (report_id, person_id)
);
CREATE INDEX workforce_report_readers_by_person ON workforce_report_readers (person_id);

-- A letter may also carry a report; about is the schedule that it belongs to, '' for every other letter.
ALTER TABLE mail_deliveries ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_deliveries DROP CONSTRAINT mail_deliveries_kind_check;
ALTER TABLE mail_deliveries ADD CONSTRAINT mail_deliveries_kind_check CHECK (kind IN ('digest', 'lapse', 'report', 'test'));

-- +goose Down
DELETE FROM mail_deliveries WHERE kind = 'report';
ALTER TABLE mail_deliveries DROP CONSTRAINT mail_deliveries_kind_check;
ALTER TABLE mail_deliveries ADD CONSTRAINT mail_deliveries_kind_check CHECK (kind IN ('digest', 'lapse', 'test'));
ALTER TABLE mail_deliveries DROP COLUMN about;
DROP TABLE workforce_report_readers;
DROP TABLE workforce_reports;
