package file

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"syscall"

	"bandwise/internal/platform/apperr"
)

// upload is a content that has arrived and waits, in a file without a name, to be judged and stored.
type upload struct {
	content *os.File
	size    int64
	sha256  string
}

// receive reads a content into the folder, which it makes when it is missing, at most MaxSize bytes of it: beyond that it stops reading and answers
// CodeTooLarge. An empty content is CodeInvalid, one that breaks off CodeInvalid too, a full disk CodeStorageFull.
// Nothing remains in the folder, even when the program is killed.
func receive(folder string, content io.Reader) (*upload, error) {
	if folder != "" {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return nil, wrapDisk(err)
		}
	}
	spooled, err := os.CreateTemp(folder, "upload-*")
	if err != nil {
		return nil, wrapDisk(err)
	}
	// An open file without a name goes when it is closed, or when its process ends.
	if err := os.Remove(spooled.Name()); err != nil {
		_ = spooled.Close()
		return nil, fmt.Errorf("unlink the upload: %w", err)
	}
	hash := sha256.New()
	arriving := &arrival{Reader: io.LimitReader(content, MaxSize+1)}
	size, err := io.Copy(io.MultiWriter(spooled, hash), arriving)
	u := &upload{content: spooled, size: size, sha256: hex.EncodeToString(hash.Sum(nil))}
	switch {
	case arriving.err != nil:
		err = refuseArrival(arriving.err)
	case err != nil:
		err = wrapDisk(err)
	case size > MaxSize:
		err = errTooLarge()
	case size == 0:
		err = apperr.InvalidField(fieldName, "This file is empty. Choose another one.")
	}
	if err != nil {
		u.close()
		return nil, err
	}
	return u, nil
}

func (u *upload) close() { _ = u.content.Close() }

// arrival remembers whether reading failed, as opposed to writing.
type arrival struct {
	io.Reader
	err error
}

func (a *arrival) Read(p []byte) (int, error) {
	n, err := a.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		a.err = err
	}
	return n, err
}

func refuseArrival(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errTooLarge()
	}
	return &apperr.Error{
		Code: apperr.CodeInvalid, Message: "The file did not arrive whole. Send it again.",
		Fields: []apperr.Field{{Name: fieldName, Message: "The file did not arrive whole. Send it again."}},
	}
}

func errTooLarge() error {
	return apperr.TooLarge(fieldName, "The file must be 25 MB or smaller.")
}

func wrapDisk(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return apperr.StorageFull(err)
	}
	return fmt.Errorf("keep the upload: %w", err)
}
