package portfolio

import (
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// EvidenceVersion is evidence as it was before it was changed, word for word. It is kept once a reviewer could have seen it.
type EvidenceVersion struct {
	EvidenceID uuid.UUID
	// Version is the last version of the evidence that said this.
	Version       int
	Title         string
	Kind          EvidenceKind
	WhatIDid      string
	Reflection    string
	HappenedOn    calendar.Date
	HappenedUntil calendar.Date
	Files         []StoredFile
	Links         []Link
	// WrittenAt is when these words were saved, ReplacedAt when they were changed.
	WrittenAt  time.Time
	ReplacedAt time.Time
}

// kept is the evidence as it is now, to be kept when it is replaced.
func (v EvidenceView) kept(now time.Time) EvidenceVersion {
	return EvidenceVersion{
		EvidenceID: v.ID, Version: v.Version, Title: v.Title, Kind: v.Kind, WhatIDid: v.WhatIDid, Reflection: v.Reflection,
		HappenedOn: v.HappenedOn, HappenedUntil: v.HappenedUntil, Files: v.StoredFiles, Links: v.Links, WrittenAt: v.UpdatedAt, ReplacedAt: now,
	}
}

// veiled is the version without what the person wrote.
func (v EvidenceVersion) veiled() EvidenceVersion {
	return EvidenceVersion{EvidenceID: v.EvidenceID, Version: v.Version, WrittenAt: v.WrittenAt, ReplacedAt: v.ReplacedAt}
}

// wasSeen reports whether a reviewer could have seen the evidence under one of its claims.
func wasSeen(uses []Use) bool {
	for _, u := range uses {
		if u.WasSubmitted {
			return true
		}
	}
	return false
}

// submittedAs gives what the evidence said at a version; nil when it still says the same. kept are its replaced versions,
// the oldest first: each says what the evidence said from the one before it on.
func submittedAs(version int, kept []EvidenceVersion) *EvidenceVersion {
	if version == 0 {
		return nil
	}
	for i := range kept {
		if kept[i].Version >= version {
			return &kept[i]
		}
	}
	return nil
}
