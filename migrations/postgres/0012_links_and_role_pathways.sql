-- +goose Up
INSERT INTO reference_stamps (name, stamp) VALUES ('link', 'empty'), ('role_pathway', 'empty');

-- The family of work that a national profile belongs to.
CREATE TABLE profile_families (
    id         UUID NOT NULL PRIMARY KEY,
    profile_id UUID NOT NULL UNIQUE REFERENCES job_profiles (id),
    family     TEXT NOT NULL CHECK (family IN ('coding', 'records', 'patient_services', 'security', 'other'))
);

-- Which aspect of a skill shows in which job evaluation factor, as proposed for everybody.
CREATE TABLE aspect_links (
    id      UUID NOT NULL PRIMARY KEY,
    ordinal INTEGER NOT NULL,
    code    TEXT NOT NULL,
    aspect  TEXT NOT NULL,
    factor  INTEGER NOT NULL CHECK (factor BETWEEN 1 AND 16),
    reason  TEXT NOT NULL,
    sources TEXT NOT NULL,
    UNIQUE (code, aspect, factor)
);

-- An aspect without a factor (factor 0), or a factor without an aspect (code and aspect empty), and why.
CREATE TABLE aspect_link_gaps (
    id      UUID NOT NULL PRIMARY KEY,
    ordinal INTEGER NOT NULL,
    code    TEXT NOT NULL,
    aspect  TEXT NOT NULL,
    factor  INTEGER NOT NULL CHECK (factor BETWEEN 0 AND 16),
    reason  TEXT NOT NULL,
    sources TEXT NOT NULL,
    CHECK ((factor = 0) = (aspect <> ''))
);

-- A link that an organisation made itself: a skill level with a national profile, or an aspect with a factor. What a kind
-- does not have is 0, empty or NULL. An ended link stays.
CREATE TABLE own_links (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    kind            TEXT NOT NULL CHECK (kind IN ('skill_level', 'aspect')),
    code            TEXT NOT NULL,
    level           INTEGER NOT NULL CHECK (level BETWEEN 0 AND 7),
    profile_id      UUID REFERENCES job_profiles (id),
    aspect          TEXT NOT NULL,
    factor          INTEGER NOT NULL CHECK (factor BETWEEN 0 AND 16),
    reason          TEXT NOT NULL,
    ended_on        DATE,
    end_reason      TEXT NOT NULL,
    made_by         UUID NOT NULL REFERENCES people (id),
    version         INTEGER NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    CHECK ((kind = 'skill_level') = (profile_id IS NOT NULL) AND (kind = 'skill_level') = (level > 0)),
    CHECK ((kind = 'aspect') = (aspect <> '') AND (kind = 'aspect') = (factor > 0))
);
CREATE INDEX own_links_by_organisation ON own_links (organisation_id, kind);

-- A proposed link, of either kind, that an organisation does not accept.
CREATE TABLE link_refusals (
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    link_id         UUID NOT NULL,
    reason          TEXT NOT NULL,
    refused_by      UUID NOT NULL REFERENCES people (id),
    refused_on      DATE NOT NULL,
    PRIMARY KEY (organisation_id, link_id)
);

-- An organisation's map of roles and moves, version by version. number counts them from 1. One at most is a draft, one at
-- most published; the program sees to it under the stamp's lock.
CREATE TABLE role_pathways (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    number          INTEGER NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
    note            TEXT NOT NULL,
    made_by         UUID NOT NULL REFERENCES people (id),
    published_by    UUID REFERENCES people (id),
    published_on    DATE,
    retired_on      DATE,
    version         INTEGER NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    UNIQUE (organisation_id, number),
    CHECK ((state = 'draft') = (published_on IS NULL)),
    CHECK ((state = 'retired') = (retired_on IS NOT NULL))
);

-- A role on the map, in the family of work in which it is drawn.
CREATE TABLE role_pathway_places (
    id         UUID NOT NULL PRIMARY KEY,
    pathway_id UUID NOT NULL REFERENCES role_pathways (id),
    role_id    UUID NOT NULL REFERENCES roles (id),
    family     TEXT NOT NULL CHECK (family IN ('coding', 'records', 'patient_services', 'security', 'other')),
    UNIQUE (pathway_id, role_id)
);

-- A move from one role to another. condition is a tree as JSON, sources a JSON list.
CREATE TABLE role_pathway_moves (
    id           UUID NOT NULL PRIMARY KEY,
    pathway_id   UUID NOT NULL REFERENCES role_pathways (id),
    ordinal      INTEGER NOT NULL,
    from_role_id UUID NOT NULL REFERENCES roles (id),
    to_role_id   UUID NOT NULL REFERENCES roles (id),
    condition    TEXT NOT NULL,
    reason       TEXT NOT NULL,
    sources      TEXT NOT NULL,
    UNIQUE (pathway_id, from_role_id, to_role_id),
    CHECK (from_role_id <> to_role_id)
);

-- What somebody said about a person and a condition of a move: that they agree or do not, or that it is so or is not. subject
-- is the condition in one line, so that it counts for every version of the map that asks the same. The newest counts.
CREATE TABLE move_agreements (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    from_role_id    UUID NOT NULL REFERENCES roles (id),
    to_role_id      UUID NOT NULL REFERENCES roles (id),
    subject         TEXT NOT NULL,
    agreed          BOOLEAN NOT NULL,
    reason          TEXT NOT NULL,
    said_by         UUID NOT NULL REFERENCES people (id),
    said_on         DATE NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    CHECK (said_by <> person_id)
);
CREATE INDEX move_agreements_by_person ON move_agreements (person_id, created_at);

-- +goose Down
DROP TABLE move_agreements;
DROP TABLE role_pathway_moves;
DROP TABLE role_pathway_places;
DROP TABLE role_pathways;
DROP TABLE link_refusals;
DROP TABLE own_links;
DROP TABLE aspect_link_gaps;
DROP TABLE aspect_links;
DROP TABLE profile_families;
DELETE FROM reference_stamps WHERE name IN ('link', 'role_pathway');
