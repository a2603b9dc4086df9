-- +goose Up
-- A copy of everything that is held about a person, asked for by somebody and made as a file, which is deleted at expires_at. reason is
-- empty where the person asked. done and total count the steps of making it. removed_at tells when the file went.
CREATE TABLE subject_archives (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    requested_by    UUID NOT NULL REFERENCES people (id),
    reason          TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('making', 'ready', 'failed', 'removed')),
    done            BIGINT NOT NULL,
    total           BIGINT NOT NULL,
    failure         TEXT NOT NULL,
    row_count       BIGINT NOT NULL,
    file_count      BIGINT NOT NULL,
    size            BIGINT NOT NULL,
    requested_at    TIMESTAMPTZ NOT NULL,
    finished_at     TIMESTAMPTZ,
    expires_at      TIMESTAMPTZ,
    downloaded_at   TIMESTAMPTZ,
    removed_at      TIMESTAMPTZ,
    CHECK ((requested_by = person_id) = (reason = ''))
);
CREATE INDEX subject_archives_by_asker ON subject_archives (requested_by, requested_at);
CREATE INDEX subject_archives_by_person ON subject_archives (person_id);

-- +goose Down
DROP TABLE subject_archives;
