-- +goose Up
-- happened_until is the last day of what lasted longer than one. showcase_position orders what its person chose to show
-- first, from 1; NULL for everything else.
ALTER TABLE evidence ADD COLUMN happened_until DATE;
ALTER TABLE evidence ADD COLUMN showcase_position INTEGER;
UPDATE evidence SET showcase_position = (SELECT COUNT(*) FROM evidence o
    WHERE o.person_id = evidence.person_id AND o.showcased AND (o.created_at, o.id) <= (evidence.created_at, evidence.id)) WHERE showcased;
ALTER TABLE evidence DROP COLUMN showcased;

-- Evidence as it was before it was changed, kept once a reviewer could have seen it. version is the last one with this
-- content; files and links are JSON lists. written_at is when this content was saved, replaced_at when it was changed.
CREATE TABLE evidence_versions (
    evidence_id    UUID NOT NULL REFERENCES evidence (id),
    version        INTEGER NOT NULL,
    title          TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('work_sample', 'audit_result', 'course', 'feedback', 'project', 'teaching', 'reflection')),
    what_i_did     TEXT NOT NULL,
    reflection     TEXT NOT NULL,
    happened_on    DATE NOT NULL,
    happened_until DATE,
    files          TEXT NOT NULL,
    links          TEXT NOT NULL,
    written_at     TIMESTAMPTZ NOT NULL,
    replaced_at    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (evidence_id, version)
);

-- What a person began to write as evidence. It may lack anything, nobody else sees it, and it becomes evidence under the
-- same identifier when the person says that it is finished. links is a JSON list; search
-- is everything that was typed, folded by the program.
CREATE TABLE evidence_drafts (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    title           TEXT NOT NULL,
    kind            TEXT CHECK (kind IN ('work_sample', 'audit_result', 'course', 'feedback', 'project', 'teaching', 'reflection')),
    what_i_did      TEXT NOT NULL,
    reflection      TEXT NOT NULL,
    happened_on     DATE,
    happened_until  DATE,
    links           TEXT NOT NULL,
    search          TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX evidence_drafts_by_person ON evidence_drafts (person_id, updated_at);

CREATE TABLE evidence_draft_files (
    draft_id UUID NOT NULL REFERENCES evidence_drafts (id),
    file_id  UUID NOT NULL REFERENCES files (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (draft_id, file_id)
);
CREATE INDEX evidence_draft_files_by_file ON evidence_draft_files (file_id);

-- Statements that were suggested for evidence and that its person does not want to see again beside it.
CREATE TABLE evidence_dismissals (
    evidence_id  UUID NOT NULL REFERENCES evidence (id),
    statement_id UUID NOT NULL REFERENCES framework_statements (id),
    dismissed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (evidence_id, statement_id)
);

-- Rules of freshness that hold no more, as they were when somebody ended them.
CREATE TABLE ended_freshness_rules (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    kind            TEXT NOT NULL CHECK (kind IN ('statement', 'accreditation')),
    key             TEXT NOT NULL,
    stays_fresh     TEXT NOT NULL,
    reason          TEXT NOT NULL,
    changed_by      UUID NOT NULL REFERENCES people (id),
    changed_at      TIMESTAMPTZ NOT NULL,
    ended_by        UUID NOT NULL REFERENCES people (id),
    ended_at        TIMESTAMPTZ NOT NULL,
    end_reason      TEXT NOT NULL
);
CREATE INDEX ended_freshness_rules_by_organisation ON ended_freshness_rules (organisation_id, ended_at);

-- Editions of the classifications that are coded with. One without an organisation came with the installation.
CREATE TABLE classification_editions (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID REFERENCES organisations (id),
    classification  TEXT NOT NULL,
    name            TEXT NOT NULL,
    starts_on       DATE NOT NULL,
    source          TEXT NOT NULL,
    note            TEXT NOT NULL,
    UNIQUE (organisation_id, name)
);

-- Statements that an edition changes: evidence from before its first day is not fresh for them. A mark without an
-- organisation is where organisations start from; one that made its own choice goes by its own marks alone.
CREATE TABLE classification_marks (
    id              UUID NOT NULL PRIMARY KEY,
    edition_id      UUID NOT NULL REFERENCES classification_editions (id),
    organisation_id UUID REFERENCES organisations (id),
    statement_id    UUID NOT NULL REFERENCES framework_statements (id),
    UNIQUE (edition_id, organisation_id, statement_id)
);

CREATE TABLE classification_choices (
    edition_id      UUID NOT NULL REFERENCES classification_editions (id),
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    reason          TEXT NOT NULL,
    version         INTEGER NOT NULL,
    changed_by      UUID NOT NULL REFERENCES people (id),
    changed_at      TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (edition_id, organisation_id)
);

-- +goose Down
DROP TABLE classification_choices;
DROP TABLE classification_marks;
DROP TABLE classification_editions;
DROP TABLE ended_freshness_rules;
DROP TABLE evidence_dismissals;
DROP TABLE evidence_draft_files;
DROP TABLE evidence_drafts;
DROP TABLE evidence_versions;
ALTER TABLE evidence ADD COLUMN showcased BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE evidence SET showcased = TRUE WHERE showcase_position IS NOT NULL;
ALTER TABLE evidence DROP COLUMN showcase_position;
ALTER TABLE evidence DROP COLUMN happened_until;
