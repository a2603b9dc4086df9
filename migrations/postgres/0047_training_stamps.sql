-- +goose Up

-- A mark of what is recorded about a person's training: another random number whenever any of it changes, within the same
-- transaction. Who keeps what was reckoned from it keeps the mark beside it, and reckons anew when the two differ. Somebody
-- without a row has the mark 0.
CREATE TABLE training_stamps (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    stamp     BIGINT NOT NULL
);

-- +goose StatementBegin
CREATE FUNCTION training_stamp(person UUID) RETURNS void LANGUAGE sql AS $$
    INSERT INTO training_stamps (person_id, stamp) VALUES (person, floor(random() * 9007199254740992)::bigint)
    ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION training_stamp_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM training_stamp(OLD.person_id);
        RETURN NULL;
    END IF;
    PERFORM training_stamp(NEW.person_id);
    IF TG_OP = 'UPDATE' THEN
        IF OLD.person_id <> NEW.person_id THEN
            PERFORM training_stamp(OLD.person_id);
        END IF;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER appointments_stamp AFTER INSERT OR UPDATE OR DELETE ON appointments FOR EACH ROW EXECUTE FUNCTION training_stamp_person();
CREATE TRIGGER awards_stamp AFTER INSERT OR UPDATE OR DELETE ON awards FOR EACH ROW EXECUTE FUNCTION training_stamp_person();
CREATE TRIGGER pathway_places_stamp AFTER INSERT OR UPDATE OR DELETE ON pathway_places FOR EACH ROW EXECUTE FUNCTION training_stamp_person();
CREATE TRIGGER milestone_records_stamp AFTER INSERT OR UPDATE OR DELETE ON milestone_records FOR EACH ROW EXECUTE FUNCTION training_stamp_person();
CREATE TRIGGER attempts_stamp AFTER INSERT OR UPDATE OR DELETE ON attempts FOR EACH ROW EXECUTE FUNCTION training_stamp_person();
CREATE TRIGGER pauses_stamp AFTER INSERT OR UPDATE OR DELETE ON pauses FOR EACH ROW EXECUTE FUNCTION training_stamp_person();
CREATE TRIGGER exemptions_stamp AFTER INSERT OR UPDATE OR DELETE ON exemptions FOR EACH ROW EXECUTE FUNCTION training_stamp_person();
CREATE TRIGGER log_book_entries_stamp AFTER INSERT OR UPDATE OR DELETE ON log_book_entries FOR EACH ROW EXECUTE FUNCTION training_stamp_person();
CREATE TRIGGER milestone_extensions_stamp AFTER INSERT OR UPDATE OR DELETE ON milestone_extensions FOR EACH ROW EXECUTE FUNCTION training_stamp_person();
CREATE TRIGGER sitting_choices_stamp AFTER INSERT OR UPDATE OR DELETE ON sitting_choices FOR EACH ROW EXECUTE FUNCTION training_stamp_person();

-- Papers are about the person of their attempt.
-- +goose StatementBegin
CREATE FUNCTION training_stamp_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM training_stamp(person_id) FROM attempts WHERE id = OLD.attempt_id;
    ELSE
        PERFORM training_stamp(person_id) FROM attempts WHERE id = NEW.attempt_id;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER attempt_papers_stamp AFTER INSERT OR UPDATE OR DELETE ON attempt_papers FOR EACH ROW EXECUTE FUNCTION training_stamp_paper();

-- A sitting is about everybody who chose it.
-- +goose StatementBegin
CREATE FUNCTION training_stamp_sitting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM training_stamp(chosen.person_id) FROM (SELECT DISTINCT person_id FROM sitting_choices WHERE sitting_id = NEW.id ORDER BY person_id) chosen;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER exam_sittings_stamp AFTER UPDATE ON exam_sittings FOR EACH ROW EXECUTE FUNCTION training_stamp_sitting();

-- Sentences name who approved an exemption or an extension.
-- +goose StatementBegin
CREATE FUNCTION training_stamp_approver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM training_stamp(approved.person_id) FROM (SELECT person_id FROM exemptions WHERE exempted_by = NEW.id
        UNION SELECT person_id FROM milestone_extensions WHERE granted_by = NEW.id ORDER BY person_id) approved;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER people_stamp AFTER UPDATE OF name ON people FOR EACH ROW EXECUTE FUNCTION training_stamp_approver();

-- Lists of many people read their claims in the order of people, from the index alone.
DROP INDEX claims_by_person;
CREATE INDEX claims_by_person ON claims (person_id, statement_id, state, approved_level, decided_at, id);
CREATE INDEX people_of_organisation ON people (organisation_id, id);

-- +goose Down
DROP INDEX people_of_organisation;
DROP INDEX claims_by_person;
CREATE INDEX claims_by_person ON claims (person_id, statement_id);
DROP TRIGGER people_stamp ON people;
DROP FUNCTION training_stamp_approver();
DROP TRIGGER exam_sittings_stamp ON exam_sittings;
DROP FUNCTION training_stamp_sitting();
DROP TRIGGER attempt_papers_stamp ON attempt_papers;
DROP FUNCTION training_stamp_paper();
DROP TRIGGER sitting_choices_stamp ON sitting_choices;
DROP TRIGGER milestone_extensions_stamp ON milestone_extensions;
DROP TRIGGER log_book_entries_stamp ON log_book_entries;
DROP TRIGGER exemptions_stamp ON exemptions;
DROP TRIGGER pauses_stamp ON pauses;
DROP TRIGGER attempts_stamp ON attempts;
DROP TRIGGER milestone_records_stamp ON milestone_records;
DROP TRIGGER pathway_places_stamp ON pathway_places;
DROP TRIGGER awards_stamp ON awards;
DROP TRIGGER appointments_stamp ON appointments;
DROP FUNCTION training_stamp_person();
DROP FUNCTION training_stamp(UUID);
DROP TABLE training_stamps;
