-- +goose Up
-- A copy of everything that is held about a person, asked for by somebody and made as a file, which is deleted at expires_at. reason is
-- empty where the person asked. done and total count the steps of making it. removed_at tells when the file went.
CREATE TABLE subject_archives (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id       TEXT NOT NULL REFERENCES people (id),
    requested_by    TEXT NOT NULL REFERENCES people (id),
    reason          TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('making', 'ready', 'failed', 'removed')),
    done            INTEGER NOT NULL,
    total           INTEGER NOT NULL,
    failure         TEXT NOT NULL,
    row_count       INTEGER NOT NULL,
    file_count      INTEGER NOT NULL,
    size            INTEGER NOT NULL,
    requested_at    DATETIME NOT NULL,
    finished_at     DATETIME,
    expires_at      DATETIME,
    downloaded_at   DATETIME,
    removed_at      DATETIME,
    CHECK ((requested_by = person_id) = (reason = ''))
);
CREATE INDEX subject_archives_by_asker ON subject_archives (requested_by, requested_at);
CREATE INDEX subject_archives_by_person ON subject_archives (person_id);

-- +goose Down
DROP TABLE subject_archives;
