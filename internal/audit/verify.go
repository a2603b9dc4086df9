package audit

import (
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Fault is what is wrong with a row of the trail.
type Fault int

// The faults that a verification finds.
const (
	// Edited: the row is not what it was when it was written or sealed.
	Edited Fault = iota + 1
	// Deleted: the row was sealed, and is gone; its seal may be gone with it.
	Deleted
	// Moved: the seal does not follow from the one before it, because seals were put in another order or changed.
	Moved
	// Truncated: the chain ends before the newest seal that the sealer wrote down, or before an anchor.
	Truncated
	// Rewritten: the chain is whole, but it is not the one that an anchor was made of.
	Rewritten
	// Overlooked: the row has no seal and waits for none.
	Overlooked
	// Headless: the record of the newest seal is gone or is behind the chain.
	Headless
)

var faults = map[Fault]string{
	Edited: "edited", Deleted: "deleted", Moved: "moved", Truncated: "truncated", Rewritten: "rewritten", Overlooked: "overlooked", Headless: "headless",
}

func (f Fault) String() string { return faults[f] }

// Finding is the first row that is wrong.
type Finding struct {
	Fault Fault
	// Number is that of the row's seal, 0 where the row has none.
	Number int64
	// EntryID is zero where nothing says any more which row it was.
	EntryID uuid.UUID
	// Action and At are the row's, empty where it is gone.
	Action string
	At     time.Time
	// Reference is the number of the seal that something else knows: the head that was written down, or an anchor.
	Reference int64
}

// String tells the finding to an operator.
func (f Finding) String() string {
	row := fmt.Sprintf("row %d", f.Number)
	if f.EntryID != uuid.Nil {
		row += fmt.Sprintf(" (%s)", f.EntryID)
	}
	if f.Action != "" {
		row += fmt.Sprintf(" %s of %s", f.Action, f.At.UTC().Format(time.RFC3339))
	}
	switch f.Fault {
	case Edited:
		if f.Number == 0 {
			return fmt.Sprintf("the unsealed row %s %s of %s was edited: it is not what its own hash says", f.EntryID, f.Action, f.At.UTC().Format(time.RFC3339))
		}
		return row + " was edited: it is not what was sealed"
	case Deleted:
		if f.Number == 0 {
			return fmt.Sprintf("the unsealed row %s was deleted before it was sealed", f.EntryID)
		}
		return row + " was deleted"
	case Moved:
		return row + " is out of order: its seal does not follow from the one before it, so seals were put in another order or changed"
	case Truncated:
		return fmt.Sprintf("%s was cut off: the chain ends before it, and it is known to have reached row %d", row, f.Reference)
	case Rewritten:
		return fmt.Sprintf("%s is not the one that the anchor of row %d was made of: the chain was written anew at it or before it", row, f.Reference)
	case Overlooked:
		return fmt.Sprintf("the row %s %s of %s has no seal and waits for none", f.EntryID, f.Action, f.At.UTC().Format(time.RFC3339))
	case Headless:
		return fmt.Sprintf("the record of the chain's head says row %d, and the chain goes on to row %d", f.Reference, f.Number)
	}
	return row + " is wrong"
}

// Sealed is a seal with the row that it seals; Row is nil when the row is gone.
type Sealed struct {
	Seal
	Row *Entry
}

// Chain checks a chain seal by seal, in the order of their numbers, in constant memory.
type Chain struct {
	// Head is that of what was checked.
	Head     Head
	anchors  map[int64]Hash
	furthest int64
}

// NewChain begins at the start of a chain. The anchors are what was known of it at other times.
func NewChain(anchors []Head) *Chain {
	c := &Chain{anchors: map[int64]Hash{}}
	for _, a := range anchors {
		c.anchors[a.Number] = a.Hash
		c.furthest = max(c.furthest, a.Number)
	}
	return c
}

// Add checks the next seal, and gives what is wrong, or nil.
func (c *Chain) Add(s Sealed) *Finding {
	f := Finding{Number: s.Number, EntryID: s.EntryID}
	if s.Row != nil {
		f.Action, f.At = s.Row.Action, s.Row.At
	}
	switch {
	case s.Number != c.Head.Number+1:
		// Number and identifier of the row after it would mislead.
		return &Finding{Fault: Deleted, Number: c.Head.Number + 1}
	case s.Hash != s.follows(c.Head.Hash):
		f.Fault = Moved
	case s.Row == nil:
		f.Fault = Deleted
	case RowHash(*s.Row) != s.RowHash, s.Row.RowHash != "" && s.Row.RowHash != s.RowHash:
		f.Fault = Edited
	case c.anchors[s.Number] != "" && c.anchors[s.Number] != s.Hash:
		f.Fault, f.Reference = Rewritten, s.Number
	default:
		c.Head = Head{Number: s.Number, Hash: s.Hash, SealedAt: &s.SealedAt}
		return nil
	}
	return &f
}

// End checks that the chain ends where it should: recorded is the head that the sealer wrote down, nil when that is gone.
func (c *Chain) End(recorded *Head) *Finding {
	reached := c.furthest
	if recorded != nil {
		reached = max(reached, recorded.Number)
	}
	switch {
	case reached > c.Head.Number:
		return &Finding{Fault: Truncated, Number: c.Head.Number + 1, Reference: reached}
	case recorded == nil:
		return &Finding{Fault: Headless, Number: c.Head.Number}
	case recorded.Number < c.Head.Number, recorded.Hash != c.Head.Hash:
		return &Finding{Fault: Headless, Number: c.Head.Number, Reference: recorded.Number}
	}
	return nil
}
