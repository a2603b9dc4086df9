-- +goose Up

-- The hash of the row's other columns. Rows from before this migration have none: their first seal gives it.
ALTER TABLE audit_entries ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, at);

-- The chain over the committed rows: each seal's hash is made of its number, the seal before it, the row and the moment.
-- There is no foreign key to the row, because a chain must be able to tell of a row that is gone.
CREATE TABLE audit_seals (
    number    BIGINT NOT NULL PRIMARY KEY CHECK (number > 0),
    entry_id  UUID NOT NULL UNIQUE,
    row_hash  TEXT NOT NULL,
    hash      TEXT NOT NULL,
    sealed_at TIMESTAMPTZ NOT NULL
);

-- The newest seal. Only the sealer locks and changes it; a change never waits for it.
CREATE TABLE audit_head (
    id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    number    BIGINT NOT NULL,
    hash      TEXT NOT NULL,
    sealed_at TIMESTAMPTZ
);
INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '');

-- The rows that wait for their seal, in the order in which they were written, put here by the transaction that writes them.
CREATE TABLE audit_unsealed (
    position BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id UUID NOT NULL UNIQUE
);
INSERT INTO audit_unsealed (entry_id) SELECT id FROM audit_entries ORDER BY at, id;

-- The key under which what is written about a person enters the trail as a hash. It goes when the person is erased.
CREATE TABLE audit_keys (
    person_id  UUID NOT NULL PRIMARY KEY,
    key        BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

-- +goose StatementBegin
CREATE FUNCTION audit_await_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unsealed (entry_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER audit_entries_await_seal AFTER INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_await_seal();

-- A slip is refused whatever the role may do; whom nothing but his rights stop, the rights of the application's role stop.
-- +goose StatementBegin
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is never changed or deleted';
END $$;
-- +goose StatementEnd
CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_entries_stay_all BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seals_stay BEFORE UPDATE OR DELETE ON audit_seals FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seals_stay_all BEFORE TRUNCATE ON audit_seals FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

-- +goose Down
DROP TRIGGER audit_seals_stay_all ON audit_seals;
DROP TRIGGER audit_seals_stay ON audit_seals;
DROP TRIGGER audit_entries_stay_all ON audit_entries;
DROP TRIGGER audit_entries_stay ON audit_entries;
DROP TRIGGER audit_entries_await_seal ON audit_entries;
DROP FUNCTION audit_refuse;
DROP FUNCTION audit_await_seal;
DROP TABLE audit_keys;
DROP TABLE audit_unsealed;
DROP TABLE audit_head;
DROP TABLE audit_seals;
DROP INDEX audit_entries_by_actor;
ALTER TABLE audit_entries DROP COLUMN row_hash;
