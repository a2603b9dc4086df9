-- +goose Up
-- A role without an organisation is one that a source document describes; every organisation may read it. band is empty
-- when its status is unknown. profile_id is the national profile that comes nearest. The texts after it are as printed.
CREATE TABLE roles (
    id               UUID NOT NULL PRIMARY KEY,
    organisation_id  UUID REFERENCES organisations (id),
    title            TEXT NOT NULL,
    band             TEXT NOT NULL,
    band_status      TEXT NOT NULL CHECK (band_status IN ('stated', 'matched', 'unknown')),
    band_note        TEXT NOT NULL DEFAULT '',
    document         TEXT NOT NULL DEFAULT '',
    profile_id       UUID REFERENCES job_profiles (id),
    profile_reason   TEXT NOT NULL DEFAULT '',
    reference        TEXT NOT NULL DEFAULT '',
    document_version TEXT NOT NULL DEFAULT '',
    issued_on        DATE,
    job_matched_on   DATE,
    updated_text     TEXT NOT NULL DEFAULT '',
    organisation     TEXT NOT NULL DEFAULT '',
    directorate      TEXT NOT NULL DEFAULT '',
    department       TEXT NOT NULL DEFAULT '',
    reports_to       TEXT NOT NULL DEFAULT '',
    accountable_to   TEXT NOT NULL DEFAULT '',
    responsible_to   TEXT NOT NULL DEFAULT '',
    version          INTEGER NOT NULL,
    created_at       TIMESTAMPTZ NOT NULL,
    updated_at       TIMESTAMPTZ NOT NULL,
    UNIQUE (organisation_id, title, band)
);

-- Pieces of a job description, in order within their part: the form's labelled fields, the headings, the purpose, the
-- working relationships, the values and the sections that have no table of their own. heading is the field's label, or
-- the heading that a paragraph stands under; number and factor belong to headings. lines is a JSON list.
CREATE TABLE role_passages (
    id        UUID NOT NULL PRIMARY KEY,
    role_id   UUID NOT NULL REFERENCES roles (id),
    part      TEXT NOT NULL CHECK (part IN ('detail', 'heading', 'purpose', 'relationship', 'value', 'section')),
    ordinal   INTEGER NOT NULL,
    heading   TEXT NOT NULL,
    number    TEXT NOT NULL,
    factor    INTEGER NOT NULL CHECK (factor BETWEEN 0 AND 16),
    text      TEXT NOT NULL,
    corrected TEXT NOT NULL,
    note      TEXT NOT NULL,
    lines     TEXT NOT NULL,
    UNIQUE (role_id, part, ordinal)
);

-- factor is the job evaluation factor of the heading, 0 where the document does not say.
CREATE TABLE role_duties (
    id        UUID NOT NULL PRIMARY KEY,
    role_id   UUID NOT NULL REFERENCES roles (id),
    ordinal   INTEGER NOT NULL,
    heading   TEXT NOT NULL,
    factor    INTEGER NOT NULL CHECK (factor BETWEEN 0 AND 16),
    text      TEXT NOT NULL,
    corrected TEXT NOT NULL,
    note      TEXT NOT NULL,
    lines     TEXT NOT NULL
);
CREATE INDEX role_duties_by_role ON role_duties (role_id, ordinal);

-- The person specification.
CREATE TABLE role_criteria (
    id         UUID NOT NULL PRIMARY KEY,
    role_id    UUID NOT NULL REFERENCES roles (id),
    ordinal    INTEGER NOT NULL,
    group_name TEXT NOT NULL,
    criterion  TEXT NOT NULL,
    corrected  TEXT NOT NULL,
    importance TEXT NOT NULL CHECK (importance IN ('essential', 'desirable', 'not_stated')),
    mark       TEXT NOT NULL,
    basis      TEXT NOT NULL,
    lines      TEXT NOT NULL,
    mark_lines TEXT NOT NULL
);
CREATE INDEX role_criteria_by_role ON role_criteria (role_id, ordinal);

-- The working conditions.
CREATE TABLE role_hazards (
    id         UUID NOT NULL PRIMARY KEY,
    role_id    UUID NOT NULL REFERENCES roles (id),
    ordinal    INTEGER NOT NULL,
    group_name TEXT NOT NULL,
    name       TEXT NOT NULL,
    text       TEXT NOT NULL,
    presence   TEXT NOT NULL CHECK (presence IN ('yes', 'no', 'not_stated')),
    frequency  TEXT NOT NULL CHECK (frequency IN ('rare', 'occasional', 'moderate', 'frequent', 'not_stated')),
    mark       TEXT NOT NULL,
    note       TEXT NOT NULL,
    lines      TEXT NOT NULL
);
CREATE INDEX role_hazards_by_role ON role_hazards (role_id, ordinal);

-- A statement that a role asks for. whole_level says that the role asks for the whole skill level; configured, that the
-- organisation decided it and no source document says so. sources is a JSON list of documents and lines.
CREATE TABLE role_requirements (
    id           UUID NOT NULL PRIMARY KEY,
    role_id      UUID NOT NULL REFERENCES roles (id),
    statement_id UUID NOT NULL REFERENCES framework_statements (id),
    importance   TEXT NOT NULL CHECK (importance IN ('essential', 'desirable')),
    whole_level  BOOLEAN NOT NULL,
    configured   BOOLEAN NOT NULL,
    reason       TEXT NOT NULL,
    sources      TEXT NOT NULL,
    UNIQUE (role_id, statement_id)
);
CREATE INDEX role_requirements_by_statement ON role_requirements (statement_id);

-- Which skill level belongs to which national profile and band.
CREATE TABLE skill_links (
    id         UUID NOT NULL PRIMARY KEY,
    ordinal    INTEGER NOT NULL,
    code       TEXT NOT NULL,
    level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 7),
    profile_id UUID NOT NULL REFERENCES job_profiles (id),
    band       TEXT NOT NULL,
    reason     TEXT NOT NULL,
    sources    TEXT NOT NULL,
    UNIQUE (code, level, profile_id)
);

-- A skill level without a profile, or a profile without a skill level, and why. Either code and level are set, or
-- profile_id is.
CREATE TABLE skill_link_gaps (
    id         UUID NOT NULL PRIMARY KEY,
    ordinal    INTEGER NOT NULL,
    code       TEXT NOT NULL,
    level      INTEGER NOT NULL CHECK (level BETWEEN 0 AND 7),
    profile_id UUID REFERENCES job_profiles (id),
    reason     TEXT NOT NULL,
    sources    TEXT NOT NULL
);

-- +goose Down
DROP TABLE skill_link_gaps;
DROP TABLE skill_links;
DROP TABLE role_requirements;
DROP TABLE role_hazards;
DROP TABLE role_criteria;
DROP TABLE role_duties;
DROP TABLE role_passages;
DROP TABLE roles;
