package link

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/reference"
)

// readRow is a link, of whichever kind and origin, or a gap, with the names of what it joins.
type readRow struct {
	ID           uuid.UUID
	Kind         string
	Code         string
	Level        Level
	ProfileID    uuid.NullUUID
	ProfileTitle string
	Band         string
	Aspect       string
	Factor       FactorNo
	Reason       string
	Sources      reference.List[Source]
	Version      int
	EndedOn      calendar.Date
	StateReason  string
}

// refused gives the reason for which the organisation does not accept a proposal; empty when it does.
const refused = `COALESCE((SELECT reason FROM link_refusals WHERE link_refusals.link_id = l.id AND link_refusals.organisation_id = ?), '') AS state_reason`

// shelf reads everything about links as one organisation reads it.
func (s store) shelf(ctx context.Context, organisation uuid.UUID) (shelf, error) {
	var (
		h                     shelf
		levels, aspects, own  []readRow
		levelGaps, aspectGaps []readRow
		skills                []struct{ Code, Name string }
		families              []familyRow
		titled                = "LEFT JOIN job_profiles ON job_profiles.id = l.profile_id"
		title                 = ", COALESCE(job_profiles.title, '') AS profile_title"
	)
	conn := s.db.Conn(ctx)
	for _, err := range []error{
		conn.Table("skill_links l").Select("l.id, 'skill_level' AS kind, l.code, l.level, l.profile_id, l.band, l.reason, l.sources, "+refused+title, organisation).
			Joins(titled).Order("l.ordinal").Find(&levels).Error,
		conn.Table("aspect_links l").Select("l.id, 'aspect' AS kind, l.code, l.aspect, l.factor, l.reason, l.sources, "+refused, organisation).
			Order("l.ordinal").Find(&aspects).Error,
		conn.Table("own_links l").Select(`l.id, l.kind, l.code, l.level, l.profile_id, COALESCE(job_profiles.band, '') AS band, l.aspect, l.factor,
			l.reason, '[]' AS sources, l.version, l.ended_on, l.end_reason AS state_reason`+title).Joins(titled).
			Where("l.organisation_id = ?", organisation).Order("l.created_at, l.id").Find(&own).Error,
		conn.Table("skill_link_gaps l").Select("l.code, l.level, l.profile_id, l.reason, l.sources" + title).Joins(titled).
			Order("l.ordinal").Find(&levelGaps).Error,
		conn.Table("aspect_link_gaps l").Select("l.code, l.aspect, l.factor, l.reason, l.sources").Order("l.ordinal").Find(&aspectGaps).Error,
		conn.Table("framework_skills").Select("code, MIN(name) AS name").Where("organisation_id IS NULL OR organisation_id = ?", organisation).
			Group("code").Find(&skills).Error,
		conn.Table("organisation_statements").Select("code, MIN(skill) AS skill, level").
			Where("organisation_id = ? AND ends_on IS NULL", organisation).Group("code, level").Order("code, level").Find(&h.levels).Error,
		conn.Table("organisation_statements").Select("code, MIN(skill) AS skill, aspect").
			Where("organisation_id = ? AND ends_on IS NULL", organisation).Group("code, aspect").Order("code, aspect").Find(&h.aspects).Error,
		conn.Table("job_profiles").Select("id, title, band").Order("line").Find(&h.profiles).Error,
		conn.Table("job_scheme_factors").Select("factor AS no, MIN(name) AS name").Group("factor").Order("factor").Find(&h.factors).Error,
		conn.Table("profile_families").Find(&families).Error,
	} {
		if err != nil {
			return shelf{}, database.Wrap(err, "link")
		}
	}
	names := map[string]string{}
	for _, skill := range skills {
		names[skill.Code] = skill.Name
	}
	for _, part := range []struct {
		rows []readRow
		own  bool
	}{{levels, false}, {aspects, false}, {own, true}} {
		for _, row := range part.rows {
			l, err := row.link(part.own, names, h.factors)
			if err != nil {
				return shelf{}, err
			}
			h.links = append(h.links, l)
		}
	}
	for _, row := range append(levelGaps, aspectGaps...) {
		h.gaps = append(h.gaps, row.gap(names, h.factors))
	}
	h.families = map[uuid.UUID]Family{}
	for _, row := range families {
		family, err := parseFamily(row.Family)
		if err != nil {
			return shelf{}, err
		}
		h.families[row.ProfileID] = family
	}
	return h, nil
}

