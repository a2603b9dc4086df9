-- +goose Up
-- An organisation's own editions of a framework; edition 0, the national source, has no row. At most one edition of an
-- organisation is a draft: its number is the next one, which nobody else can take. What is published is never changed or
-- deleted; a draft can be discarded.
CREATE TABLE framework_editions (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    framework_id    UUID NOT NULL REFERENCES frameworks (id),
    number          INTEGER NOT NULL CHECK (number > 0),
    title           TEXT NOT NULL,
    note            TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
    effective_on    DATE,
    version         INTEGER NOT NULL,
    created_by      UUID NOT NULL REFERENCES people (id),
    created_at      TIMESTAMPTZ NOT NULL,
    published_by    UUID REFERENCES people (id),
    published_at    TIMESTAMPTZ,
    UNIQUE (organisation_id, framework_id, number),
    CHECK ((state = 'draft') = (published_at IS NULL))
);

-- What an edition changes, one change for a statement or a local skill. statement_id is the statement that is changed, or
-- the one that an addition makes; successor_id is the statement that a changed meaning makes. aspect and text are the new
-- ones, the old ones stand beside them. skill is the skill's name, which a renaming changes from old_skill.
CREATE TABLE framework_edition_changes (
    id           UUID NOT NULL PRIMARY KEY,
    edition_id   UUID NOT NULL REFERENCES framework_editions (id),
    position     INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('add_skill', 'rename_skill', 'add', 'wording', 'meaning', 'end')),
    subject      TEXT NOT NULL,
    statement_id UUID,
    successor_id UUID,
    ordinal      INTEGER NOT NULL,
    code         TEXT NOT NULL,
    skill        TEXT NOT NULL,
    old_skill    TEXT NOT NULL,
    aspect       TEXT NOT NULL,
    old_aspect   TEXT NOT NULL,
    level        INTEGER NOT NULL CHECK (level BETWEEN 0 AND 7),
    text         TEXT NOT NULL,
    old_text     TEXT NOT NULL,
    reason       TEXT NOT NULL,
    changed_by   UUID NOT NULL REFERENCES people (id),
    changed_at   TIMESTAMPTZ NOT NULL,
    UNIQUE (edition_id, subject)
);
CREATE INDEX framework_edition_changes_by_statement ON framework_edition_changes (statement_id);
CREATE INDEX framework_edition_changes_by_successor ON framework_edition_changes (successor_id);

-- The statements of a published edition, word for word as they were on the day it was published.
CREATE TABLE framework_edition_statements (
    edition_id   UUID NOT NULL REFERENCES framework_editions (id),
    statement_id UUID NOT NULL REFERENCES framework_statements (id),
    ordinal      INTEGER NOT NULL,
    code         TEXT NOT NULL,
    skill        TEXT NOT NULL,
    aspect       TEXT NOT NULL,
    level        INTEGER NOT NULL CHECK (level BETWEEN 1 AND 7),
    text         TEXT NOT NULL,
    own          BOOLEAN NOT NULL,
    PRIMARY KEY (edition_id, statement_id)
);

-- What good looks like: an example that an organisation writes beside a statement.
CREATE TABLE statement_examples (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    statement_id    UUID NOT NULL REFERENCES framework_statements (id),
    position        INTEGER NOT NULL,
    text            TEXT NOT NULL,
    active          BOOLEAN NOT NULL,
    version         INTEGER NOT NULL,
    created_by      UUID NOT NULL REFERENCES people (id),
    created_at      TIMESTAMPTZ NOT NULL,
    updated_by      UUID NOT NULL REFERENCES people (id),
    updated_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX statement_examples_by_statement ON statement_examples (organisation_id, statement_id, position);

-- +goose Down
DROP TABLE statement_examples;
DROP TABLE framework_edition_statements;
DROP TABLE framework_edition_changes;
DROP TABLE framework_editions;
