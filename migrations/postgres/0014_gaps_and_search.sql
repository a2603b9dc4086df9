-- +goose Up
INSERT INTO reference_stamps (name, stamp) VALUES ('freshness', 'empty');

-- How long something stays fresh in an organisation, and why. Of a statement (key is its identifier): how long an approval of
-- it counts, as an ISO 8601 period; without a rule it counts for ever. Of an accreditation (key is its own): that it
-- has to be current to count, with stays_fresh empty; without a rule it counts while it is held.
CREATE TABLE freshness_rules (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    kind            TEXT NOT NULL CHECK (kind IN ('statement', 'accreditation')),
    key             TEXT NOT NULL,
    stays_fresh     TEXT NOT NULL,
    reason          TEXT NOT NULL,
    version         INTEGER NOT NULL,
    changed_by      UUID NOT NULL REFERENCES people (id),
    changed_at      TIMESTAMPTZ NOT NULL,
    UNIQUE (organisation_id, kind, key),
    CHECK ((kind = 'accreditation') = (stays_fresh = ''))
);

-- Whether somebody meets a criterion of a person specification, as a manager or an assigned assessor saw it. criterion is its
-- text at that time: a person specification may be edited afterwards, and then criterion_id may lead nowhere.
CREATE TABLE criterion_confirmations (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    criterion_id    UUID NOT NULL,
    criterion       TEXT NOT NULL,
    met             BOOLEAN NOT NULL,
    reason          TEXT NOT NULL,
    confirmed_by    UUID NOT NULL REFERENCES people (id),
    confirmed_on    DATE NOT NULL,
    version         INTEGER NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    UNIQUE (person_id, criterion_id),
    CHECK (confirmed_by <> person_id)
);

-- What the search finds: statements, profiles, roles and duties. organisation_id says whose it is, NULL that it is
-- everybody's; subject_id is what a hit opens; place says where it stands; passages is a JSON list of its texts with
-- their lines. body is the body of reference data that it was made from.
CREATE TABLE search_texts (
    id              UUID NOT NULL PRIMARY KEY,
    body            TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('statement', 'profile', 'role', 'duty')),
    subject_id      UUID NOT NULL,
    part_of_id      UUID,
    organisation_id UUID REFERENCES organisations (id),
    title           TEXT NOT NULL,
    place           TEXT NOT NULL,
    document        TEXT NOT NULL,
    passages        TEXT NOT NULL
);
CREATE INDEX search_texts_by_body ON search_texts (body);

-- The stamp of each body as it was when its texts were last indexed.
CREATE TABLE search_bodies (
    name  TEXT NOT NULL PRIMARY KEY,
    stamp TEXT NOT NULL
);

-- The words of the texts: stems of the title, stems of the text, and all words as they are written. The program stems
-- them, so that both databases find the same.
CREATE TABLE search_words (
    id    UUID NOT NULL PRIMARY KEY REFERENCES search_texts (id),
    words TSVECTOR NOT NULL
);
CREATE INDEX search_words_by_word ON search_words USING gin (words);

-- +goose Down
DROP TABLE search_words;
DROP TABLE search_bodies;
DROP TABLE search_texts;
DROP TABLE criterion_confirmations;
DROP TABLE freshness_rules;
DELETE FROM reference_stamps WHERE name = 'freshness';
