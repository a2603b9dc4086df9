package link

import (
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
)

type linkRow struct {
	ID        uuid.UUID
	Ordinal   int
	Code      string
	Level     Level
	ProfileID uuid.UUID
	Band      string
	Reason    string
	Sources   reference.List[Source]
}

func (linkRow) TableName() string     { return "skill_links" }
func (r linkRow) Identity() uuid.UUID { return r.ID }

type gapRow struct {
	ID        uuid.UUID
	Ordinal   int
	Code      string
	Level     Level
	ProfileID uuid.NullUUID
	Reason    string
	Sources   reference.List[Source]
}

func (gapRow) TableName() string     { return "skill_link_gaps" }
func (r gapRow) Identity() uuid.UUID { return r.ID }

type aspectRow struct {
	ID      uuid.UUID
	Ordinal int
	Code    string
	Aspect  string
	Factor  FactorNo
	Reason  string
	Sources reference.List[Source]
}

func (aspectRow) TableName() string     { return "aspect_links" }
func (r aspectRow) Identity() uuid.UUID { return r.ID }

type aspectGapRow struct {
	ID      uuid.UUID
	Ordinal int
	Code    string
	Aspect  string
	Factor  FactorNo
	Reason  string
	Sources reference.List[Source]
}

func (aspectGapRow) TableName() string     { return "aspect_link_gaps" }
func (r aspectGapRow) Identity() uuid.UUID { return r.ID }

type familyRow struct {
	ID        uuid.UUID
	ProfileID uuid.UUID
	Family    string
}

func (familyRow) TableName() string     { return "profile_families" }
func (r familyRow) Identity() uuid.UUID { return r.ID }

type ownRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Kind           string
	Code           string
	Level          Level
	ProfileID      uuid.NullUUID
	Aspect         string
	Factor         FactorNo
	Reason         string
	EndedOn        calendar.Date
	EndReason      string
	MadeBy         uuid.UUID
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (ownRow) TableName() string { return "own_links" }

type refusalRow struct {
	OrganisationID uuid.UUID
	LinkID         uuid.UUID
	Reason         string
	RefusedBy      uuid.UUID
	RefusedOn      calendar.Date
}

func (refusalRow) TableName() string { return "link_refusals" }
