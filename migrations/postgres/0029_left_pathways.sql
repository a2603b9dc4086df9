-- +goose Up
-- Somebody may leave a further pathway again; what was decided before and what was recorded on it stays.
ALTER TABLE pathway_places DROP CONSTRAINT pathway_places_kind_check;
ALTER TABLE pathway_places ADD CONSTRAINT pathway_places_kind_check CHECK (kind IN ('joined', 'moved', 'left'));

-- +goose Down
DELETE FROM pathway_places WHERE kind = 'left';
ALTER TABLE pathway_places DROP CONSTRAINT pathway_places_kind_check;
ALTER TABLE pathway_places ADD CONSTRAINT pathway_places_kind_check CHECK (kind IN ('joined', 'moved'));
