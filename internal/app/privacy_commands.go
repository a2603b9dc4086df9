package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi/requestid"
	"bandwise/internal/privacy"
)

// KeepDeletionLog writes the deletion log of an installation into a new file, to be kept where a restore does not reach it; "-" prints it.
func KeepDeletionLog(ctx context.Context, c config.Config, o Options, path string, out io.Writer) error {
	if path == "" {
		return errors.New("say where the log goes with -file NAME; - prints it")
	}
	var log privacy.Log
	err := withDatabase(ctx, c, o, func(db *database.DB) (err error) {
		log, err = privacy.New(privacy.Dependencies{DB: db, Clock: clockOf(o)}).Service.WholeLog(ctx, c.BaseURL)
		return err
	})
	if err != nil {
		return err
	}
	if path == "-" {
		_, err = out.Write(log.Text())
		return err
	}
	if err := writeNew(path, log.Text()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "The deletion log is kept in %s, entries: %d\n", path, len(log.Entries))
	return err
}

// ErrNotReapplied says that what a deletion log tells of could not all be removed again.
var ErrNotReapplied = errors.New("some of the above is kept, although it was removed before: it needs a decision")

// ReapplyDeletions removes again, from an installation that was restored from an older backup, what a log says was removed, and tells out
// what became of each entry. Unless it is to be carried out it only tells what it would do. What has to be kept is [ErrNotReapplied].
func ReapplyDeletions(ctx context.Context, c config.Config, o Options, path string, carryOut bool, out io.Writer) (err error) {
	if path == "" {
		return errors.New("say which log with -from FILE, as \"bandwise privacy log\" wrote it")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	log, err := privacy.ReadLog(text)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	c.Demo = false
	ctx = requestid.With(ctx, "privacy-reapply")
	a, err := open(ctx, c, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	_, _ = fmt.Fprintf(out, "The log is of %s, made at %s, entries: %d.\n", log.Installation, moment(log.MadeAt), len(log.Entries))
	does := a.modules.privacy.Service.Repeats
	if carryOut {
		does = a.modules.privacy.Service.Reapply
	}
	all, err := does(ctx, log)
	tally := tellRepeats(out, all)
	switch {
	case err != nil:
		return fmt.Errorf("it stopped before its end; what is gone is gone, run it again for the rest: %w", err)
	case !carryOut && tally[privacy.Returned] > 0:
		_, err = fmt.Fprintln(out, "Nothing was changed. To remove it, run the same with -carry-out.")
		return err
	case carryOut && tally[privacy.Held]+tally[privacy.NotLeft] > 0:
		return ErrNotReapplied
	}
	return nil
}

// tellRepeats prints a line for each entry that has a say, and gives how many there are of each standing.
func tellRepeats(out io.Writer, all []privacy.Repeat) map[privacy.Standing]int {
	tally := map[privacy.Standing]int{}
	for _, r := range all {
		tally[r.Standing]++
		what := fmt.Sprintf("%s (left on %s)", r.Name, r.LeftOn)
		if r.Kind != privacy.Leavers {
			what = fmt.Sprintf("%s of organisation %s, %d rows", r.Kind.Title(), r.OrganisationID, r.Rows)
		}
		switch r.Standing {
		case privacy.Returned:
			_, _ = fmt.Fprintf(out, "back:     %s\n", what)
		case privacy.RemovedAgain:
			if r.Kind == privacy.Leavers {
				what = "person " + r.PersonID.String()
			}
			_, _ = fmt.Fprintf(out, "removed:  %s\n", what)
		case privacy.Held:
			_, _ = fmt.Fprintf(out, "kept:     %s is under a legal hold. Release it if it ended after the backup, and run this again.\n", r.Name)
		case privacy.NotLeft:
			_, _ = fmt.Fprintf(out, "kept:     %s has not left by these records, or left later. Record the leaving, and run this again.\n", r.Name)
		case privacy.Absent:
		}
	}
	_, _ = fmt.Fprintf(out, "%d back, %d removed again, %d kept, %d with nothing here to remove.\n",
		tally[privacy.Returned], tally[privacy.RemovedAgain], tally[privacy.Held]+tally[privacy.NotLeft], tally[privacy.Absent])
	return tally
}
