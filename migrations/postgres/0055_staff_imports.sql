-- +goose Up
-- A spreadsheet of staff: how far its check or its commit is, and what it would do or did. passed_over lists the headings that
-- were ignored, as JSON. The counts are those of the newest check.
CREATE TABLE staff_imports (
    id                UUID NOT NULL PRIMARY KEY,
    organisation_id   UUID NOT NULL REFERENCES organisations (id),
    file_name         TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('checking', 'checked', 'stale', 'committing', 'committed', 'cancelled', 'expired', 'failed')),
    row_count         BIGINT NOT NULL,
    done              BIGINT NOT NULL,
    added             BIGINT NOT NULL,
    changed           BIGINT NOT NULL,
    unchanged         BIGINT NOT NULL,
    refused           BIGINT NOT NULL,
    missing           BIGINT NOT NULL,
    passed_over       TEXT NOT NULL,
    leave_out_refused BOOLEAN NOT NULL,
    invite            BOOLEAN NOT NULL,
    failure           TEXT NOT NULL,
    uploaded_by       UUID NOT NULL REFERENCES people (id),
    uploaded_at       TIMESTAMPTZ NOT NULL,
    committed_by      UUID REFERENCES people (id),
    finished_at       TIMESTAMPTZ,
    version           BIGINT NOT NULL
);
CREATE INDEX staff_imports_by_time ON staff_imports (organisation_id, uploaded_at);

-- The rows of a file as they were sent, until the import ends. cells and refusals are JSON: the cells by heading, and what was
-- wrong with them before anybody asked what they mean.
CREATE TABLE staff_import_lines (
    import_id UUID NOT NULL REFERENCES staff_imports (id),
    number    BIGINT NOT NULL,
    email     TEXT NOT NULL,
    cells     TEXT NOT NULL,
    refusals  TEXT NOT NULL,
    PRIMARY KEY (import_id, number)
);
CREATE INDEX staff_import_lines_by_email ON staff_import_lines (import_id, email);

-- What becomes of each row, as the newest check found it, until the import ends. person_id is that of a person who is not there yet where
-- person_action is add. ended_id is the appointment that ends on ended_on, because another one begins.
CREATE TABLE staff_import_rows (
    import_id          UUID NOT NULL REFERENCES staff_imports (id),
    number             BIGINT NOT NULL,
    kind               TEXT NOT NULL CHECK (kind IN ('new', 'changed', 'unchanged', 'refused')),
    name               TEXT NOT NULL,
    name_folded        TEXT NOT NULL,
    email              TEXT NOT NULL,
    person_id          UUID,
    person_action      TEXT NOT NULL CHECK (person_action IN ('', 'add', 'edit')),
    appointment_id     UUID,
    appointment_action TEXT NOT NULL CHECK (appointment_action IN ('', 'add', 'edit')),
    role_id            UUID,
    team_id            UUID,
    line_manager_id    UUID,
    band               TEXT NOT NULL,
    annex21_band       TEXT NOT NULL,
    wte_hundredths     INTEGER NOT NULL,
    starts_on          DATE,
    ends_on            DATE,
    ended_id           UUID,
    ended_on           DATE,
    differences        TEXT NOT NULL,
    refusals           TEXT NOT NULL,
    mark               TEXT NOT NULL,
    PRIMARY KEY (import_id, number)
);
CREATE INDEX staff_import_rows_by_kind ON staff_import_rows (import_id, kind, number);
CREATE INDEX staff_import_rows_by_person ON staff_import_rows (import_id, person_id);

-- +goose Down
DROP TABLE staff_import_rows;
DROP TABLE staff_import_lines;
DROP TABLE staff_imports;
