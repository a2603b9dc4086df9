-- +goose Up
-- A claim is about a statement or about a criterion of a role's person specification. criterion, criterion_group and
-- criterion_role are the criterion's words when it was claimed: a person specification may be edited afterwards, and then
-- criterion_id may lead nowhere. self_judgement and self_reason are the person's own view. reviewer_id and
-- review_started_at are who has taken the claim into review and since when. search is the words of what is claimed, folded
-- by the program. The tables that refer to claims are made anew with it.
CREATE TABLE claims_of_both_kinds (
    id                TEXT NOT NULL PRIMARY KEY,
    organisation_id   TEXT NOT NULL REFERENCES organisations (id),
    person_id         TEXT NOT NULL REFERENCES people (id),
    statement_id      TEXT REFERENCES framework_statements (id),
    criterion_id      TEXT,
    criterion         TEXT NOT NULL DEFAULT '',
    criterion_group   TEXT NOT NULL DEFAULT '',
    criterion_role    TEXT NOT NULL DEFAULT '',
    state             TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'in_review', 'approved', 'approved_lower', 'returned', 'withdrawn')),
    approved_level    INTEGER CHECK (approved_level BETWEEN 1 AND 7),
    explanation       TEXT NOT NULL,
    self_judgement    TEXT CHECK (self_judgement IN ('working_towards', 'meets', 'exceeds')),
    self_reason       TEXT NOT NULL DEFAULT '',
    submitted_at      DATETIME,
    reviewer_id       TEXT REFERENCES people (id),
    review_started_at DATETIME,
    decided_at        DATETIME,
    decided_by        TEXT REFERENCES people (id),
    reason            TEXT NOT NULL,
    search            TEXT NOT NULL,
    version           INTEGER NOT NULL,
    created_at        DATETIME NOT NULL,
    updated_at        DATETIME NOT NULL,
    CONSTRAINT claims_about_one_thing CHECK ((statement_id IS NULL) <> (criterion_id IS NULL)),
    CONSTRAINT claims_criterion_words CHECK ((criterion_id IS NULL) = (criterion = '')),
    CONSTRAINT claims_level CHECK ((approved_level IS NOT NULL) = (statement_id IS NOT NULL AND state IN ('approved', 'approved_lower'))),
    CONSTRAINT claims_criterion_has_no_level CHECK (criterion_id IS NULL OR state <> 'approved_lower'),
    CONSTRAINT claims_sent CHECK (state NOT IN ('submitted', 'in_review') OR submitted_at IS NOT NULL),
    CONSTRAINT claims_in_review CHECK ((state = 'in_review') = (reviewer_id IS NOT NULL) AND (reviewer_id IS NULL) = (review_started_at IS NULL)),
    CONSTRAINT claims_not_by_themselves CHECK ((decided_by IS NULL OR decided_by <> person_id) AND (reviewer_id IS NULL OR reviewer_id <> person_id))
);
INSERT INTO claims_of_both_kinds (id, organisation_id, person_id, statement_id, state, approved_level, explanation, submitted_at, decided_at, decided_by,
    reason, search, version, created_at, updated_at)
SELECT id, organisation_id, person_id, statement_id, state, approved_level, explanation, submitted_at, decided_at, decided_by,
    reason, search, version, created_at, updated_at FROM claims;
CREATE TABLE evidence_of_claims (
    claim_id          TEXT NOT NULL REFERENCES claims_of_both_kinds (id),
    evidence_id       TEXT NOT NULL REFERENCES evidence (id),
    position          INTEGER NOT NULL,
    submitted_version INTEGER,
    PRIMARY KEY (claim_id, evidence_id)
);
INSERT INTO evidence_of_claims SELECT claim_id, evidence_id, position, submitted_version FROM claim_evidence;
CREATE TABLE events_of_claims (
    claim_id      TEXT NOT NULL REFERENCES claims_of_both_kinds (id),
    claim_version INTEGER NOT NULL,
    at            DATETIME NOT NULL,
    by_id         TEXT NOT NULL REFERENCES people (id),
    from_state    TEXT,
    to_state      TEXT NOT NULL,
    level         INTEGER,
    reason        TEXT NOT NULL,
    PRIMARY KEY (claim_id, claim_version)
);
INSERT INTO events_of_claims SELECT claim_id, claim_version, at, by_id, from_state, to_state, level, reason FROM claim_events;
DROP TABLE claim_events;
DROP TABLE claim_evidence;
DROP TABLE claims;
ALTER TABLE claims_of_both_kinds RENAME TO claims;
ALTER TABLE evidence_of_claims RENAME TO claim_evidence;
ALTER TABLE events_of_claims RENAME TO claim_events;
CREATE INDEX claim_evidence_by_evidence ON claim_evidence (evidence_id);
CREATE INDEX claims_waiting ON claims (organisation_id, state, submitted_at);
CREATE INDEX claims_by_person ON claims (person_id, statement_id);
CREATE INDEX claims_by_statement ON claims (statement_id);
CREATE INDEX claims_by_reviewer ON claims (reviewer_id);
-- A statement or criterion is claimed once at a time, and not again when it is held.
CREATE UNIQUE INDEX claims_that_count ON claims (person_id, statement_id) WHERE state IN ('draft', 'submitted', 'in_review', 'returned', 'approved');
CREATE UNIQUE INDEX criterion_claims_that_count ON claims (person_id, criterion_id) WHERE state IN ('draft', 'submitted', 'in_review', 'returned', 'approved');

