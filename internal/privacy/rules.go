package privacy

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// Settings are what an organisation decides beside the periods.
type Settings struct {
	// Contact tells people whom to ask about their data.
	Contact string
	// Automatic says that the rules are carried out every night without a confirmation.
	Automatic bool
	// Version is 1 while nothing was decided.
	Version int
}

// Notice is what people are told of what is kept about them.
type Notice struct {
	// Organisation is empty where the reader is not signed in and there are several.
	Organisation string
	Contact      string
	Rules        []NoticeRule
}

// NoticeRule is how long a kind of record is kept: from Period to Most, which differ where organisations differ and the
// reader's is not known.
type NoticeRule struct {
	Rule
	Most calendar.Period
}

// Notice tells by the rules that are in force: those of by's organisation, or, for somebody who is not signed in, of the only one
// or the range of all.
func (s *Service) Notice(ctx context.Context, by access.Actor) (Notice, error) {
	all, err := s.store.organisations(ctx, by.OrganisationID)
	if err != nil {
		return Notice{}, err
	}
	var n Notice
	if len(all) == 1 {
		n.Organisation, n.Contact = all[0].Name, all[0].Contact
	}
	decided, err := s.store.decided(ctx, by.OrganisationID)
	if err != nil {
		return Notice{}, err
	}
	for _, k := range append(Kinds(), Archives, TrailKept) {
		n.Rules = append(n.Rules, noticeRule(k, all, decided))
	}
	return n, nil
}

// noticeRule gives the rule of a kind over organisations: that of the only one, or the default with the shortest and longest period.
func noticeRule(k Kind, all []organisation, decided []decidedRule) NoticeRule {
	r := NoticeRule{Rule: defaultOf(k)}
	r.Most = r.Period
	first := true
	for _, o := range all {
		rule := defaultOf(k)
		for _, d := range decided {
			if d.OrganisationID == o.ID && d.Kind == k.String() {
				rule = d.rule(k)
			}
		}
		switch {
		case first:
			r.Rule, r.Most, first = rule, rule.Period, false
		case shorter(rule.Period, r.Period):
			r.Period = rule.Period
		case shorter(r.Most, rule.Period):
			r.Most = rule.Period
		}
	}
	return r
}

// shorter compares periods by the day that they reach from a day in a year without a leap day.
func shorter(a, b calendar.Period) bool {
	from := calendar.On(2001, 1, 1)
	return from.Add(a).Before(from.Add(b))
}

type organisation struct {
	ID      uuid.UUID
	Name    string
	Contact string
}

type decidedRule struct {
	OrganisationID uuid.UUID
	Kind           string
	Period         calendar.Period
	Reason         string
	Source         string
	Version        int
}

func (d decidedRule) rule(k Kind) Rule {
	return Rule{Kind: k, Period: d.Period, Reason: d.Reason, Source: d.Source, Version: d.Version}
}
