-- +goose Up

-- A mark of what somebody has that counts towards what roles ask, but training: claims with the evidence behind them and what was decided
-- of them, confirmations of criteria, and awards. It changes as training_stamps do: another random number whenever any of it changes,
-- within the same transaction. Somebody without a row has the mark 0.
CREATE TABLE claim_stamps (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    stamp     INTEGER NOT NULL
);

-- +goose StatementBegin
CREATE TRIGGER claims_claim_stamp_insert AFTER INSERT ON claims BEGIN
    INSERT INTO claim_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER claims_claim_stamp_update AFTER UPDATE ON claims BEGIN
    INSERT INTO claim_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO claim_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER claims_claim_stamp_delete AFTER DELETE ON claims BEGIN
    INSERT INTO claim_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER criterion_confirmations_claim_stamp_insert AFTER INSERT ON criterion_confirmations BEGIN
    INSERT INTO claim_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER criterion_confirmations_claim_stamp_update AFTER UPDATE ON criterion_confirmations BEGIN
    INSERT INTO claim_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO claim_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER criterion_confirmations_claim_stamp_delete AFTER DELETE ON criterion_confirmations BEGIN
    INSERT INTO claim_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER awards_claim_stamp_insert AFTER INSERT ON awards BEGIN
    INSERT INTO claim_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER awards_claim_stamp_update AFTER UPDATE ON awards BEGIN
    INSERT INTO claim_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
    INSERT INTO claim_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER awards_claim_stamp_delete AFTER DELETE ON awards BEGIN
    INSERT INTO claim_stamps (person_id, stamp) VALUES (OLD.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- Evidence comes to count, and ceases to, through claim_evidence.
-- +goose StatementBegin
CREATE TRIGGER evidence_claim_stamp_update AFTER UPDATE OF happened_on, happened_until ON evidence BEGIN
    INSERT INTO claim_stamps (person_id, stamp) VALUES (NEW.person_id, random()) ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- What lies behind a claim, and what was decided of one after its statement was replaced, is about the person of the claim.
-- +goose StatementBegin
CREATE TRIGGER claim_evidence_claim_stamp_insert AFTER INSERT ON claim_evidence BEGIN
    INSERT INTO claim_stamps (person_id, stamp) SELECT person_id, random() FROM claims WHERE id = NEW.claim_id ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER claim_evidence_claim_stamp_update AFTER UPDATE ON claim_evidence BEGIN
    INSERT INTO claim_stamps (person_id, stamp) SELECT person_id, random() FROM claims WHERE id = NEW.claim_id ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER claim_evidence_claim_stamp_delete AFTER DELETE ON claim_evidence BEGIN
    INSERT INTO claim_stamps (person_id, stamp) SELECT person_id, random() FROM claims WHERE id = OLD.claim_id ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER statement_confirmations_claim_stamp_insert AFTER INSERT ON statement_confirmations BEGIN
    INSERT INTO claim_stamps (person_id, stamp) SELECT person_id, random() FROM claims WHERE id = NEW.subject_id AND NEW.subject = 'claim' ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER statement_confirmations_claim_stamp_update AFTER UPDATE ON statement_confirmations BEGIN
    INSERT INTO claim_stamps (person_id, stamp) SELECT person_id, random() FROM claims WHERE id = NEW.subject_id AND NEW.subject = 'claim' ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER statement_confirmations_claim_stamp_delete AFTER DELETE ON statement_confirmations BEGIN
    INSERT INTO claim_stamps (person_id, stamp) SELECT person_id, random() FROM claims WHERE id = OLD.subject_id AND OLD.subject = 'claim' ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- Whether somebody is named as who decided depends on the second assessment of the claim.
-- +goose StatementBegin
CREATE TRIGGER moderations_claim_stamp_insert AFTER INSERT ON moderations BEGIN
    INSERT INTO claim_stamps (person_id, stamp) SELECT person_id, random() FROM claims WHERE id = NEW.claim_id ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER moderations_claim_stamp_update AFTER UPDATE ON moderations BEGIN
    INSERT INTO claim_stamps (person_id, stamp) SELECT person_id, random() FROM claims WHERE id = NEW.claim_id ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER moderations_claim_stamp_delete AFTER DELETE ON moderations BEGIN
    INSERT INTO claim_stamps (person_id, stamp) SELECT person_id, random() FROM claims WHERE id = OLD.claim_id ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- Sentences name who decided on a claim or said that a criterion is met.
CREATE INDEX claims_by_decider ON claims (decided_by, person_id) WHERE decided_by IS NOT NULL;
CREATE INDEX criterion_confirmations_by_confirmer ON criterion_confirmations (confirmed_by, person_id);
-- +goose StatementBegin
CREATE TRIGGER people_claim_stamp_update AFTER UPDATE OF name ON people WHEN OLD.name <> NEW.name BEGIN
    INSERT INTO claim_stamps (person_id, stamp) SELECT person_id, random() FROM claims WHERE decided_by = NEW.id
        UNION ALL SELECT person_id, random() FROM criterion_confirmations WHERE confirmed_by = NEW.id
        ON CONFLICT (person_id) DO UPDATE SET stamp = excluded.stamp;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER people_claim_stamp_update;
DROP INDEX criterion_confirmations_by_confirmer;
DROP INDEX claims_by_decider;
DROP TRIGGER moderations_claim_stamp_delete;
DROP TRIGGER moderations_claim_stamp_update;
DROP TRIGGER moderations_claim_stamp_insert;
DROP TRIGGER statement_confirmations_claim_stamp_delete;
DROP TRIGGER statement_confirmations_claim_stamp_update;
DROP TRIGGER statement_confirmations_claim_stamp_insert;
DROP TRIGGER claim_evidence_claim_stamp_delete;
DROP TRIGGER claim_evidence_claim_stamp_update;
DROP TRIGGER claim_evidence_claim_stamp_insert;
DROP TRIGGER evidence_claim_stamp_update;
DROP TRIGGER awards_claim_stamp_delete;
DROP TRIGGER awards_claim_stamp_update;
DROP TRIGGER awards_claim_stamp_insert;
DROP TRIGGER criterion_confirmations_claim_stamp_delete;
DROP TRIGGER criterion_confirmations_claim_stamp_update;
DROP TRIGGER criterion_confirmations_claim_stamp_insert;
DROP TRIGGER claims_claim_stamp_delete;
DROP TRIGGER claims_claim_stamp_update;
DROP TRIGGER claims_claim_stamp_insert;
DROP TABLE claim_stamps;