-- What the person and those who may review the claim wrote to one another, never changed. from_person says that it was
-- the person.
CREATE TABLE claim_messages (
    id          TEXT NOT NULL PRIMARY KEY,
    claim_id    TEXT NOT NULL REFERENCES claims (id),
    at          DATETIME NOT NULL,
    by_id       TEXT NOT NULL REFERENCES people (id),
    from_person BOOLEAN NOT NULL,
    text        TEXT NOT NULL
);
CREATE INDEX claim_messages_by_claim ON claim_messages (claim_id, at);

-- Up to when somebody has read a claim's messages.
CREATE TABLE claim_messages_read (
    claim_id  TEXT NOT NULL REFERENCES claims (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    read_at   DATETIME NOT NULL,
    PRIMARY KEY (claim_id, person_id)
);

-- What an organisation decided about reviews, in force from effective_on, the newest of a subject: the target for a decision in
-- working days, and in per cent how many approvals go to a second assessor, in general, of one assessor, at one level.
-- Without a value an assessor or level has no rate of its own any more.
CREATE TABLE review_rules (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind            TEXT NOT NULL CHECK (kind IN ('target', 'rate', 'assessor_rate', 'level_rate')),
    assessor_id     TEXT REFERENCES people (id),
    level           INTEGER CHECK (level BETWEEN 1 AND 7),
    value           INTEGER,
    effective_on    DATE NOT NULL,
    reason          TEXT NOT NULL,
    set_by          TEXT NOT NULL REFERENCES people (id),
    set_at          DATETIME NOT NULL,
    CONSTRAINT review_rules_subject CHECK ((kind = 'assessor_rate') = (assessor_id IS NOT NULL) AND (kind = 'level_rate') = (level IS NOT NULL)),
    CONSTRAINT review_rules_value CHECK (
        (value IS NOT NULL OR kind IN ('assessor_rate', 'level_rate'))
        AND (value IS NULL OR value BETWEEN 0 AND 100)
        AND (kind <> 'target' OR value BETWEEN 1 AND 60))
);
CREATE INDEX review_rules_by_organisation ON review_rules (organisation_id, effective_on);

-- The key with which an organisation's approvals are drawn for a second assessor. It is made once and shown to nobody, so
-- that nobody knows which approval will be drawn.
CREATE TABLE moderation_keys (
    organisation_id TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    key             TEXT NOT NULL
);

-- Each approval, with the rate that applied to it, what was drawn (in hundredths of a per cent, 0 to 9999), and, when it was
-- drawn for a second assessor, what that one made of it. claim_version is the version that the approval made. level and
-- reason are the second assessor's. After a disagreement the claim is decided again: final_*. overtaken: the claim moved on
-- before anybody looked.
CREATE TABLE moderations (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    claim_id        TEXT NOT NULL REFERENCES claims (id),
    claim_version   INTEGER NOT NULL,
    person_id       TEXT NOT NULL REFERENCES people (id),
    assessor_id     TEXT NOT NULL REFERENCES people (id),
    approved_level  INTEGER CHECK (approved_level BETWEEN 1 AND 7),
    approved_at     DATETIME NOT NULL,
    rate            INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 100),
    rate_source     TEXT NOT NULL CHECK (rate_source IN ('none', 'rate', 'assessor_rate', 'level_rate', 'settled')),
    draw            INTEGER NOT NULL CHECK (draw BETWEEN 0 AND 9999),
    state           TEXT NOT NULL CHECK (state IN ('not_drawn', 'waiting', 'agreed', 'disagreed', 'overtaken')),
    moderator_id    TEXT REFERENCES people (id),
    decided_at      DATETIME,
    decision        TEXT CHECK (decision IN ('agree', 'other_level', 'return')),
    level           INTEGER CHECK (level BETWEEN 1 AND 7),
    reason          TEXT NOT NULL,
    final_by        TEXT REFERENCES people (id),
    final_at        DATETIME,
    final_state     TEXT,
    version         INTEGER NOT NULL,
    UNIQUE (claim_id, claim_version),
    CONSTRAINT moderations_by_somebody_else CHECK (assessor_id <> person_id AND (moderator_id IS NULL OR moderator_id NOT IN (person_id, assessor_id))),
    CONSTRAINT moderations_decided CHECK ((state IN ('agreed', 'disagreed')) = (moderator_id IS NOT NULL)
        AND (moderator_id IS NULL) = (decided_at IS NULL) AND (moderator_id IS NULL) = (decision IS NULL)),
    CONSTRAINT moderations_final CHECK ((final_at IS NULL OR state = 'disagreed') AND (final_at IS NULL) = (final_by IS NULL)
        AND (final_at IS NULL) = (final_state IS NULL))
);
CREATE INDEX moderations_waiting ON moderations (organisation_id, state, approved_at);
CREATE INDEX moderations_by_assessor ON moderations (assessor_id, state);
CREATE INDEX moderations_by_person ON moderations (person_id);

