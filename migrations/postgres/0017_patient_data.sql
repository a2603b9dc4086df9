-- +goose Up
-- The form of an organisation's hospital numbers: see internal/patientdata/pattern.go for what a shape means.
CREATE TABLE hospital_number_patterns (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    name            TEXT NOT NULL,
    shape           TEXT NOT NULL,
    version         BIGINT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    UNIQUE (organisation_id, name)
);

-- The random key, in hexadecimal, with which an organisation's found passages are hashed. What was found is kept nowhere.
CREATE TABLE patient_data_keys (
    organisation_id UUID NOT NULL PRIMARY KEY REFERENCES organisations (id),
    key             TEXT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL
);

-- That somebody declared a passage not to be a patient's data, and why. mark is the keyed hash of person, kind and passage.
CREATE TABLE patient_data_declarations (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id       UUID NOT NULL REFERENCES people (id),
    kind            TEXT NOT NULL CHECK (kind IN ('nhs_number', 'birth_date', 'hospital_number')),
    mark            TEXT NOT NULL,
    reason          TEXT NOT NULL,
    declared_at     TIMESTAMPTZ NOT NULL,
    UNIQUE (person_id, mark)
);
CREATE INDEX patient_data_declarations_by_organisation ON patient_data_declarations (organisation_id, declared_at);

-- How a file was checked. Those that are there already were not.
ALTER TABLE files ADD COLUMN content_check TEXT NOT NULL DEFAULT 'not_checked' CHECK (content_check IN ('checked', 'text_checked', 'declared', 'not_checked'));

-- The declarations because of which a file passed.
CREATE TABLE file_declarations (
    file_id        UUID NOT NULL REFERENCES files (id),
    declaration_id UUID NOT NULL REFERENCES patient_data_declarations (id),
    PRIMARY KEY (file_id, declaration_id)
);

-- +goose Down
DROP TABLE file_declarations;
ALTER TABLE files DROP COLUMN content_check;
DROP TABLE patient_data_declarations;
DROP TABLE patient_data_keys;
DROP TABLE hospital_number_patterns;
