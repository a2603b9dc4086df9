package seed

import "github.com/google/uuid"

// KindClassification is the kind of record of an edition of a classification, for ID.
const KindClassification = "classification"

// Classification is an edition of a classification that coders work with. Evidence from before its first day is not fresh
// for the statements of Aspects, which is where installations start from and no official rule.
type Classification struct {
	Key            string `yaml:"key" validate:"required"`
	Classification string `yaml:"classification" validate:"required"`
	Name           string `yaml:"name" validate:"required"`
	// StartsOn is the first day on which it is coded with.
	StartsOn string `yaml:"startsOn" validate:"required,datetime=2006-01-02"`
	Source   string `yaml:"source" validate:"required"`
	Note     string `yaml:"note" validate:"required"`
	// Code is the skill whose Aspects it affects, at every level.
	Code    string   `yaml:"code" validate:"required,len=4"`
	Aspects []string `yaml:"aspects" validate:"min=1,dive,required"`
}

// ID gives the edition's identifier.
func (c Classification) ID() uuid.UUID { return ID(KindClassification, c.Key) }

// Affected gives the identifiers of the framework's statements that the edition affects.
func (c Classification) Affected(f Framework) []uuid.UUID {
	var ids []uuid.UUID
	for _, s := range f.Statements {
		for _, aspect := range c.Aspects {
			if s.Code == c.Code && s.Aspect == aspect {
				ids = append(ids, ID(KindStatement, s.Key))
			}
		}
	}
	return ids
}

// classifications refuses an edition that affects no statement.
func (c *checker) classifications() {
	for _, edition := range c.ref.Classifications {
		c.unique(KindClassification, edition.Key)
		if len(edition.Affected(c.ref.Framework)) == 0 {
			c.refuse("the edition %s affects no statement of the framework", edition.Name)
		}
	}
}
