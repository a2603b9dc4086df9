-- +goose Up
-- The posts that an organisation funds: so much whole time of a role and band in a team, from a day on. Where annex21 is true the
-- posts are those of trainees who are paid by Annex 21 of the national terms, and band is the one that they train for.
CREATE TABLE establishment_posts (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    team_id         TEXT NOT NULL REFERENCES teams (id),
    role_id         TEXT NOT NULL REFERENCES roles (id),
    band            TEXT NOT NULL,
    annex21         BOOLEAN NOT NULL,
    wte_hundredths  INTEGER NOT NULL CHECK (wte_hundredths > 0),
    starts_on       DATE NOT NULL,
    ends_on         DATE,
    entered_by      TEXT NOT NULL REFERENCES people (id),
    entered_on      DATE NOT NULL,
    version         INTEGER NOT NULL,
    created_at      DATETIME NOT NULL,
    updated_at      DATETIME NOT NULL
);
CREATE INDEX establishment_posts_by_team ON establishment_posts (organisation_id, team_id);
-- The band that a trainee who is paid by Annex 21 trains for; empty for everybody who is paid in the band of the appointment.
ALTER TABLE appointments ADD COLUMN annex21_band TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE appointments DROP COLUMN annex21_band;
DROP TABLE establishment_posts;
