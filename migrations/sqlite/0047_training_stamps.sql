-- +goose Up

-- A mark of what is recorded about a person's training: another random number whenever any of it changes, within the same
-- transaction. Who keeps what was reckoned from it keeps the mark beside it, and reckons anew when the two differ. Somebody
-- without a row has the mark 0.
CREATE TABLE training_stamps (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    stamp     INTEGER NOT NULL
);

-- +goose StatementBegin
CREATE TRIGGER appointments_stamp_insert AFTER INSERT ON appointments BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER appointments_stamp_update AFTER UPDATE ON appointments BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER appointments_stamp_delete AFTER DELETE ON appointments BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER awards_stamp_insert AFTER INSERT ON awards BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER awards_stamp_update AFTER UPDATE ON awards BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER awards_stamp_delete AFTER DELETE ON awards BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER pathway_places_stamp_insert AFTER INSERT ON pathway_places BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pathway_places_stamp_update AFTER UPDATE ON pathway_places BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pathway_places_stamp_delete AFTER DELETE ON pathway_places BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER milestone_records_stamp_insert AFTER INSERT ON milestone_records BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER milestone_records_stamp_update AFTER UPDATE ON milestone_records BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER milestone_records_stamp_delete AFTER DELETE ON milestone_records BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER attempts_stamp_insert AFTER INSERT ON attempts BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempts_stamp_update AFTER UPDATE ON attempts BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempts_stamp_delete AFTER DELETE ON attempts BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER pauses_stamp_insert AFTER INSERT ON pauses BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pauses_stamp_update AFTER UPDATE ON pauses BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pauses_stamp_delete AFTER DELETE ON pauses BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER exemptions_stamp_insert AFTER INSERT ON exemptions BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER exemptions_stamp_update AFTER UPDATE ON exemptions BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER exemptions_stamp_delete AFTER DELETE ON exemptions BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER log_book_entries_stamp_insert AFTER INSERT ON log_book_entries BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER log_book_entries_stamp_update AFTER UPDATE ON log_book_entries BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER log_book_entries_stamp_delete AFTER DELETE ON log_book_entries BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER milestone_extensions_stamp_insert AFTER INSERT ON milestone_extensions BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER milestone_extensions_stamp_update AFTER UPDATE ON milestone_extensions BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER milestone_extensions_stamp_delete AFTER DELETE ON milestone_extensions BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER sitting_choices_stamp_insert AFTER INSERT ON sitting_choices BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sitting_choices_stamp_update AFTER UPDATE ON sitting_choices BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO training_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sitting_choices_stamp_delete AFTER DELETE ON sitting_choices BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- Papers are about the person of their attempt.
-- +goose StatementBegin
CREATE TRIGGER attempt_papers_stamp_insert AFTER INSERT ON attempt_papers BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES ((SELECT person_id FROM attempts WHERE id = NEW.attempt_id), random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempt_papers_stamp_update AFTER UPDATE ON attempt_papers BEGIN
    INSERT INTO training_stamps (person_id, stamp) VALUES ((SELECT person_id FROM attempts WHERE id = NEW.attempt_id), random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempt_papers_stamp_delete AFTER DELETE ON attempt_papers BEGIN
    UPDATE training_stamps SET stamp = random() WHERE person_id = (SELECT person_id FROM attempts WHERE id = OLD.attempt_id);
END;
-- +goose StatementEnd

-- A sitting is about everybody who chose it.
-- +goose StatementBegin
CREATE TRIGGER exam_sittings_stamp_update AFTER UPDATE ON exam_sittings BEGIN
    INSERT INTO training_stamps (person_id, stamp) SELECT person_id, random() FROM (SELECT DISTINCT person_id FROM sitting_choices WHERE sitting_id = NEW.id) WHERE true
        ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- Sentences name who approved an exemption or an extension.
-- +goose StatementBegin
CREATE TRIGGER people_stamp_update AFTER UPDATE OF name ON people BEGIN
    INSERT INTO training_stamps (person_id, stamp) SELECT person_id, random() FROM (SELECT person_id FROM exemptions WHERE exempted_by = NEW.id
        UNION SELECT person_id FROM milestone_extensions WHERE granted_by = NEW.id) WHERE true
        ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- Lists of many people read their claims in the order of people, from the index alone.
DROP INDEX claims_by_person;
CREATE INDEX claims_by_person ON claims (person_id, statement_id, state, approved_level, decided_at, id);
CREATE INDEX people_of_organisation ON people (organisation_id, id);

-- +goose Down
DROP INDEX people_of_organisation;
DROP INDEX claims_by_person;
CREATE INDEX claims_by_person ON claims (person_id, statement_id);
DROP TRIGGER people_stamp_update;
DROP TRIGGER exam_sittings_stamp_update;
DROP TRIGGER attempt_papers_stamp_delete;
DROP TRIGGER attempt_papers_stamp_update;
DROP TRIGGER attempt_papers_stamp_insert;
DROP TRIGGER sitting_choices_stamp_delete;
DROP TRIGGER sitting_choices_stamp_update;
DROP TRIGGER sitting_choices_stamp_insert;
DROP TRIGGER milestone_extensions_stamp_delete;
DROP TRIGGER milestone_extensions_stamp_update;
DROP TRIGGER milestone_extensions_stamp_insert;
DROP TRIGGER log_book_entries_stamp_delete;
DROP TRIGGER log_book_entries_stamp_update;
DROP TRIGGER log_book_entries_stamp_insert;
DROP TRIGGER exemptions_stamp_delete;
DROP TRIGGER exemptions_stamp_update;
DROP TRIGGER exemptions_stamp_insert;
DROP TRIGGER pauses_stamp_delete;
DROP TRIGGER pauses_stamp_update;
DROP TRIGGER pauses_stamp_insert;
DROP TRIGGER attempts_stamp_delete;
DROP TRIGGER attempts_stamp_update;
DROP TRIGGER attempts_stamp_insert;
DROP TRIGGER milestone_records_stamp_delete;
DROP TRIGGER milestone_records_stamp_update;
DROP TRIGGER milestone_records_stamp_insert;
DROP TRIGGER pathway_places_stamp_delete;
DROP TRIGGER pathway_places_stamp_update;
DROP TRIGGER pathway_places_stamp_insert;
DROP TRIGGER awards_stamp_delete;
DROP TRIGGER awards_stamp_update;
DROP TRIGGER awards_stamp_insert;
DROP TRIGGER appointments_stamp_delete;
DROP TRIGGER appointments_stamp_update;
DROP TRIGGER appointments_stamp_insert;
DROP TABLE training_stamps;
