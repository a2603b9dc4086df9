-- +goose Up
-- The NHS Job Evaluation Scheme as it is configured here. rules is a JSON list of the matching rules in words.
CREATE TABLE job_schemes (
    id             UUID NOT NULL PRIMARY KEY,
    name           TEXT NOT NULL,
    max_variations INTEGER NOT NULL,
    rules          TEXT NOT NULL,
    status         TEXT NOT NULL
);

-- A job may not vary from a profile on a fixed factor. points is a JSON list: the points of level 1, 2 and so on.
CREATE TABLE job_scheme_factors (
    id        UUID NOT NULL PRIMARY KEY,
    scheme_id UUID NOT NULL REFERENCES job_schemes (id),
    factor    INTEGER NOT NULL CHECK (factor BETWEEN 1 AND 16),
    name      TEXT NOT NULL,
    fixed     BOOLEAN NOT NULL,
    points    TEXT NOT NULL,
    UNIQUE (scheme_id, factor)
);

CREATE TABLE job_scheme_bands (
    id         UUID NOT NULL PRIMARY KEY,
    scheme_id  UUID NOT NULL REFERENCES job_schemes (id),
    band       TEXT NOT NULL,
    min_points INTEGER NOT NULL,
    max_points INTEGER NOT NULL,
    UNIQUE (scheme_id, band)
);

-- A national job profile. stated_min and stated_max are the printed totals. bands, job_statements and corrections are
-- JSON lists.
CREATE TABLE job_profiles (
    id                 UUID NOT NULL PRIMARY KEY,
    slug               TEXT NOT NULL UNIQUE,
    suite_and_label    TEXT NOT NULL,
    suite              TEXT NOT NULL,
    title              TEXT NOT NULL,
    contents_title     TEXT NOT NULL,
    contents_page      INTEGER NOT NULL,
    contents_line      INTEGER NOT NULL,
    band               TEXT NOT NULL,
    bands              TEXT NOT NULL,
    job_statement_line INTEGER NOT NULL,
    job_statements     TEXT NOT NULL,
    total_text         TEXT NOT NULL,
    total_line         INTEGER NOT NULL,
    stated_min         INTEGER NOT NULL,
    stated_max         INTEGER NOT NULL,
    corrections        TEXT NOT NULL,
    document           TEXT NOT NULL,
    line               INTEGER NOT NULL,
    last_line          INTEGER NOT NULL
);

-- A row of a profile's table. score_min and score_max are as printed, right or wrong. options, level_options,
-- corrections and lines are JSON lists.
CREATE TABLE job_profile_factors (
    id            UUID NOT NULL PRIMARY KEY,
    profile_id    UUID NOT NULL REFERENCES job_profiles (id),
    factor        INTEGER NOT NULL CHECK (factor BETWEEN 1 AND 16),
    name          TEXT NOT NULL,
    level_text    TEXT NOT NULL,
    level_min     INTEGER NOT NULL,
    level_max     INTEGER NOT NULL,
    options       TEXT NOT NULL,
    level_options TEXT NOT NULL,
    score_text    TEXT NOT NULL,
    score_min     INTEGER NOT NULL,
    score_max     INTEGER NOT NULL,
    text          TEXT NOT NULL,
    descriptor    TEXT NOT NULL,
    example       TEXT NOT NULL,
    corrections   TEXT NOT NULL,
    line          INTEGER NOT NULL,
    lines         TEXT NOT NULL,
    UNIQUE (profile_id, factor),
    CHECK (level_min <= level_max)
);

-- The front page of the profiles' document: headings, contents, version history, archived profiles. What a part does
-- not have is empty or 0; profile_id is set for a row of the contents.
CREATE TABLE job_suite_passages (
    id         UUID NOT NULL PRIMARY KEY,
    document   TEXT NOT NULL,
    part       TEXT NOT NULL CHECK (part IN ('heading', 'entry', 'version', 'archived')),
    ordinal    INTEGER NOT NULL,
    text       TEXT NOT NULL,
    title      TEXT NOT NULL,
    band       TEXT NOT NULL,
    page       INTEGER NOT NULL,
    dated      TEXT NOT NULL,
    note       TEXT NOT NULL,
    profile_id UUID REFERENCES job_profiles (id),
    lines      TEXT NOT NULL,
    UNIQUE (part, ordinal)
);

-- +goose Down
DROP TABLE job_suite_passages;
DROP TABLE job_profile_factors;
DROP TABLE job_profiles;
DROP TABLE job_scheme_bands;
DROP TABLE job_scheme_factors;
DROP TABLE job_schemes;
