package privacy

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Format and FormatVersion name the shape of a copy, which docs/subject-archives.md describes.
const (
	Format        = "bandwise subject archive"
	FormatVersion = 1
)

// archiveDays is how many days a copy stays.
const archiveDays = 7

// steps is how many tables a copy reads; files are added once they are counted.
var steps = len(given())

// produced is a copy while it is made.
type produced struct {
	s       *Service
	archive Archive
	zip     *zip.Writer
	rules   map[Kind]Rule
	index   index
	taken   map[string]bool
}

// ProduceArchive makes the file of a copy, as the program itself, and says on the way how far it is. A copy that is gone, or made,
// is no error. What could not be made is said in a sentence and given back.
func (s *Service) ProduceArchive(ctx context.Context, id uuid.UUID) error {
	a, err := s.store.asked(ctx, id)
	if apperr.CodeOf(err) == apperr.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if a.State == Ready || a.State == Removed {
		return nil
	}
	made, err := s.produceArchive(ctx, a)
	now := s.clock.Now()
	made.FinishedAt, made.State = &now, Ready
	if err != nil {
		made = a
		made.FinishedAt, made.State, made.Failure = &now, Failed, failureOf(err)
	} else {
		until := now.AddDate(0, 0, archiveDays)
		made.ExpiresAt = &until
	}
	// The end is noted even when the time for making it has run out.
	finishing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if noted := s.store.finished(finishing, made); noted != nil {
		return errors.Join(err, noted)
	}
	return err
}

func failureOf(err error) string {
	if apperr.CodeOf(err) == apperr.CodeStorageFull {
		return "There is no room left to store the copy. Ask your administrator, then ask for it again."
	}
	return "The copy could not be made. Ask for it again; if it fails once more, ask your administrator."
}

func (s *Service) produceArchive(ctx context.Context, a Archive) (Archive, error) {
	if s.spool != "" {
		if err := os.MkdirAll(s.spool, 0o700); err != nil {
			return a, fmt.Errorf("make the copy: %w", err)
		}
	}
	f, err := os.CreateTemp(s.spool, "copy-*")
	if err != nil {
		return a, fmt.Errorf("make the copy: %w", err)
	}
	// The file goes when it is closed, or when its process ends.
	defer func() { _ = f.Close() }()
	if err := os.Remove(f.Name()); err != nil {
		return a, fmt.Errorf("make the copy: %w", err)
	}
	p := produced{s: s, archive: a, zip: zip.NewWriter(f), taken: map[string]bool{}}
	if err := p.write(ctx); err != nil {
		return a, err
	}
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return a, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return a, err
	}
	p.archive.Size = size
	return p.archive, s.shelf.Keep(ctx, a.key(), "application/zip", f)
}

func (p *produced) write(ctx context.Context) error {
	who, where, err := p.s.store.whoAndWhere(ctx, p.archive.PersonID)
	if err != nil {
		return err
	}
	if p.rules, err = p.s.store.rules(ctx, p.archive.OrganisationID); err != nil {
		return err
	}
	p.index = index{Person: who, Organisation: where, MadeOn: calendar.Today(p.s.clock.Now()), Left: notGiven()}
	stored, err := p.s.store.filesOf(ctx, p.archive.PersonID)
	if err != nil {
		return err
	}
	p.archive.Done, p.archive.Total = 0, steps+len(stored)
	for _, h := range given() {
		if err := p.table(ctx, h); err != nil {
			return err
		}
		if err := p.step(ctx); err != nil {
			return err
		}
	}
	for _, f := range stored {
		if err := p.file(ctx, f); err != nil {
			return err
		}
		if err := p.step(ctx); err != nil {
			return err
		}
	}
	p.index.order()
	if err := p.manifest(); err != nil {
		return err
	}
	page, err := p.entry("index.html")
	if err != nil {
		return err
	}
	if err := indexPage.Execute(page, p.index); err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	return p.zip.Close()
}

func (p *produced) step(ctx context.Context) error {
	p.archive.Done++
	return p.s.store.progressed(ctx, p.archive.ID, p.archive.Done, p.archive.Total)
}

func (p *produced) entry(name string) (io.Writer, error) {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.s.clock.Now()})
	if err != nil {
		return nil, fmt.Errorf("write the copy: %w", err)
	}
	return w, nil
}

