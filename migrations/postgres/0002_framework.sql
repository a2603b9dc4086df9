-- +goose Up
-- The stamp of a body of reference data is a new random text whenever something in it changed. Every node compares it
-- with the stamp of what it holds in memory.
CREATE TABLE reference_stamps (
    name  TEXT NOT NULL PRIMARY KEY,
    stamp TEXT NOT NULL
);
INSERT INTO reference_stamps (name, stamp) VALUES
    ('framework', 'empty'), ('job_evaluation', 'empty'), ('role', 'empty'), ('data_quality', 'empty');

CREATE TABLE frameworks (
    id         UUID NOT NULL PRIMARY KEY,
    slug       TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    document   TEXT NOT NULL,
    licence    TEXT NOT NULL,
    source     TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('members', 'public'))
);

CREATE TABLE framework_levels (
    id           UUID NOT NULL PRIMARY KEY,
    framework_id UUID NOT NULL REFERENCES frameworks (id),
    level        INTEGER NOT NULL CHECK (level BETWEEN 1 AND 7),
    name         TEXT NOT NULL,
    UNIQUE (framework_id, level)
);

-- national_name and the national levels are those of SFIA 9.
CREATE TABLE framework_skills (
    id                 UUID NOT NULL PRIMARY KEY,
    framework_id       UUID NOT NULL REFERENCES frameworks (id),
    ordinal            INTEGER NOT NULL,
    code               TEXT NOT NULL,
    name               TEXT NOT NULL,
    national_name      TEXT NOT NULL,
    note               TEXT NOT NULL,
    national_level_min INTEGER NOT NULL,
    national_level_max INTEGER NOT NULL,
    UNIQUE (framework_id, code)
);

-- A published statement is never deleted: when the framework no longer has it, it gets the date on which it ended.
-- corrections is a JSON list of what was set right in the source's text.
CREATE TABLE framework_statements (
    id                  UUID NOT NULL PRIMARY KEY,
    framework_id        UUID NOT NULL REFERENCES frameworks (id),
    ordinal             INTEGER NOT NULL,
    key                 TEXT NOT NULL,
    code                TEXT NOT NULL,
    skill               TEXT NOT NULL,
    aspect              TEXT NOT NULL,
    level               INTEGER NOT NULL CHECK (level BETWEEN 1 AND 7),
    text                TEXT NOT NULL,
    source_heading      TEXT NOT NULL,
    source_heading_line INTEGER NOT NULL,
    source_text         TEXT NOT NULL,
    source_line         INTEGER NOT NULL,
    corrections         TEXT NOT NULL,
    ends_on             DATE,
    UNIQUE (framework_id, key)
);
CREATE INDEX framework_statements_by_skill ON framework_statements (framework_id, code, level);

-- Lines of the source that belong to no statement. level is 0 where there is none.
CREATE TABLE framework_unheaded_lines (
    id           UUID NOT NULL PRIMARY KEY,
    framework_id UUID NOT NULL REFERENCES frameworks (id),
    line         INTEGER NOT NULL,
    text         TEXT NOT NULL,
    what         TEXT NOT NULL CHECK (what IN ('cut_statement', 'caption')),
    code         TEXT NOT NULL,
    level        INTEGER NOT NULL,
    proposal     TEXT NOT NULL,
    reason       TEXT NOT NULL
);

-- Mistakes and peculiarities of the source documents.
CREATE TABLE source_findings (
    id             UUID NOT NULL PRIMARY KEY,
    document       TEXT NOT NULL,
    line           INTEGER NOT NULL,
    kind           TEXT NOT NULL,
    severity       TEXT NOT NULL CHECK (severity IN ('note', 'minor', 'major')),
    detail         TEXT NOT NULL,
    source_text    TEXT NOT NULL,
    corrected_text TEXT NOT NULL
);

-- +goose Down
DROP TABLE source_findings;
DROP TABLE framework_unheaded_lines;
DROP TABLE framework_statements;
DROP TABLE framework_skills;
DROP TABLE framework_levels;
DROP TABLE frameworks;
DROP TABLE reference_stamps;
