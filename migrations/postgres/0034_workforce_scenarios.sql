-- +goose Up
-- What is decided otherwise than in the plan, under a name; what is missing is as in the plan. intakes is a list of JSON
-- objects. A scenario that is not wide is its owner's alone.
CREATE TABLE workforce_scenarios (
    id                        UUID NOT NULL PRIMARY KEY,
    organisation_id           UUID NOT NULL REFERENCES organisations (id),
    owner_id                  UUID NOT NULL REFERENCES people (id),
    wide                      BOOLEAN NOT NULL,
    name                      TEXT NOT NULL,
    name_folded               TEXT NOT NULL,
    note                      TEXT NOT NULL,
    intakes                   TEXT NOT NULL,
    target_wte                INTEGER CHECK (target_wte > 0),
    target_band               TEXT NOT NULL,
    target_by                 DATE,
    pass_permille             INTEGER CHECK (pass_permille BETWEEN 0 AND 1000),
    leave_training_permille   INTEGER CHECK (leave_training_permille BETWEEN 0 AND 1000),
    leave_accredited_permille INTEGER CHECK (leave_accredited_permille BETWEEN 0 AND 1000),
    trainees_per_mentor       INTEGER CHECK (trainees_per_mentor >= 0),
    course_places             INTEGER CHECK (course_places >= 0),
    changed_on                DATE NOT NULL,
    version                   INTEGER NOT NULL,
    created_at                TIMESTAMPTZ NOT NULL,
    updated_at                TIMESTAMPTZ NOT NULL,
    CHECK ((target_wte IS NULL) = (target_by IS NULL) AND (target_wte IS NULL) = (target_band = ''))
);
CREATE INDEX workforce_scenarios_by_name ON workforce_scenarios (organisation_id, name_folded);

-- +goose Down
DROP TABLE workforce_scenarios;
