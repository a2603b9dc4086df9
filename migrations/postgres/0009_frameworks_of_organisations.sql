-- +goose Up
-- A skill or statement without an organisation is the framework's own, and every organisation reads it; one with an
-- organisation is that organisation's.
ALTER TABLE framework_statements ADD COLUMN organisation_id UUID REFERENCES organisations (id);
ALTER TABLE framework_skills ADD COLUMN organisation_id UUID REFERENCES organisations (id);
ALTER TABLE framework_skills DROP CONSTRAINT framework_skills_framework_id_code_key;
ALTER TABLE framework_skills ADD UNIQUE (framework_id, organisation_id, code);

-- What the published editions of an organisation made of a statement: its wording, its end, and the statement that
-- replaced it. An empty aspect or text is the statement's own.
CREATE TABLE framework_statement_overrides (
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    statement_id    UUID NOT NULL REFERENCES framework_statements (id),
    aspect          TEXT NOT NULL DEFAULT '',
    text            TEXT NOT NULL DEFAULT '',
    ends_on         DATE,
    replaced_by_id  UUID REFERENCES framework_statements (id),
    PRIMARY KEY (organisation_id, statement_id)
);

-- Statements as one organisation reads them, those that ended included.
CREATE VIEW organisation_statements AS
SELECT o.id AS organisation_id, s.id, s.framework_id, s.ordinal, s.code, s.skill,
       COALESCE(NULLIF(v.aspect, ''), s.aspect) AS aspect, s.level, COALESCE(NULLIF(v.text, ''), s.text) AS text,
       s.organisation_id AS own_organisation_id, COALESCE(v.ends_on, s.ends_on) AS ends_on, v.replaced_by_id
FROM organisations o
JOIN framework_statements s ON s.organisation_id IS NULL OR s.organisation_id = o.id
LEFT JOIN framework_statement_overrides v ON v.organisation_id = o.id AND v.statement_id = s.id;

-- What a role asks for: one statement, a whole skill level, a criterion of its person specification, a milestone or an
-- accreditation. key is what tells one from another within a kind: the statement, "ANCC/3", the criterion, the
-- milestone's or the accreditation's key. level is 0 where there is none. higher_counts says that an approval on a
-- higher level of the same aspect counts; configured, that the organisation decided it and no source document says so.
-- sources is a JSON list of documents and lines.
CREATE TABLE asked_of_roles (
    id            UUID NOT NULL PRIMARY KEY,
    role_id       UUID NOT NULL REFERENCES roles (id),
    ordinal       INTEGER NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('statement', 'skill_level', 'criterion', 'milestone', 'accreditation')),
    key           TEXT NOT NULL,
    statement_id  UUID REFERENCES framework_statements (id),
    code          TEXT NOT NULL DEFAULT '',
    level         INTEGER NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 7),
    criterion_id  UUID REFERENCES role_criteria (id),
    importance    TEXT NOT NULL CHECK (importance IN ('essential', 'desirable')),
    higher_counts BOOLEAN NOT NULL,
    configured    BOOLEAN NOT NULL,
    reason        TEXT NOT NULL,
    sources       TEXT NOT NULL,
    UNIQUE (role_id, kind, key)
);
-- What the source documents' roles ask for is loaded again at the next start.
INSERT INTO asked_of_roles (id, role_id, ordinal, kind, key, statement_id, code, level, importance, higher_counts, configured, reason, sources)
SELECT r.id, r.role_id, s.ordinal, 'statement', CAST(r.statement_id AS TEXT), r.statement_id, '', 0, r.importance, TRUE, r.configured, r.reason, r.sources
FROM role_requirements r
JOIN roles ON roles.id = r.role_id AND roles.organisation_id IS NOT NULL
JOIN framework_statements s ON s.id = r.statement_id
WHERE NOT r.whole_level;
INSERT INTO asked_of_roles (id, role_id, ordinal, kind, key, code, level, importance, higher_counts, configured, reason, sources)
SELECT CAST(MIN(CAST(r.id AS TEXT)) AS UUID), r.role_id, MIN(s.ordinal), 'skill_level', s.code || '/' || s.level, s.code, s.level, MIN(r.importance), TRUE, BOOL_OR(r.configured), MIN(r.reason), MIN(r.sources)
FROM role_requirements r
JOIN roles ON roles.id = r.role_id AND roles.organisation_id IS NOT NULL
JOIN framework_statements s ON s.id = r.statement_id
WHERE r.whole_level
GROUP BY r.role_id, s.code, s.level;
DROP TABLE role_requirements;
ALTER TABLE asked_of_roles RENAME TO role_requirements;
CREATE INDEX role_requirements_by_statement ON role_requirements (statement_id);

