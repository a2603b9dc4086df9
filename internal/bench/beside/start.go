package beside

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// starts is how often the program is started, the middle one counts; settled for how long nobody asks before its memory is looked at.
const (
	starts  = 5
	settled = 3 * time.Second
)

// start measures the program as it is handed out: how long from its start to the first answer, over the data of the demo
// trust, how much memory it holds when nobody asks, and how large it is.
func (asked Asked) start(ctx context.Context, folder string) error {
	var times []time.Duration
	var memory int64
	for range starts {
		took, held, err := asked.startOnce(ctx, folder)
		if err != nil {
			return err
		}
		times, memory = append(times, took), max(memory, held)
	}
	slices.Sort(times)
	size, err := os.Stat(asked.Program)
	if err != nil {
		return fmt.Errorf("look at the program: %w", err)
	}
	_, err = fmt.Fprintf(asked.Out, "\n| what | measured | goal |\n| --- | ---: | ---: |\n| start to the first answer, SQLite with the demo trust | %.2f s | 2 s |\n| memory when nobody asks | %.0f MB | 80 MB |\n| the program | %.1f MB | 60 MB |\n",
		times[len(times)/2].Seconds(), float64(memory)/1e6, float64(size.Size())/1e6)
	return err
}

func (asked Asked) startOnce(ctx context.Context, folder string) (_ time.Duration, memory int64, err error) {
	address, err := freeAddress(ctx)
	if err != nil {
		return 0, 0, err
	}
	program := exec.CommandContext(ctx, asked.Program, "serve", "-addr", address) //nolint:gosec // the program that is to be measured
	program.Env = append(os.Environ(), "BANDWISE_DATA_DIR="+folder, "BANDWISE_DATABASE_URL=", "BANDWISE_DEMO=1")
	begin := time.Now()
	if err := program.Start(); err != nil {
		return 0, 0, fmt.Errorf("start the program: %w", err)
	}
	defer func() {
		err = errors.Join(err, program.Process.Signal(syscall.SIGTERM), program.Wait())
	}()
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		r, err := http.NewRequestWithContext(waiting, http.MethodGet, "http://"+address+"/api/v1/frameworks", nil)
		if err != nil {
			return 0, 0, err
		}
		if response, err := http.DefaultClient.Do(r); err == nil {
			took := time.Since(begin)
			if err := response.Body.Close(); err != nil {
				return 0, 0, err
			}
			time.Sleep(settled)
			return took, residentMemory(program.Process.Pid), nil
		}
		select {
		case <-waiting.Done():
			return 0, 0, errors.New("the program did not answer")
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// residentMemory gives the memory that a process holds, in bytes, 0 where the system does not tell.
func residentMemory(pid int) int64 {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(content)) {
		if rest, is := strings.CutPrefix(line, "VmRSS:"); is {
			kilobytes, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			if err != nil {
				return 0
			}
			return kilobytes << 10
		}
	}
	return 0
}
