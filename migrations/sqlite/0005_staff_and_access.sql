-- +goose Up
-- path is the identifiers from the root down to the team itself, each between slashes, so that a team's tree is a prefix.
CREATE TABLE teams (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    parent_id       TEXT REFERENCES teams (id),
    name            TEXT NOT NULL,
    path            TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    UNIQUE (organisation_id, name)
);
CREATE INDEX teams_by_path ON teams (path);

-- name_folded is the name in lower case without accents, computed by the program, for search and sorting alike on both databases.
CREATE TABLE people (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    name            TEXT NOT NULL,
    name_folded     TEXT NOT NULL,
    email           TEXT NOT NULL,
    left_on         DATE,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    UNIQUE (organisation_id, email)
);
CREATE INDEX people_by_name ON people (organisation_id, name_folded);

-- wte_hundredths is the whole-time equivalent in hundredths: 60 means 0.60 WTE.
CREATE TABLE appointments (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    role_id         TEXT NOT NULL REFERENCES roles (id),
    team_id         TEXT NOT NULL REFERENCES teams (id),
    line_manager_id TEXT REFERENCES people (id),
    band            TEXT NOT NULL,
    wte_hundredths  INTEGER NOT NULL CHECK (wte_hundredths BETWEEN 1 AND 100),
    starts_on       DATE NOT NULL,
    ends_on         DATE,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL
);
CREATE INDEX appointments_by_person ON appointments (person_id, starts_on);
CREATE INDEX appointments_by_team ON appointments (team_id);
CREATE INDEX appointments_by_role ON appointments (role_id);

-- Who mentors or assesses whom, and from when to when.
CREATE TABLE assignments (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    assignee_id     TEXT NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL CHECK (kind IN ('mentor', 'assessor')),
    starts_on       DATE NOT NULL,
    ends_on         DATE,
    created_at      DATETIME NOT NULL,
    CHECK (person_id <> assignee_id)
);
CREATE INDEX assignments_by_person ON assignments (person_id);
CREATE INDEX assignments_by_assignee ON assignments (assignee_id);

-- A role of access given to a person. team_id is set for roles that reach down a team's tree. ends_on was planned when it
-- was given; ended_at is the moment at which somebody took it away.
CREATE TABLE grants (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    role            TEXT NOT NULL,
    team_id         TEXT REFERENCES teams (id),
    starts_on       DATE NOT NULL,
    ends_on         DATE,
    ended_at        DATETIME,
    created_at      DATETIME NOT NULL
);
CREATE INDEX grants_by_person ON grants (person_id);

CREATE TABLE accounts (
    person_id     TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    email         TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    disabled_at   DATETIME,
    created_at    DATETIME NOT NULL,
    updated_at    DATETIME NOT NULL
);

-- token_hash is the SHA-256 of the token that the browser holds.
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id  TEXT NOT NULL REFERENCES people (id),
    created_at DATETIME NOT NULL,
    seen_at    DATETIME NOT NULL,
    expires_at DATETIME NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Failed sign-ins, counted by account and by address, to slow down guessing.
CREATE TABLE sign_in_failures (
    id     TEXT NOT NULL PRIMARY KEY,
    bucket TEXT NOT NULL,
    at     DATETIME NOT NULL
);
CREATE INDEX sign_in_failures_by_bucket ON sign_in_failures (bucket, at);

-- A link, used once, by which a person sets a password. The first administrator's belongs to nobody yet.
CREATE TABLE password_links (
    token_hash TEXT NOT NULL PRIMARY KEY,
    purpose    TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset', 'first_administrator')),
    person_id  TEXT REFERENCES people (id),
    expires_at DATETIME NOT NULL,
    used_at    DATETIME,
    CHECK ((person_id IS NULL) = (purpose = 'first_administrator'))
);
CREATE INDEX password_links_by_person ON password_links (person_id);

-- +goose Down
DROP TABLE password_links;
DROP TABLE sign_in_failures;
DROP TABLE sessions;
DROP TABLE accounts;
DROP TABLE grants;
DROP TABLE assignments;
DROP TABLE appointments;
DROP TABLE people;
DROP TABLE teams;