-- Whether what rests on a statement that was replaced, a requirement or a claim, stands for its successor too.
CREATE TABLE statement_confirmations (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    subject         TEXT NOT NULL CHECK (subject IN ('requirement', 'claim')),
    subject_id      UUID NOT NULL,
    statement_id    UUID NOT NULL REFERENCES framework_statements (id),
    successor_id    UUID NOT NULL REFERENCES framework_statements (id),
    decision        TEXT NOT NULL CHECK (decision IN ('stands', 'ends')),
    reason          TEXT NOT NULL,
    decided_by      UUID NOT NULL REFERENCES people (id),
    decided_at      TIMESTAMPTZ NOT NULL,
    UNIQUE (organisation_id, subject, subject_id, statement_id)
);

-- The statements that a role asks for in an organisation: those it names, moved to the successor where that was
-- confirmed, and all in force of the skill levels that it asks for.
CREATE VIEW organisation_requirements AS
SELECT s.organisation_id, r.role_id, r.id AS requirement_id, r.kind, r.importance, r.higher_counts, s.id AS statement_id
FROM role_requirements r
JOIN roles ON roles.id = r.role_id
JOIN organisation_statements s ON s.code = r.code AND s.level = r.level AND s.ends_on IS NULL
WHERE r.kind = 'skill_level' AND (roles.organisation_id IS NULL OR roles.organisation_id = s.organisation_id)
UNION ALL
SELECT s.organisation_id, r.role_id, r.id, r.kind, r.importance, r.higher_counts,
       CASE WHEN c.decision = 'stands' THEN c.successor_id ELSE s.id END
FROM role_requirements r
JOIN roles ON roles.id = r.role_id
JOIN organisation_statements s ON s.id = r.statement_id
LEFT JOIN statement_confirmations c ON c.organisation_id = s.organisation_id AND c.subject = 'requirement'
    AND c.subject_id = r.id AND c.statement_id = s.id
WHERE r.kind = 'statement' AND (roles.organisation_id IS NULL OR roles.organisation_id = s.organisation_id)
    AND (c.decision IS NULL OR c.decision = 'stands');

-- +goose Down
DROP VIEW organisation_requirements;
DROP TABLE statement_confirmations;
CREATE TABLE statements_asked_of_roles (
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
INSERT INTO statements_asked_of_roles (id, role_id, statement_id, importance, whole_level, configured, reason, sources)
SELECT id, role_id, statement_id, importance, FALSE, configured, reason, sources FROM role_requirements WHERE kind = 'statement';
DROP TABLE role_requirements;
ALTER TABLE statements_asked_of_roles RENAME TO role_requirements;
CREATE INDEX role_requirements_by_statement ON role_requirements (statement_id);
DROP VIEW organisation_statements;
DROP TABLE framework_statement_overrides;
DELETE FROM framework_skills WHERE organisation_id IS NOT NULL;
DELETE FROM framework_statements WHERE organisation_id IS NOT NULL;
ALTER TABLE framework_skills DROP COLUMN organisation_id;
ALTER TABLE framework_skills ADD UNIQUE (framework_id, code);
ALTER TABLE framework_statements DROP COLUMN organisation_id;
