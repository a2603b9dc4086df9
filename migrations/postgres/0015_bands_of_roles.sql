-- +goose Up
-- Roles as one organisation has them: the band is what its newest released job match gives the role, otherwise what is
-- stated. A match without an outcome leaves what is stated.
CREATE VIEW organisation_roles AS
SELECT o.id AS organisation_id, r.id, r.organisation_id AS own_organisation_id, r.title, r.version,
       COALESCE((SELECT CASE WHEN m.outcome = 'no_match' THEN NULL ELSE NULLIF(m.band, '') END
                 FROM job_matches m
                 WHERE m.organisation_id = o.id AND m.role_id = r.id AND m.state = 'released'
                 ORDER BY m.released_at DESC, m.id DESC
                 LIMIT 1), r.band) AS band
FROM organisations o
JOIN roles r ON r.organisation_id IS NULL OR r.organisation_id = o.id;

-- +goose Down
DROP VIEW organisation_roles;
