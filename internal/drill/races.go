package drill

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// The size of the races.
const (
	approvalRounds = 200
	staleEdits     = 1000
)

// races runs the application's own tests of what meets itself, at full length, on both databases, built with Go's race
// detector.
func (r *runner) races(ctx context.Context, _ installation) (result Result, err error) {
	begin := time.Now()
	report := filepath.Join(r.folder, "races")
	test := exec.CommandContext(ctx, "go", "test", "-race", "-count", "1", "-timeout", "20m", "-run", "TestOfFiftyApprovalsOneSucceeds|TestOneKeyMakesOneThing|TestNothingIsLostByStaleEdits", "./internal/app", //nolint:gosec // tests of this program
		"-races.rounds", fmt.Sprint(approvalRounds), "-races.edits", fmt.Sprint(staleEdits), "-races.report", report)
	test.Dir, test.Env = r.asked.Source, append(os.Environ(), "CGO_ENABLED=1")
	if out, err := test.CombinedOutput(); err != nil {
		return result, fmt.Errorf("%w: %s", err, bytes.TrimSpace(out))
	}
	result.Slowest = time.Since(begin)
	lines, err := os.ReadFile(report)
	if err != nil {
		return result, err
	}
	var told []string
	for scanner := bufio.NewScanner(bytes.NewReader(lines)); scanner.Scan(); {
		var tried, acknowledged, lost int
		if _, err := fmt.Sscanf(scanner.Text(), "%d\t%d\t%d", &tried, &acknowledged, &lost); err != nil {
			return result, err
		}
		what := scanner.Text()[strings.LastIndexByte(scanner.Text(), '\t')+1:]
		told = append(told, fmt.Sprintf("%s: %d of %d", what, acknowledged, tried))
		result.Tried, result.Acknowledged, result.Lost = result.Tried+int64(tried), result.Acknowledged+acknowledged, result.Lost+lost
	}
	result.Note = strings.Join(told, "; ")
	return result, nil
}
