package drill

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// nextMigration is a step of the schema that a later version may bring: a column that the version before does not know, and an
// index on a table that is written to meanwhile.
const nextMigration = `-- +goose Up
ALTER TABLE evidence ADD COLUMN drill_note TEXT NOT NULL DEFAULT '';
CREATE INDEX evidence_by_drill_note ON evidence (drill_note);

-- +goose Down
DROP INDEX evidence_by_drill_note;
ALTER TABLE evidence DROP COLUMN drill_note;
`

// nextVersion builds the program as it may be after this version: the same, with one migration more.
func (r *runner) nextVersion(ctx context.Context) (string, error) {
	root, err := filepath.Abs(r.asked.Source)
	if err != nil {
		return "", err
	}
	migration := filepath.Join(r.folder, "next.sql")
	if err := os.WriteFile(migration, []byte(nextMigration), 0o600); err != nil {
		return "", err
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {
		filepath.Join(root, "migrations/postgres/9001_drill.sql"): migration, filepath.Join(root, "migrations/sqlite/9001_drill.sql"): migration,
	}})
	if err != nil {
		return "", err
	}
	overlaid, next := filepath.Join(r.folder, "overlay.json"), filepath.Join(r.folder, "bandwise-next")
	if err := os.WriteFile(overlaid, overlay, 0o600); err != nil {
		return "", err
	}
	build := exec.CommandContext(ctx, "go", "build", "-overlay", overlaid, "-ldflags", "-s -w -X main.version=next", "-o", next, "./cmd/bandwise") //nolint:gosec // builds this program
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the next version: %w: %s", err, out)
	}
	return next, nil
}

// upgradeUnderLoad upgrades two servers one after the other while people write. The first one upgraded brings the schema up to
// date under the other, which goes on; a server of the old version does not start any more, and says why.
func (r *runner) upgradeUnderLoad(ctx context.Context, i installation) (result Result, err error) {
	next := i
	if next.program, err = r.nextVersion(ctx); err != nil {
		return result, err
	}
	a, p, err := first(ctx, i)
	if err != nil {
		return result, err
	}
	nodes := map[string]*node{"a": a}
	defer func() {
		for _, n := range nodes {
			err = errors.Join(err, n.stop())
		}
	}()
	b, _, err := i.start(ctx, readyAgain)
	if err != nil {
		return result, err
	}
	nodes["b"] = b
	// What people write to is behind a balancer, which asks who is ready: a server that stops gets no more.
	var acknowledged []string
	under := func(bases []string, do func(l *load) error) error {
		l := write(ctx, p, bases...)
		err := l.until(ctx, writesBetween, time.Minute)
		if err == nil {
			err = do(l)
		}
		if err == nil {
			err = l.until(ctx, writesBetween, time.Minute)
		}
		acknowledged = append(acknowledged, l.end()...)
		result.Tried += l.tried.Load()
		if err == nil && l.refused.Load() > 0 {
			err = fmt.Errorf("%d writes were refused", l.refused.Load())
		}
		return err
	}
	exchange := func(name string) func(l *load) error {
		return func(*load) error {
			if err := nodes[name].stop(); err != nil {
				return err
			}
			delete(nodes, name)
			upgraded, took, err := next.start(ctx, readyAgain)
			if err != nil {
				return err
			}
			nodes[name], result.Slowest = upgraded, max(result.Slowest, took)
			return nil
		}
	}
	if err := under([]string{b.base}, exchange("a")); err != nil {
		return result, fmt.Errorf("with the old version beside the new schema: %w", err)
	}
	if err := under([]string{nodes["a"].base, b.base}, func(*load) error { return nil }); err != nil {
		return result, fmt.Errorf("with both versions: %w", err)
	}
	if err := under([]string{nodes["a"].base}, exchange("b")); err != nil {
		return result, fmt.Errorf("with the second server being upgraded: %w", err)
	}
	result.Acknowledged = len(acknowledged)
	if result.Lost, err = lost(ctx, p, nodes["b"].base, acknowledged); err != nil {
		return result, err
	}
	said, err := i.run(ctx, "serve", "-addr", "127.0.0.1:0")
	if err == nil || !strings.Contains(said, "start the newer program") {
		return result, fmt.Errorf("the old version started on the new schema, or did not say why not: %s", said)
	}
	result.Note = "the old version went on beside the new schema, and refuses to start on it"
	_, err = next.sound(ctx)
	return result, err
}
