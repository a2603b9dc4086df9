-- +goose Up
-- What an organisation enters about the years ahead. Rates are in thousandths. Where trainees_per_mentor or course_places (of a
-- quarter) are missing there is no limit; attempts 0 is no limit. A target has all of its three parts or none.
CREATE TABLE workforce_plans (
    organisation_id           TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    target_wte                INTEGER CHECK (target_wte > 0),
    target_band               TEXT NOT NULL,
    target_by                 DATE,
    pass_permille             INTEGER NOT NULL CHECK (pass_permille BETWEEN 0 AND 1000),
    leave_training_permille   INTEGER NOT NULL CHECK (leave_training_permille BETWEEN 0 AND 1000),
    leave_accredited_permille INTEGER NOT NULL CHECK (leave_accredited_permille BETWEEN 0 AND 1000),
    enough_attempts           INTEGER NOT NULL CHECK (enough_attempts > 0),
    enough_years              INTEGER NOT NULL CHECK (enough_years > 0),
    smallest                  INTEGER NOT NULL CHECK (smallest > 0),
    trainees_per_mentor       INTEGER CHECK (trainees_per_mentor >= 0),
    course_places             INTEGER CHECK (course_places >= 0),
    attempts                  INTEGER NOT NULL CHECK (attempts >= 0),
    qualified_band            TEXT NOT NULL,
    entered_by                TEXT NOT NULL REFERENCES people (id),
    entered_on                DATE NOT NULL,
    version                   INTEGER NOT NULL,
    created_at                DATETIME NOT NULL,
    updated_at                DATETIME NOT NULL,
    CHECK ((target_wte IS NULL) = (target_by IS NULL) AND (target_wte IS NULL) = (target_band = ''))
);

-- +goose Down
DROP TABLE workforce_plans;
