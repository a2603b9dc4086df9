package identity

import (
	"bytes"
	"crypto/sha1" //nolint:gosec // the form of the list of breached passwords; it protects nothing here
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// The form of a list of breached passwords: a line for each, the SHA-1 in hexadecimal, a colon and how often it was seen, in
// the order of the hashes. That is what Have I Been Pwned gives away, some 40 GB.
const (
	breachedHash = 2 * sha1.Size
	// breachedLine is longer than any line, its end included.
	breachedLine = 128
	// breachedSample is how many lines are looked at to see that a file has the form.
	breachedSample = 64
)

// Breached is a list of breached passwords on the disk, in which a password is found by halving. A nil one has none.
type Breached struct {
	list io.ReaderAt
	size int64
	file *os.File
}

// OpenBreached opens the list in a file, which stays open. "" gives none. A file of another form is refused.
func OpenBreached(path string) (*Breached, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // no list is a way to run
	}
	file, err := os.Open(path) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, fmt.Errorf("open the list of breached passwords: %w", err)
	}
	about, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	b := &Breached{list: file, size: about.Size(), file: file}
	if err := b.check(); err != nil {
		return nil, errors.Join(fmt.Errorf("the list of breached passwords %s cannot be used: %w", path, err), file.Close())
	}
	return b, nil
}

// Close gives up the file.
func (b *Breached) Close() error {
	if b == nil || b.file == nil {
		return nil
	}
	return b.file.Close()
}

// Has reports whether a password is in the list.
func (b *Breached) Has(password string) (bool, error) {
	if b == nil {
		return false, nil
	}
	sum := sha1.Sum([]byte(password)) //nolint:gosec // see the import
	wanted := strings.ToUpper(hex.EncodeToString(sum[:]))
	for from, to := int64(0), b.size; from < to; {
		hash, begins, ends, err := b.line((from + to) / 2)
		switch {
		case err != nil:
			return false, err
		case hash == wanted:
			return true, nil
		case hash < wanted:
			from = ends
		default:
			to = begins
		}
	}
	return false, nil
}

// line gives the hash of the line that lies at a position, where the line begins, and where the next one does.
func (b *Breached) line(at int64) (hash string, begins, ends int64, err error) {
	from := max(0, at-breachedLine)
	around := make([]byte, min(b.size, at+breachedLine)-from)
	if _, err := b.list.ReadAt(around, from); err != nil && !errors.Is(err, io.EOF) {
		return "", 0, 0, fmt.Errorf("read the list of breached passwords: %w", err)
	}
	begins = from + int64(bytes.LastIndexByte(around[:at-from], '\n')+1)
	rest := around[begins-from:]
	length := bytes.IndexByte(rest, '\n')
	if length < 0 {
		length = len(rest) - 1
	}
	text := strings.TrimRight(string(rest[:length+1]), "\r\n")
	hash, _, _ = strings.Cut(text, ":")
	if _, err := hex.DecodeString(hash); err != nil || len(hash) != breachedHash {
		return "", 0, 0, fmt.Errorf("byte %d is in no line of a SHA-1 and a number", at)
	}
	return strings.ToUpper(hash), begins, begins + int64(length) + 1, nil
}

// check looks at lines all over the file: each has the form, and none comes before the one above it.
func (b *Breached) check() error {
	if b.size == 0 {
		return errors.New("it is empty")
	}
	before := ""
	for i := range int64(breachedSample) {
		hash, _, _, err := b.line((b.size - 1) / (breachedSample - 1) * i)
		if err != nil {
			return err
		}
		if hash < before {
			return errors.New("its lines are not in the order of their hashes")
		}
		before = hash
	}
	return nil
}
