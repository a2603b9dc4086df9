package audit

import (
	"context"
	"time"
)

// Report is what a verification of the trail found.
type Report struct {
	// Checked is the number of sealed rows that were found right; Head is the seal of the last of them.
	Checked int64
	Head    Head
	// Unsealed is the number of rows that wait for their seal, OldestUnsealed the time of the first of them.
	Unsealed       int64
	OldestUnsealed *time.Time
	// Bad is the first row that is wrong, nil when the trail is whole. What comes after it is not looked at.
	Bad *Finding
}

// verifyAtOnce bounds the rows that a verification holds in memory.
const verifyAtOnce = 1000

// Verify reads the whole trail and says whether it is as it was written: every sealed row in its place, from the first to
// the newest seal, and the rows that wait for their seal as their own hash says. The anchors are heads that the chain had
// at other times. Changes and the sealer go on meanwhile.
func (t *Trail) Verify(ctx context.Context, anchors []Head) (Report, error) {
	chain := NewChain(anchors)
	bad, err := t.verifySeals(ctx, chain)
	report := Report{Checked: chain.Head.Number, Head: chain.Head, Bad: bad}
	if err != nil || bad != nil {
		return report, err
	}
	bad, err = t.store.eachUnsealed(ctx, func(row Entry, waits bool) *Finding {
		report.Unsealed++
		if report.OldestUnsealed == nil {
			report.OldestUnsealed = &row.At
		}
		f := Finding{EntryID: row.ID, Action: row.Action, At: row.At}
		switch {
		case !waits:
			f.Fault = Overlooked
		case row.RowHash != "" && RowHash(row) != row.RowHash:
			f.Fault = Edited
		default:
			return nil
		}
		return &f
	})
	if err != nil || bad != nil {
		report.Bad = bad
		return report, err
	}
	gone, err := t.store.unsealedGone(ctx)
	if err == nil && gone != nil {
		report.Bad = &Finding{Fault: Deleted, EntryID: *gone}
	}
	return report, err
}

// verifySeals checks the chain up to its end.
func (t *Trail) verifySeals(ctx context.Context, chain *Chain) (*Finding, error) {
	for {
		bad, err := t.verifyNext(ctx, chain)
		if err != nil || bad != nil {
			return bad, err
		}
		// The sealer writes seals and head together, and the head is read after the seals: it is never behind those that
		// were read, and where it is ahead of them there are more by now.
		head, found, err := t.store.head(ctx)
		if err != nil {
			return nil, err
		}
		if !found {
			return chain.End(nil), nil
		}
		reached := chain.Head.Number
		if head.Number > reached {
			if bad, err := t.verifyNext(ctx, chain); err != nil || bad != nil {
				return bad, err
			}
			if chain.Head.Number > reached {
				continue
			}
		}
		return chain.End(&head), nil
	}
}

// verifyNext checks the seals that there are after those that were checked.
func (t *Trail) verifyNext(ctx context.Context, chain *Chain) (*Finding, error) {
	for {
		some, err := t.store.sealsAfter(ctx, chain.Head.Number, verifyAtOnce)
		if err != nil {
			return nil, err
		}
		for _, s := range some {
			if bad := chain.Add(s); bad != nil {
				return bad, nil
			}
		}
		if len(some) < verifyAtOnce {
			return nil, nil
		}
	}
}

// Head gives the newest seal. That of an empty chain is zero.
func (t *Trail) Head(ctx context.Context) (Head, error) {
	head, _, err := t.store.head(ctx)
	return head, err
}