-- +goose Down
-- What the schema before cannot hold is taken back: claims on criteria go, and what is in review waits again.
DROP TABLE moderations;
DROP TABLE moderation_keys;
DROP TABLE review_rules;
DROP TABLE claim_messages_read;
DROP TABLE claim_messages;
DELETE FROM claim_events WHERE claim_id IN (SELECT id FROM claims WHERE criterion_id IS NOT NULL);
DELETE FROM claim_evidence WHERE claim_id IN (SELECT id FROM claims WHERE criterion_id IS NOT NULL);
DELETE FROM claims WHERE criterion_id IS NOT NULL;
UPDATE claims SET state = 'submitted', reviewer_id = NULL, review_started_at = NULL WHERE state = 'in_review';
UPDATE claim_events SET from_state = 'submitted' WHERE from_state = 'in_review';
UPDATE claim_events SET to_state = 'submitted' WHERE to_state = 'in_review';
CREATE TABLE claims_of_statements (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    statement_id    TEXT NOT NULL REFERENCES framework_statements (id),
    state           TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'approved_lower', 'returned', 'withdrawn')),
    approved_level  INTEGER CHECK (approved_level BETWEEN 1 AND 7),
    explanation     TEXT NOT NULL,
    submitted_at    DATETIME,
    decided_at      DATETIME,
    decided_by      TEXT REFERENCES people (id),
    reason          TEXT NOT NULL,
    search          TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL,
    CHECK ((approved_level IS NOT NULL) = (state IN ('approved', 'approved_lower'))),
    CHECK (state <> 'submitted' OR submitted_at IS NOT NULL),
    CHECK (decided_by IS NULL OR decided_by <> person_id)
);
INSERT INTO claims_of_statements SELECT id, organisation_id, person_id, statement_id, state, approved_level, explanation, submitted_at, decided_at,
    decided_by, reason, search, version, created_at, updated_at FROM claims;
CREATE TABLE evidence_of_claims (
    claim_id          TEXT NOT NULL REFERENCES claims_of_statements (id),
    evidence_id       TEXT NOT NULL REFERENCES evidence (id),
    position          INTEGER NOT NULL,
    submitted_version INTEGER,
    PRIMARY KEY (claim_id, evidence_id)
);
INSERT INTO evidence_of_claims SELECT claim_id, evidence_id, position, submitted_version FROM claim_evidence;
CREATE TABLE events_of_claims (
    claim_id      TEXT NOT NULL REFERENCES claims_of_statements (id),
    claim_version INTEGER NOT NULL,
    at            DATETIME NOT NULL,
    by_id         TEXT NOT NULL REFERENCES people (id),
    from_state    TEXT,
    to_state      TEXT NOT NULL,
    level         INTEGER,
    reason        TEXT NOT NULL,
    PRIMARY KEY (claim_id, claim_version)
);
INSERT INTO events_of_claims SELECT claim_id, claim_version, at, by_id, from_state, to_state, level, reason FROM claim_events;
DROP TABLE claim_events;
DROP TABLE claim_evidence;
DROP TABLE claims;
ALTER TABLE claims_of_statements RENAME TO claims;
ALTER TABLE evidence_of_claims RENAME TO claim_evidence;
ALTER TABLE events_of_claims RENAME TO claim_events;
CREATE INDEX claim_evidence_by_evidence ON claim_evidence (evidence_id);
CREATE INDEX claims_waiting ON claims (organisation_id, state, submitted_at);
CREATE INDEX claims_by_person ON claims (person_id, statement_id);
CREATE INDEX claims_by_statement ON claims (statement_id);
CREATE UNIQUE INDEX claims_that_count ON claims (person_id, statement_id) WHERE state IN ('draft', 'submitted', 'returned', 'approved');
