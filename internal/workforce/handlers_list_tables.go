package workforce

import (
	"context"
	"net/url"
	"strings"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/spreadsheet"
	"bandwise/internal/workforce/tables"
)

func (h *Handlers) readinessTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := tables.Read[api.ListReadinessParams](query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	asked, err := tables.Whole(p.Q, p.Sort, ComparisonSorts...)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	found, err := h.compare(ctx, p, asked)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "readiness", Title: "Readiness",
		Columns: []string{"Name", "Team", "Line manager", "Role", "Band", "Compared with", "Band of that role", "Why that role", "Essential met", "Essential required", "Desirable met", "Desirable required", "In a sentence", "Not met yet"},
		About:   tables.About("Readiness", "Each person against a role, by its requirements; essential before desirable.", access.ActorFrom(ctx).Today),
	}
	for _, c := range found.Comparisons {
		counts := c.Judged.Counts
		lacking, _ := Nearest(c.Judged.Lacking(), len(c.Judged.States))
		t.Rows = append(t.Rows, []any{
			c.Person.Name, c.Person.Team.Name, c.Person.Manager.Name, c.Person.Role.Name, string(c.Person.Band), c.Role.Name, string(c.Role.Band), c.Because,
			counts.EssentialMet, counts.EssentialRequired, counts.DesirableMet, counts.DesirableRequired, c.Summary(),
			strings.Join(reference.Each(lacking, func(s Standing) string { return s.Requirement.Words() }), "; "),
		})
	}
	return t, nil
}

func (h *Handlers) singlePointsTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := tables.Read[api.ListSinglePointsParams](query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	asked, err := tables.Whole(p.Q, p.Sort, SinglePointSorts...)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	found, err := h.singlePoints(ctx, p, asked)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "single-points", Title: "Single points of failure", Columns: []string{"Skill", "Level", "Aspect", "Statement", "Roles that need it", "People who need it", "Held by"},
		About: tables.About("Single points of failure", "Essential statements that one person in scope or nobody holds.", access.ActorFrom(ctx).Today),
	}
	for _, s := range found.Points {
		holder := "Nobody"
		if s.Holder != nil {
			holder = s.Holder.Name
		}
		t.Rows = append(t.Rows, []any{
			s.Statement.Code, int(s.Statement.Level), s.Statement.Aspect, s.Statement.Text,
			strings.Join(reference.Each(s.Roles, func(n Named) string { return n.Name }), "; "), s.Needed, holder,
		})
	}
	return t, nil
}

// successionTable gives a row for each of those named on a bench, and one for a post without anybody.
func (h *Handlers) successionTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := tables.Read[api.ListSuccessionParams](query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	asked, err := tables.Whole(p.Q, p.Sort, BenchSorts...)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	by := access.ActorFrom(ctx)
	found, err := h.service.Benches(ctx, by, Band(value(p.Band)), withinTeam(p.TeamId, p.TeamAlone), asked)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "succession", Title: "Succession",
		Columns: []string{"Post", "Band", "Held by", "Ready now", "Nearly ready", "On the bench", "Their role", "Their band", "Essential met", "Essential required", "In a sentence"},
		About:   tables.About("Who may follow into each post from band 5", BenchRule, by.Today),
	}
	for _, b := range found.Benches {
		post := []any{
			b.Role.Name, string(b.Role.Band), strings.Join(reference.Each(b.Holders, func(p Person) string { return p.Name }), "; "), b.Ready, b.Nearly,
		}
		if len(b.Nearest) == 0 {
			t.Rows = append(t.Rows, append(post, "", "", "", "", "", b.Sentence()))
		}
		for _, s := range b.Nearest {
			t.Rows = append(t.Rows, append(post[:len(post):len(post)], s.Person.Name, s.Person.Role.Name, string(s.Person.Band),
				s.Counts.EssentialMet, s.Counts.EssentialRequired, s.Counts.Summary(b.Role.Name)))
		}
	}
	return t, nil
}
