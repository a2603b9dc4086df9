-- +goose Up
-- What a person has said about a notice. The notices themselves are reckoned from the facts and kept nowhere; notice is the
-- key that one keeps as long as its fact lasts.
CREATE TABLE notice_marks (
    person_id     TEXT NOT NULL REFERENCES people (id),
    notice        TEXT NOT NULL,
    seen_at       DATETIME,
    snoozed_until DATE,
    PRIMARY KEY (person_id, notice)
);

-- How somebody wants to be reminded. weekday runs from 1, Monday, to 7. Who has no row gets what everybody gets: a digest on
-- Mondays, and letters before something lapses.
CREATE TABLE reminder_preferences (
    person_id  TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    digest     TEXT NOT NULL CHECK (digest IN ('weekly', 'off')),
    weekday    INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    lapses     BOOLEAN NOT NULL,
    version    INTEGER NOT NULL,
    updated_at DATETIME NOT NULL
);

-- One row for each day on which an organisation's letters were made up, so that no node makes them up again.
CREATE TABLE reminder_rounds (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    day             DATE NOT NULL,
    letters         INTEGER NOT NULL,
    made_at         DATETIME NOT NULL,
    PRIMARY KEY (organisation_id, day)
);

-- One row for each letter. It is written with the job that sends it. failure is a public sentence; day is the day that it
-- was made up for, and occasion what keeps a second letter from being made up for the same.
CREATE TABLE mail_deliveries (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL CHECK (kind IN ('digest', 'lapse', 'test')),
    occasion        TEXT NOT NULL UNIQUE,
    day             DATE NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    failure         TEXT NOT NULL,
    created_at      DATETIME NOT NULL,
    finished_at     DATETIME,
    CHECK ((state = 'waiting') = (finished_at IS NULL))
);
CREATE INDEX mail_deliveries_by_state ON mail_deliveries (organisation_id, state, created_at);
CREATE INDEX mail_deliveries_by_person ON mail_deliveries (person_id, created_at);

-- Which notices were written about in which letter, so that nothing is told twice. threshold is the number of days before
-- it lapses, 0 for the digest.
CREATE TABLE mail_told (
    person_id   TEXT NOT NULL REFERENCES people (id),
    notice      TEXT NOT NULL,
    threshold   INTEGER NOT NULL,
    delivery_id TEXT NOT NULL REFERENCES mail_deliveries (id),
    PRIMARY KEY (person_id, notice, threshold)
);
CREATE INDEX mail_told_by_delivery ON mail_told (delivery_id);

-- Addresses that a mail server refused for good. A row counts while the person still has that address.
CREATE TABLE broken_addresses (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    email     TEXT NOT NULL,
    since     DATETIME NOT NULL
);

-- The private address of a person's calendar. Only a hash of its secret part is kept.
CREATE TABLE calendar_addresses (
    person_id  TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    token_hash TEXT NOT NULL UNIQUE,
    created_at DATETIME NOT NULL,
    fetched_at DATETIME
);

-- What a person's calendar showed last, so that an entry's number and date change only when the entry does. A digest of ''
-- stands for an entry that is gone.
CREATE TABLE calendar_entries (
    person_id  TEXT NOT NULL REFERENCES people (id),
    entry      TEXT NOT NULL,
    digest     TEXT NOT NULL,
    sequence   INTEGER NOT NULL,
    changed_at DATETIME NOT NULL,
    PRIMARY KEY (person_id, entry)
);

-- The role that a person works towards, chosen by the person.
CREATE TABLE target_roles (
    person_id  TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    role_id    TEXT NOT NULL REFERENCES roles (id),
    chosen_on  DATE NOT NULL,
    updated_at DATETIME NOT NULL
);
CREATE INDEX target_roles_by_role ON target_roles (role_id);

-- +goose Down
DROP TABLE target_roles;
DROP TABLE calendar_entries;
DROP TABLE calendar_addresses;
DROP TABLE broken_addresses;
DROP TABLE mail_told;
DROP TABLE mail_deliveries;
DROP TABLE reminder_rounds;
DROP TABLE reminder_preferences;
DROP TABLE notice_marks;