func (r readRow) link(own bool, skills map[string]string, factors []factor) (Link, error) {
	kind, err := ParseKind(r.Kind)
	l := Link{
		ID: r.ID, Kind: kind, Code: r.Code, Skill: skills[r.Code], Level: r.Level, Profile: ProfileRef{r.ProfileID.UUID, r.ProfileTitle},
		BandText: r.Band, Aspect: r.Aspect, Factor: r.Factor, FactorName: factorName(factors, r.Factor), Reason: r.Reason,
		Sources: r.Sources.Items(), Own: own, Version: r.Version, State: InForce, StateReason: r.StateReason, EndedOn: r.EndedOn,
	}
	switch {
	case own && !r.EndedOn.IsZero():
		l.State = Ended
	case !own && r.StateReason != "":
		l.State = NotAccepted
	}
	l.folded = fold.Text(l.Code, l.Skill, l.Profile.Title, "band "+l.BandText, l.Aspect, l.FactorName, l.Reason)
	return l, err
}

func (r readRow) gap(skills map[string]string, factors []factor) Gap {
	g := Gap{
		Code: r.Code, Skill: skills[r.Code], Level: r.Level, Aspect: r.Aspect, Factor: r.Factor, FactorName: factorName(factors, r.Factor),
		Reason: r.Reason, Sources: r.Sources.Items(),
	}
	if r.ProfileID.Valid {
		g.Profile = &ProfileRef{ID: r.ProfileID.UUID, Title: r.ProfileTitle}
	}
	return g
}

func factorName(factors []factor, no FactorNo) string {
	for _, f := range factors {
		if f.No == no {
			return f.Name
		}
	}
	return ""
}

// unasked counts the statements in force and lists those that no role of the organisation asks for, in the framework's order.
func (s store) unasked(ctx context.Context, organisation uuid.UUID) (int, []Statement, error) {
	var rows []struct {
		Statement `gorm:"embedded"`
		Asked     bool
	}
	err := s.db.Conn(ctx).Raw(`SELECT s.id, s.framework_id, s.code, s.skill, s.level, s.aspect, s.text,
			CASE WHEN q.statement_id IS NULL THEN FALSE ELSE TRUE END AS asked
		FROM organisation_statements s
		LEFT JOIN (SELECT DISTINCT statement_id FROM organisation_requirements WHERE organisation_id = ?) q ON q.statement_id = s.id
		WHERE s.organisation_id = ? AND s.ends_on IS NULL
		ORDER BY s.code, s.level, s.ordinal, s.id`, organisation, organisation).Scan(&rows).Error
	var unasked []Statement
	for _, r := range rows {
		if !r.Asked {
			unasked = append(unasked, r.Statement)
		}
	}
	return len(rows), unasked, database.Wrap(err, "statement")
}

// asked is what the roles of an organisation ask for, by role, and where the published map of roles draws them.
type asked struct {
	levels map[uuid.UUID][]RungLevel
	placed map[uuid.UUID]Family
}

// asked reads the skill levels of what roles ask for and the families in which the published map of roles draws them.
func (s store) asked(ctx context.Context, organisation uuid.UUID) (asked, error) {
	var rows []struct {
		RoleID    uuid.UUID
		Code      string
		Skill     string
		Level     Level
		Essential bool
		Family    string
	}
	err := s.db.Conn(ctx).Raw(`SELECT q.role_id, s.code, MIN(s.skill) AS skill, s.level,
			MAX(CASE WHEN q.importance = 'essential' THEN 1 ELSE 0 END) = 1 AS essential, '' AS family
		FROM organisation_requirements q
		JOIN organisation_statements s ON s.id = q.statement_id AND s.organisation_id = q.organisation_id
		WHERE q.organisation_id = ? GROUP BY q.role_id, s.code, s.level
		UNION ALL
		SELECT places.role_id, '', '', 0, FALSE, places.family FROM role_pathway_places places
		JOIN role_pathways ON role_pathways.id = places.pathway_id
		WHERE role_pathways.organisation_id = ? AND role_pathways.state = 'published'
		ORDER BY 1, 2, 4`, organisation, organisation).Scan(&rows).Error
	if err != nil {
		return asked{}, database.Wrap(err, "role")
	}
	a := asked{levels: map[uuid.UUID][]RungLevel{}, placed: map[uuid.UUID]Family{}}
	for _, row := range rows {
		if row.Family == "" {
			a.levels[row.RoleID] = append(a.levels[row.RoleID], RungLevel{Code: row.Code, Skill: row.Skill, Level: row.Level, Essential: row.Essential})
			continue
		}
		if a.placed[row.RoleID], err = parseFamily(row.Family); err != nil {
			return asked{}, err
		}
	}
	return a, nil
}
