-- +goose Up

-- Corrections of results are shown on the person's own pages, which are kept under the mark as well. They are about the person of
-- their attempt, as its papers are.
-- +goose StatementBegin
CREATE TRIGGER attempt_corrections_stamp_insert AFTER INSERT ON attempt_corrections BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES ((SELECT person_id FROM attempts WHERE id = NEW.attempt_id), random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempt_corrections_stamp_update AFTER UPDATE ON attempt_corrections BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES ((SELECT person_id FROM attempts WHERE id = NEW.attempt_id), random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempt_corrections_stamp_delete AFTER DELETE ON attempt_corrections BEGIN
    UPDATE training_stamps SET stamp = random() WHERE person_id = (SELECT person_id FROM attempts WHERE id = OLD.attempt_id);
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER attempt_corrections_stamp_delete;
DROP TRIGGER attempt_corrections_stamp_update;
DROP TRIGGER attempt_corrections_stamp_insert;
