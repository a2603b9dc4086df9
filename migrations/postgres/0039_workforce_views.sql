-- +goose Up
-- What somebody has chosen to see of a page about the organisation, under a name. filters is the query of the page's address
-- without its search, which stands in search. Whoever opens a view sees it in their own scope.
CREATE TABLE workforce_views (
    id              UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    owner_id        UUID NOT NULL REFERENCES people (id),
    page            TEXT NOT NULL CHECK (page IN ('readiness', 'people', 'heat-map', 'single-points', 'succession', 'expiries')),
    name            TEXT NOT NULL,
    name_folded     TEXT NOT NULL,
    filters         TEXT NOT NULL,
    search          TEXT NOT NULL,
    version         INTEGER NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX workforce_views_by_owner ON workforce_views (owner_id, name_folded);

-- +goose Down
DROP TABLE workforce_views;
