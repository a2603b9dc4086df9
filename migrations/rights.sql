-- What the role that the application runs as, {role}, may do where another role owns the schema. This runs after every
-- migration, so that new tables are in it. The trail of changes can be added to and read, and nothing else.
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA public FROM {role};
REVOKE UPDATE, DELETE ON audit_entries, audit_seals FROM {role};
REVOKE INSERT, DELETE ON audit_head FROM {role};
REVOKE INSERT, UPDATE, DELETE ON goose_db_version, river_migration FROM {role};
