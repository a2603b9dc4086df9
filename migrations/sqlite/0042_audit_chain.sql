-- +goose Up

-- The hash of the row's other columns. Rows from before this migration have none: their first seal gives it.
ALTER TABLE audit_entries ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, at);

-- The chain over the committed rows: each seal's hash is made of its number, the seal before it, the row and the moment.
-- There is no foreign key to the row, because a chain must be able to tell of a row that is gone.
CREATE TABLE audit_seals (
    number    INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    entry_id  TEXT NOT NULL UNIQUE,
    row_hash  TEXT NOT NULL,
    hash      TEXT NOT NULL,
    sealed_at DATETIME NOT NULL
);

-- The newest seal. Only the sealer locks and changes it; a change never waits for it.
CREATE TABLE audit_head (
    id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    number    INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    sealed_at DATETIME
);
INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '');

-- The rows that wait for their seal, in the order in which they were written, put here by the transaction that writes them.
CREATE TABLE audit_unsealed (
    position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    entry_id TEXT NOT NULL UNIQUE
);
INSERT INTO audit_unsealed (entry_id) SELECT id FROM audit_entries ORDER BY at, id;

-- The key under which what is written about a person enters the trail as a hash. It goes when the person is erased.
CREATE TABLE audit_keys (
    person_id  TEXT NOT NULL PRIMARY KEY,
    key        BLOB NOT NULL,
    created_at DATETIME NOT NULL
);

-- +goose StatementBegin
CREATE TRIGGER audit_entries_await_seal AFTER INSERT ON audit_entries BEGIN
    INSERT OR IGNORE INTO audit_unsealed (entry_id) VALUES (NEW.id);
END;
-- +goose StatementEnd

-- A slip is refused; whoever may write the file could remove these, and the chain tells of it.
-- +goose StatementBegin
CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE ON audit_entries BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never changed or deleted');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_entries_undeleted BEFORE DELETE ON audit_entries BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never changed or deleted');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_seals_unchanged BEFORE UPDATE ON audit_seals BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never changed or deleted');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_seals_undeleted BEFORE DELETE ON audit_seals BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never changed or deleted');
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER audit_seals_undeleted;
DROP TRIGGER audit_seals_unchanged;
DROP TRIGGER audit_entries_undeleted;
DROP TRIGGER audit_entries_unchanged;
DROP TRIGGER audit_entries_await_seal;
DROP TABLE audit_keys;
DROP TABLE audit_unsealed;
DROP TABLE audit_head;
DROP TABLE audit_seals;
DROP INDEX audit_entries_by_actor;
ALTER TABLE audit_entries DROP COLUMN row_hash;
