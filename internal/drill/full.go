package drill

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// errNoMount says that a drill needs to mount a small disk, which only an administrator of the machine may.
var errNoMount = errors.New("needs root, to mount a small disk")

// smallDisk mounts a disk in memory. What is given back takes it away.
func smallDisk(folder string, megabytes int) (func() error, error) {
	if err := syscall.Mount("bandwise-drill", folder, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
		return nil, fmt.Errorf("%w: %w", errNoMount, err)
	}
	return func() error { return syscall.Unmount(folder, syscall.MNT_DETACH) }, nil
}

// fill takes all the room that is left.
func fill(folder string) (string, error) {
	filler := filepath.Join(folder, "filler")
	file, err := os.Create(filler)
	if err != nil {
		return "", err
	}
	block := make([]byte, 1<<20)
	for len(block) > 0 {
		if _, err := file.Write(block); err != nil {
			if !errors.Is(err, syscall.ENOSPC) {
				return filler, errors.Join(err, file.Close())
			}
			block = block[:len(block)/2]
		}
	}
	return filler, file.Close()
}

// fullDisk takes the last room of the disk while people write, and gives it back. disk is where the database is, whatever
// it is.
func fullDisk(ctx context.Context, i installation, disk string) (r Result, err error) {
	n, p, err := first(ctx, i)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, n.stop()) }()
	l := write(ctx, p, n.base)
	err = l.until(ctx, writesBetween, time.Minute)
	var filler string
	if err == nil {
		filler, err = fill(disk)
	}
	// Until nothing fits any more: there may be room inside the database's own files.
	for refused := l.refused.Load(); err == nil && l.refused.Load() < refused+5*parallel; {
		select {
		case <-ctx.Done():
			err = ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	full := ask(ctx, p, n.base, parallel)
	ready, readyErr := get(ctx, n.base+"/readyz")
	upload := 0
	if i.database == "" && err == nil {
		upload, err = p.upload(ctx, n.base, 4<<20)
	}
	if err = errors.Join(err, readyErr); err == nil {
		err = os.Remove(filler)
	}
	mended := time.Now()
	if err == nil {
		err = l.until(ctx, 2*parallel, time.Minute)
	}
	r.Slowest = time.Since(mended)
	acknowledged := append(l.end(), full.acknowledged...)
	r.Tried, r.Acknowledged = l.tried.Load()+parallel, len(acknowledged)
	if err != nil {
		return r, err
	}
	again := 0
	for again != http.StatusOK && time.Since(mended) < time.Minute {
		if again, err = get(ctx, n.base+"/readyz"); err != nil {
			return r, err
		}
	}
	if r.Lost, err = lost(ctx, p, n.base, acknowledged); err != nil {
		return r, err
	}
	r.Note = fmt.Sprintf("of %d who asked while it was full %s; /readyz %d, then %d", parallel, full, ready, again)
	if upload > 0 {
		r.Note += fmt.Sprintf("; a file was answered with %d", upload)
	}
	switch {
	case full.wrong != "":
		return r, errors.New(r.Note + "; " + full.wrong)
	case ready == http.StatusOK || again != http.StatusOK:
		return r, errors.New(r.Note + ": a server that cannot write must say so, and must say when it can again")
	case upload != 0 && upload != http.StatusInsufficientStorage && upload != http.StatusServiceUnavailable:
		return r, errors.New(r.Note + ": a file that was not kept must be refused so")
	}
	_, err = i.sound(ctx)
	return r, err
}

// fullDiskOfSQLite has everything on one small disk, the database and the files. With less than a gigabyte left bandwise doctor
// would rightly complain.
func fullDiskOfSQLite(ctx context.Context, i installation) (r Result, err error) {
	unmount, err := smallDisk(i.folder, 1400)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, unmount()) }()
	return fullDisk(ctx, i, i.folder)
}

// fullDiskOfPostgres has the tables on a small disk of their own, as the disk of a database fills up.
func (r *runner) fullDiskOfPostgres(ctx context.Context, i installation) (result Result, err error) {
	// The server is another user, who must reach it.
	disk, err := os.MkdirTemp("", "bandwise-room-")
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, os.Remove(disk)) }()
	if err := os.Chmod(disk, 0o755); err != nil { //nolint:gosec // see above
		return result, err
	}
	unmount, err := smallDisk(disk, 200)
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, unmount()) }()
	tables := filepath.Join(disk, "tables")
	if err := os.Mkdir(tables, 0o700); err != nil {
		return result, err
	}
	if _, err := r.server(ctx, "room", tables); err != nil {
		return result, err
	}
	if i.database, err = r.databaseAt(ctx, r.asked.Server, "room"); err != nil {
		return result, err
	}
	return fullDisk(ctx, i, disk)
}

// upload sends a file of so many bytes and gives what was answered.
func (p *person) upload(ctx context.Context, base string, size int) (int, error) {
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", "notes.txt")
	if err != nil {
		return 0, err
	}
	if _, err := io.WriteString(part, strings.Repeat("Coded a batch of records.\n", size/26)); err != nil {
		return 0, err
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/api/v1/people/"+p.id+"/files", &form)
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", w.FormDataContentType())
	response, err := p.client.Do(request)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}