// tableFile is the shape of a table's file.
type tableFile struct {
	Format  string           `json:"format"`
	Version int              `json:"version"`
	Area    string           `json:"area"`
	Title   string           `json:"title"`
	What    string           `json:"what"`
	Why     string           `json:"why"`
	Kept    string           `json:"kept"`
	Items   []map[string]any `json:"items"`
}

func (p *produced) table(ctx context.Context, h Holding) error {
	c, err := p.s.store.copied(ctx, h, p.archive.PersonID)
	if err != nil {
		return err
	}
	w, err := p.entry("data/" + h.fileName() + ".json")
	if err != nil {
		return err
	}
	told := h.Area.Telling()
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	err = encoder.Encode(tableFile{
		Format: Format, Version: FormatVersion, Area: told.Key, Title: h.Title, What: h.Says, Why: told.Why, Kept: p.kept(h.Area), Items: c.Rows,
	})
	if err != nil {
		return fmt.Errorf("write the copy: %w", err)
	}
	p.archive.RowCount += len(c.Rows)
	p.index.add(c, p.kept(h.Area))
	return nil
}

// kept says how long an area is kept by the organisation's rules.
func (p *produced) kept(a Area) string { return Sentence(p.rules[a.Telling().Kept]) }

// Sentence says how long a kind of record is kept.
func Sentence(r Rule) string {
	if r.Period.IsZero() {
		return "as long as the installation is used"
	}
	return r.Period.String() + " " + r.Kind.Counts()
}

// file puts one file in, under a name that tells what it is.
func (p *produced) file(ctx context.Context, f storedFile) error {
	entry := indexFile{Name: p.free(f), Evidence: f.Evidence, Size: f.Size, Original: f.Name}
	content, err := p.s.contents.Content(ctx, p.archive.OrganisationID, f.SHA256)
	if apperr.CodeOf(err) == apperr.CodeNotFound {
		// The copy is for the person who asks what is there: a missing file is said, and does not keep the rest back.
		entry.Missing = true
		p.index.Files = append(p.index.Files, entry)
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	w, err := p.entry(entry.Name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, content); err != nil {
		return fmt.Errorf("copy a file: %w", err)
	}
	p.archive.FileCount++
	p.index.Files = append(p.index.Files, entry)
	return nil
}

// free gives a file a name of its own: the day on which it was stored and the name that it was uploaded under.
func (p *produced) free(f storedFile) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*%/\`, r) || r < ' ' {
			return '-'
		}
		return r
	}, f.Name)
	begin := "files/" + calendar.Today(f.CreatedAt).ISO() + " "
	name := begin + clean
	for n := 2; p.taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s%d %s", begin, n, clean)
	}
	p.taken[strings.ToLower(name)] = true
	return name
}

// manifest says what the copy has.
func (p *produced) manifest() error {
	type counted struct {
		File  string `json:"file"`
		Title string `json:"title"`
		Items int    `json:"items"`
	}
	type kept struct {
		File     string `json:"file"`
		Original string `json:"original"`
		Missing  bool   `json:"missing,omitempty"`
	}
	list := struct {
		Format       string        `json:"format"`
		Version      int           `json:"version"`
		Person       string        `json:"person"`
		Organisation string        `json:"organisation"`
		MadeAt       time.Time     `json:"madeAt"`
		Data         []counted     `json:"data"`
		Files        []kept        `json:"files"`
		NotIncluded  []leftOut     `json:"notIncluded"`
		Rules        []tellingRule `json:"rules"`
	}{Format: Format, Version: FormatVersion, Person: p.index.Person, Organisation: p.index.Organisation, MadeAt: p.s.clock.Now(),
		Data: []counted{}, Files: []kept{}, NotIncluded: p.index.Left, Rules: []tellingRule{}}
	for _, a := range p.index.Areas {
		for _, t := range a.Tables {
			list.Data = append(list.Data, counted{"data/" + t.File + ".json", t.Title, t.Count})
		}
	}
	for _, f := range p.index.Files {
		list.Files = append(list.Files, kept{f.Name, f.Original, f.Missing})
	}
	for _, k := range append(Kinds(), Archives, TrailKept) {
		list.Rules = append(list.Rules, tellingRule{k.Title(), Sentence(p.rules[k])})
	}
	w, err := p.entry("archive.json")
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(list); err != nil {
		return fmt.Errorf("write the copy: %w", err)
	}
	return nil
}

type tellingRule struct {
	Record string `json:"record"`
	Kept   string `json:"kept"`
}
