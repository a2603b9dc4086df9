-- +goose Up
-- A claim is about a statement or about a criterion of a role's person specification. criterion, criterion_group and
-- criterion_role are the criterion's words when it was claimed: a person specification may be edited afterwards, and then
-- criterion_id may lead nowhere. self_judgement and self_reason are the person's own view. reviewer_id and
-- review_started_at are who has taken the claim into review and since when. search is the words of what is claimed, folded
-- by the program.
ALTER TABLE claims
    ALTER COLUMN statement_id DROP NOT NULL,
    ADD COLUMN criterion_id UUID,
    ADD COLUMN criterion TEXT NOT NULL DEFAULT '',
    ADD COLUMN criterion_group TEXT NOT NULL DEFAULT '',
    ADD COLUMN criterion_role TEXT NOT NULL DEFAULT '',
    ADD COLUMN self_judgement TEXT CHECK (self_judgement IN ('working_towards', 'meets', 'exceeds')),
    ADD COLUMN self_reason TEXT NOT NULL DEFAULT '',
    ADD COLUMN reviewer_id UUID REFERENCES people (id),
    ADD COLUMN review_started_at TIMESTAMPTZ,
    DROP CONSTRAINT claims_state_check,
    DROP CONSTRAINT claims_check,
    DROP CONSTRAINT claims_check1,
    DROP CONSTRAINT claims_check2,
    ADD CONSTRAINT claims_state_check CHECK (state IN ('draft', 'submitted', 'in_review', 'approved', 'approved_lower', 'returned', 'withdrawn')),
    ADD CONSTRAINT claims_about_one_thing CHECK ((statement_id IS NULL) <> (criterion_id IS NULL)),
    ADD CONSTRAINT claims_criterion_words CHECK ((criterion_id IS NULL) = (criterion = '')),
    ADD CONSTRAINT claims_level CHECK ((approved_level IS NOT NULL) = (statement_id IS NOT NULL AND state IN ('approved', 'approved_lower'))),
    ADD CONSTRAINT claims_criterion_has_no_level CHECK (criterion_id IS NULL OR state <> 'approved_lower'),
    ADD CONSTRAINT claims_sent CHECK (state NOT IN ('submitted', 'in_review') OR submitted_at IS NOT NULL),
    ADD CONSTRAINT claims_in_review CHECK ((state = 'in_review') = (reviewer_id IS NOT NULL) AND (reviewer_id IS NULL) = (review_started_at IS NULL)),
    ADD CONSTRAINT claims_not_by_themselves CHECK ((decided_by IS NULL OR decided_by <> person_id) AND (reviewer_id IS NULL OR reviewer_id <> person_id));
DROP INDEX claims_waiting;
DROP INDEX claims_by_person;
DROP INDEX claims_by_statement;
DROP INDEX claims_that_count;
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
    id          UUID NOT NULL PRIMARY KEY,
    claim_id    UUID NOT NULL REFERENCES claims (id),
    at          TIMESTAMPTZ NOT NULL,
    by_id       UUID NOT NULL REFERENCES people (id),
    from_person BOOLEAN NOT NULL,
    text        TEXT NOT NULL
);
CREATE INDEX claim_messages_by_claim ON claim_messages (claim_id, at);

-- Up to when somebody has read a claim's messages.
CREATE TABLE claim_messages_read (
    claim_id  UUID NOT NULL REFERENCES claims (id),
    person_id UUID NOT NULL REFERENCES people (id),
    read_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (claim_id, person_id)
);

-- What an organisation decided about reviews, in force from effective_on, the newest of a subject: the target for a decision in
-- working days, and in per cent how many approvals go to a second assessor, in general, of one assessor, at one level.
-- Without a value an assessor or level has no rate of its own any more.
CREATE TABLE review_rules (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    kind            TEXT NOT NULL CHECK (kind IN ('target', 'rate', 'assessor_rate', 'level_rate')),
    assessor_id     UUID REFERENCES people (id),
    level           INTEGER CHECK (level BETWEEN 1 AND 7),
    value           INTEGER,
    effective_on    DATE NOT NULL,
    reason          TEXT NOT NULL,
    set_by          UUID NOT NULL REFERENCES people (id),
    set_at          TIMESTAMPTZ NOT NULL,
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
    organisation_id UUID NOT NULL PRIMARY KEY REFERENCES organisations (id),
    key             TEXT NOT NULL
);

-- Each approval, with the rate that applied to it, what was drawn (in hundredths of a per cent, 0 to 9999), and, when it was
-- drawn for a second assessor, what that one made of it. claim_version is the version that the approval made. level and
-- reason are the second assessor's. After a disagreement the claim is decided again: final_*. overtaken: the claim moved on
-- before anybody looked.
CREATE TABLE moderations (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    claim_id        UUID NOT NULL REFERENCES claims (id),
    claim_version   INTEGER NOT NULL,
    person_id       UUID NOT NULL REFERENCES people (id),
    assessor_id     UUID NOT NULL REFERENCES people (id),
    approved_level  INTEGER CHECK (approved_level BETWEEN 1 AND 7),
    approved_at     TIMESTAMPTZ NOT NULL,
    rate            INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 100),
    rate_source     TEXT NOT NULL CHECK (rate_source IN ('none', 'rate', 'assessor_rate', 'level_rate', 'settled')),
    draw            INTEGER NOT NULL CHECK (draw BETWEEN 0 AND 9999),
    state           TEXT NOT NULL CHECK (state IN ('not_drawn', 'waiting', 'agreed', 'disagreed', 'overtaken')),
    moderator_id    UUID REFERENCES people (id),
    decided_at      TIMESTAMPTZ,
    decision        TEXT CHECK (decision IN ('agree', 'other_level', 'return')),
    level           INTEGER CHECK (level BETWEEN 1 AND 7),
    reason          TEXT NOT NULL,
    final_by        UUID REFERENCES people (id),
    final_at        TIMESTAMPTZ,
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
DROP INDEX criterion_claims_that_count;
DROP INDEX claims_by_reviewer;
DROP INDEX claims_that_count;
ALTER TABLE claims
    DROP CONSTRAINT claims_about_one_thing,
    DROP CONSTRAINT claims_criterion_words,
    DROP CONSTRAINT claims_level,
    DROP CONSTRAINT claims_criterion_has_no_level,
    DROP CONSTRAINT claims_sent,
    DROP CONSTRAINT claims_in_review,
    DROP CONSTRAINT claims_not_by_themselves,
    DROP CONSTRAINT claims_state_check,
    DROP COLUMN criterion_id,
    DROP COLUMN criterion,
    DROP COLUMN criterion_group,
    DROP COLUMN criterion_role,
    DROP COLUMN self_judgement,
    DROP COLUMN self_reason,
    DROP COLUMN reviewer_id,
    DROP COLUMN review_started_at,
    ALTER COLUMN statement_id SET NOT NULL,
    ADD CONSTRAINT claims_state_check CHECK (state IN ('draft', 'submitted', 'approved', 'approved_lower', 'returned', 'withdrawn')),
    ADD CONSTRAINT claims_check CHECK ((approved_level IS NOT NULL) = (state IN ('approved', 'approved_lower'))),
    ADD CONSTRAINT claims_check1 CHECK (state <> 'submitted' OR submitted_at IS NOT NULL),
    ADD CONSTRAINT claims_check2 CHECK (decided_by IS NULL OR decided_by <> person_id);
CREATE UNIQUE INDEX claims_that_count ON claims (person_id, statement_id) WHERE state IN ('draft', 'submitted', 'returned', 'approved');
