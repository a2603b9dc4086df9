package seed

import "fmt"

// Link joins a skill level to a national profile and its band, with the reason
// and the lines that support it.
type Link struct {
	Code    string   `yaml:"code" validate:"required,len=4"`
	Level   int      `yaml:"level" validate:"min=1,max=7"`
	Profile string   `yaml:"profile" validate:"required,slug"`
	Band    string   `yaml:"band" validate:"required"`
	Reason  string   `yaml:"reason" validate:"required"`
	Sources []Source `yaml:"sources" validate:"min=1,dive"`
}

// Key is the link's natural key.
func (l Link) Key() string { return fmt.Sprintf("%s-%d-%s", l.Code, l.Level, l.Profile) }

// Unlinked says why a skill level has no profile in this suite, or a profile no
// skill level in this framework. Either Code and Level are set, or Profile.
type Unlinked struct {
	Code    string   `yaml:"code,omitempty" validate:"required_without=Profile,excluded_with=Profile"`
	Level   int      `yaml:"level,omitempty" validate:"max=7"`
	Profile string   `yaml:"profile,omitempty" validate:"omitempty,slug"`
	Reason  string   `yaml:"reason" validate:"required"`
	Sources []Source `yaml:"sources,omitempty" validate:"dive"`
}

// AspectLink says that an aspect of a skill shows in a job evaluation factor, with the
// reason and the lines that support it.
type AspectLink struct {
	Code    string   `yaml:"code" validate:"required,len=4"`
	Aspect  string   `yaml:"aspect" validate:"required"`
	Factor  int      `yaml:"factor" validate:"min=1,max=16"`
	Reason  string   `yaml:"reason" validate:"required"`
	Sources []Source `yaml:"sources" validate:"min=1,dive"`
}

// Key is the link's natural key.
func (l AspectLink) Key() string { return fmt.Sprintf("%s-%s-%d", l.Code, l.Aspect, l.Factor) }

// UnlinkedAspect says why an aspect shows in no factor, or a factor in no
// aspect. Either Code and Aspect are set, or Factor.
type UnlinkedAspect struct {
	Code    string   `yaml:"code,omitempty" validate:"required_without=Factor,excluded_with=Factor"`
	Aspect  string   `yaml:"aspect,omitempty" validate:"required_with=Code"`
	Factor  int      `yaml:"factor,omitempty" validate:"max=16"`
	Reason  string   `yaml:"reason" validate:"required"`
	Sources []Source `yaml:"sources,omitempty" validate:"dive"`
}

// ProfileFamily is the family of work that a national profile belongs to.
type ProfileFamily struct {
	Profile string `yaml:"profile" validate:"required,slug"`
	Family  string `yaml:"family" validate:"oneof=coding records patient_services security other"`
}

// Requirement says that a role asks for a whole skill level, for one statement of it when Statement is set, or for one of
// these instead: a criterion of its person specification (its key), a milestone of a pathway, or an accreditation.
type Requirement struct {
	Role          string     `yaml:"role" validate:"required,slug"`
	Code          string     `yaml:"code,omitempty" validate:"omitempty,len=4"`
	Level         int        `yaml:"level,omitempty" validate:"max=7"`
	Statement     string     `yaml:"statement,omitempty" validate:"omitempty,slug"`
	Criterion     string     `yaml:"criterion,omitempty" validate:"omitempty,slug"`
	Milestone     string     `yaml:"milestone,omitempty" validate:"omitempty,slug"`
	Accreditation string     `yaml:"accreditation,omitempty" validate:"omitempty,slug"`
	Importance    Importance `yaml:"importance" validate:"oneof=essential desirable"`
	// Configured is true when the organisation decided it and no source
	// document says so.
	Configured bool     `yaml:"configured"`
	Reason     string   `yaml:"reason" validate:"required"`
	Sources    []Source `yaml:"sources" validate:"min=1,dive"`
}

// AboutSkills reports whether the requirement is a skill level or a statement.
func (r Requirement) AboutSkills() bool { return r.Code != "" }

// Key is the requirement's natural key.
func (r Requirement) Key() string {
	switch {
	case r.Criterion != "":
		return r.Role + "-criterion-" + r.Criterion
	case r.Milestone != "":
		return r.Role + "-milestone-" + r.Milestone
	case r.Accreditation != "":
		return r.Role + "-accreditation-" + r.Accreditation
	case r.Statement != "":
		return r.Role + "-" + r.Statement
	}
	return fmt.Sprintf("%s-%s-%d", r.Role, r.Code, r.Level)
}

// StatementsFor returns the statements a requirement stands for: the one it
// names, or all of its skill level.
func (ref Reference) StatementsFor(r Requirement) []Statement {
	var asked []Statement
	for _, s := range ref.Framework.Statements {
		if s.Code != r.Code || s.Level != r.Level {
			continue
		}
		if r.Statement == "" || r.Statement == s.Key {
			asked = append(asked, s)
		}
	}
	return asked
}
