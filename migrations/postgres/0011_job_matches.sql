-- +goose Up
-- The scheme has versions, each valid from a day on; a job match keeps the version that it was judged by. panel is a JSON
-- object with the rules for a panel, reporting one with the period in which figures are reported.
ALTER TABLE job_schemes ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE job_schemes ADD COLUMN valid_from DATE NOT NULL DEFAULT '2004-10-01';
ALTER TABLE job_schemes ADD COLUMN valid_from_source TEXT NOT NULL DEFAULT '';
ALTER TABLE job_schemes ADD COLUMN panel TEXT NOT NULL DEFAULT '{}';
ALTER TABLE job_schemes ADD COLUMN reporting TEXT NOT NULL DEFAULT '{}';
CREATE UNIQUE INDEX job_schemes_by_version ON job_schemes (name, version);

-- A panel matches a role to a national profile, its candidate. total, decided, band and outcome are of the levels so far; of a
-- released match they are the outcome. role_title, band_before and band_before_status are as they were at the opening and,
-- from then on, at the release. panel_notes is a JSON list of sentences. review_of is the match that this one reviews.
CREATE TABLE job_matches (
    id                 UUID NOT NULL PRIMARY KEY,
    organisation_id    UUID NOT NULL REFERENCES organisations (id),
    role_id            UUID NOT NULL REFERENCES roles (id),
    role_title         TEXT NOT NULL,
    scheme_id          UUID NOT NULL REFERENCES job_schemes (id),
    profile_id         UUID REFERENCES job_profiles (id),
    review_of          UUID REFERENCES job_matches (id),
    state              TEXT NOT NULL CHECK (state IN ('open', 'checking', 'released', 'withdrawn')),
    panel_notes        TEXT NOT NULL,
    band_before        TEXT NOT NULL,
    band_before_status TEXT NOT NULL CHECK (band_before_status IN ('stated', 'matched', 'unknown')),
    decided            INTEGER NOT NULL CHECK (decided BETWEEN 0 AND 16),
    total              INTEGER NOT NULL,
    band               TEXT NOT NULL,
    outcome            TEXT NOT NULL CHECK (outcome IN ('profile_match', 'band_match', 'no_match', 'undecided')),
    opened_by          UUID NOT NULL REFERENCES people (id),
    opened_at          TIMESTAMPTZ NOT NULL,
    agreed_at          TIMESTAMPTZ,
    released_by        UUID REFERENCES people (id),
    released_at        TIMESTAMPTZ,
    released_on        DATE,
    check_note         TEXT NOT NULL,
    search             TEXT NOT NULL,
    version            INTEGER NOT NULL,
    CHECK ((state = 'released') = (released_at IS NOT NULL)),
    CHECK ((released_at IS NULL) = (released_by IS NULL)),
    CHECK ((released_at IS NULL) = (released_on IS NULL)),
    CHECK (state NOT IN ('checking', 'released') OR (decided = 16 AND profile_id IS NOT NULL AND agreed_at IS NOT NULL))
);
CREATE INDEX job_matches_by_role ON job_matches (organisation_id, role_id, released_at);
CREATE INDEX job_matches_by_review ON job_matches (review_of);
CREATE UNIQUE INDEX job_matches_one_open ON job_matches (organisation_id, role_id) WHERE state IN ('open', 'checking');

-- Who is on the panel, for which side, and since when trained. agreed_at is when the member confirmed what is there now.
CREATE TABLE job_match_members (
    match_id   UUID NOT NULL REFERENCES job_matches (id),
    person_id  UUID NOT NULL REFERENCES people (id),
    ordinal    INTEGER NOT NULL,
    side       TEXT NOT NULL CHECK (side IN ('management', 'staff')),
    trained_on DATE NOT NULL,
    agreed_at  TIMESTAMPTZ,
    PRIMARY KEY (match_id, person_id)
);
CREATE INDEX job_match_members_by_person ON job_match_members (person_id);

-- The panel's level for a factor. options are option letters, empty for none.
CREATE TABLE job_match_factors (
    match_id   UUID NOT NULL REFERENCES job_matches (id),
    factor     INTEGER NOT NULL CHECK (factor BETWEEN 1 AND 16),
    level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 8),
    options    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    decided_by UUID NOT NULL REFERENCES people (id),
    decided_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (match_id, factor)
);
CREATE INDEX job_match_factors_by_level ON job_match_factors (factor, level);

-- What happened to a match, one step for each of its versions.
CREATE TABLE job_match_events (
    match_id      UUID NOT NULL REFERENCES job_matches (id),
    match_version INTEGER NOT NULL,
    at            TIMESTAMPTZ NOT NULL,
    by_id         UUID NOT NULL REFERENCES people (id),
    kind          TEXT NOT NULL CHECK (kind IN ('opened', 'candidate_chosen', 'factor_saved', 'member_agreed', 'panel_agreed', 'returned', 'released', 'withdrawn')),
    factor        INTEGER NOT NULL,
    level         INTEGER NOT NULL,
    reason        TEXT NOT NULL,
    PRIMARY KEY (match_id, match_version)
);

-- A released match stays as it was released.
-- +goose StatementBegin
CREATE FUNCTION refuse_change_of_released_match() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a released job match cannot be changed';
END $$;
-- +goose StatementEnd
CREATE TRIGGER job_matches_released BEFORE UPDATE OR DELETE ON job_matches
    FOR EACH ROW WHEN (OLD.state = 'released') EXECUTE FUNCTION refuse_change_of_released_match();
-- +goose StatementBegin
CREATE FUNCTION refuse_part_of_released_match() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part RECORD;
BEGIN
    IF TG_OP = 'INSERT' THEN part := NEW; ELSE part := OLD; END IF;
    IF EXISTS (SELECT 1 FROM job_matches WHERE job_matches.id = part.match_id AND job_matches.state = 'released') THEN
        RAISE EXCEPTION 'a released job match cannot be changed';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER job_match_members_released BEFORE INSERT OR UPDATE OR DELETE ON job_match_members
    FOR EACH ROW EXECUTE FUNCTION refuse_part_of_released_match();
CREATE TRIGGER job_match_factors_released BEFORE INSERT OR UPDATE OR DELETE ON job_match_factors
    FOR EACH ROW EXECUTE FUNCTION refuse_part_of_released_match();

-- +goose Down
DROP TABLE job_match_events;
DROP TABLE job_match_factors;
DROP TABLE job_match_members;
DROP TABLE job_matches;
DROP FUNCTION refuse_part_of_released_match();
DROP FUNCTION refuse_change_of_released_match();
DROP INDEX job_schemes_by_version;
ALTER TABLE job_schemes DROP COLUMN reporting;
ALTER TABLE job_schemes DROP COLUMN panel;
ALTER TABLE job_schemes DROP COLUMN valid_from_source;
ALTER TABLE job_schemes DROP COLUMN valid_from;
ALTER TABLE job_schemes DROP COLUMN version;
