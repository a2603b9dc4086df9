-- +goose Up

-- Who read which part of whose record on which day: the first reading of the day has a row in the audit trail.
CREATE TABLE record_reads (
    person_id UUID NOT NULL REFERENCES people (id),
    actor_id  UUID NOT NULL REFERENCES people (id),
    part      TEXT NOT NULL,
    read_on   DATE NOT NULL,
    PRIMARY KEY (person_id, actor_id, part, read_on)
);

-- +goose Down
DROP TABLE record_reads;
