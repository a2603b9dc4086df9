-- +goose Up

-- A mark of what somebody has that counts towards what roles ask, but training: claims with the evidence behind them and what was decided
-- of them, confirmations of criteria, and awards. It changes as training_stamps do: another random number whenever any of it changes,
-- within the same transaction. Somebody without a row has the mark 0.
CREATE TABLE claim_stamps (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    stamp     BIGINT NOT NULL
);

-- +goose StatementBegin
CREATE FUNCTION claim_stamp(person UUID) RETURNS void LANGUAGE sql AS $$
    INSERT INTO claim_stamps (person_id, stamp) VALUES (person, floor(random() * 9007199254740992)::bigint)
    ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION claim_stamp_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM claim_stamp(OLD.person_id);
        RETURN NULL;
    END IF;
    PERFORM claim_stamp(NEW.person_id);
    IF TG_OP = 'UPDATE' THEN
        IF OLD.person_id <> NEW.person_id THEN
            PERFORM claim_stamp(OLD.person_id);
        END IF;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER claims_claim_stamp AFTER INSERT OR UPDATE OR DELETE ON claims FOR EACH ROW EXECUTE FUNCTION claim_stamp_person();
CREATE TRIGGER criterion_confirmations_claim_stamp AFTER INSERT OR UPDATE OR DELETE ON criterion_confirmations FOR EACH ROW EXECUTE FUNCTION claim_stamp_person();
-- Named so that it comes after awards_stamp: whoever changes both marks of a person takes them in the same order.
CREATE TRIGGER awards_then_claim_stamp AFTER INSERT OR UPDATE OR DELETE ON awards FOR EACH ROW EXECUTE FUNCTION claim_stamp_person();
-- Evidence comes to count, and ceases to, through claim_evidence.
CREATE TRIGGER evidence_claim_stamp AFTER UPDATE OF happened_on, happened_until ON evidence FOR EACH ROW EXECUTE FUNCTION claim_stamp_person();

-- What lies behind a claim, and what was decided of one after its statement was replaced, is about the person of the claim.
-- +goose StatementBegin
CREATE FUNCTION claim_stamp_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM claim_stamp(person_id) FROM claims WHERE id = OLD.claim_id;
    ELSE
        PERFORM claim_stamp(person_id) FROM claims WHERE id = NEW.claim_id;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER claim_evidence_claim_stamp AFTER INSERT OR UPDATE OR DELETE ON claim_evidence FOR EACH ROW EXECUTE FUNCTION claim_stamp_evidence();
-- +goose StatementBegin
CREATE FUNCTION claim_stamp_confirmation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM claim_stamp(person_id) FROM claims WHERE id = OLD.subject_id AND OLD.subject = 'claim';
    ELSE
        PERFORM claim_stamp(person_id) FROM claims WHERE id = NEW.subject_id AND NEW.subject = 'claim';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER statement_confirmations_claim_stamp AFTER INSERT OR UPDATE OR DELETE ON statement_confirmations FOR EACH ROW EXECUTE FUNCTION claim_stamp_confirmation();

-- Whether somebody is named as who decided depends on the second assessment of the claim.
CREATE TRIGGER moderations_claim_stamp AFTER INSERT OR UPDATE OR DELETE ON moderations FOR EACH ROW EXECUTE FUNCTION claim_stamp_evidence();

-- Sentences name who decided on a claim or said that a criterion is met.
CREATE INDEX claims_by_decider ON claims (decided_by, person_id) WHERE decided_by IS NOT NULL;
CREATE INDEX criterion_confirmations_by_confirmer ON criterion_confirmations (confirmed_by, person_id);
-- +goose StatementBegin
CREATE FUNCTION claim_stamp_decider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claim_stamp(decided.person_id) FROM (SELECT person_id FROM claims WHERE decided_by = NEW.id
        UNION SELECT person_id FROM criterion_confirmations WHERE confirmed_by = NEW.id ORDER BY person_id) decided;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER people_claim_stamp AFTER UPDATE OF name ON people FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION claim_stamp_decider();

-- +goose Down
DROP TRIGGER people_claim_stamp ON people;
DROP FUNCTION claim_stamp_decider();
DROP INDEX criterion_confirmations_by_confirmer;
DROP INDEX claims_by_decider;
DROP TRIGGER moderations_claim_stamp ON moderations;
DROP TRIGGER statement_confirmations_claim_stamp ON statement_confirmations;
DROP FUNCTION claim_stamp_confirmation();
DROP TRIGGER claim_evidence_claim_stamp ON claim_evidence;
DROP FUNCTION claim_stamp_evidence();
DROP TRIGGER evidence_claim_stamp ON evidence;
DROP TRIGGER awards_then_claim_stamp ON awards;
DROP TRIGGER criterion_confirmations_claim_stamp ON criterion_confirmations;
DROP TRIGGER claims_claim_stamp ON claims;
DROP FUNCTION claim_stamp_person();
DROP FUNCTION claim_stamp(UUID);
DROP TABLE claim_stamps;
