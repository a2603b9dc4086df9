// Package seed holds the source documents of Bandwise and the reference data
// that was made of them: the national job profiles, the skill framework, three
// job descriptions, the links between them, and the mistakes found in them.
//
// The documents lie verbatim in sources. What they became lies in reference, as
// files that a person can read and review; each record names its document and
// line. Lines are counted from 1.
package seed

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/google/uuid"
)

//go:embed sources reference
var files embed.FS

// namespace is the fixed name space of every identifier made by ID. It must
// never change: installations derive the identifiers of their reference data
// from it.
var namespace = uuid.MustParse("b6f2d0c4-5f0e-5c1b-9a58-3d5a7e1f4c20")

// Kinds of record for ID.
const (
	KindProfile     = "profile"
	KindFramework   = "framework"
	KindStatement   = "statement"
	KindRole        = "role"
	KindDuty        = "duty"
	KindCriterion   = "criterion"
	KindHazard      = "hazard"
	KindRequirement = "requirement"
	KindLink        = "link"
	KindAspectLink  = "aspect_link"
	KindFinding     = "finding"
)

// ID returns the identifier (UUID version 5) of a record of this kind with this
// natural key. The same kind and key give the same identifier in every
// installation.
func ID(kind, key string) uuid.UUID {
	return uuid.NewSHA1(namespace, []byte(kind+"/"+key))
}

// Reference is everything the source documents became.
type Reference struct {
	Profiles     []Profile     `validate:"len=17,dive"`
	Contents     Contents      `validate:"required"`
	Framework    Framework     `validate:"required"`
	Roles        []Role        `validate:"len=3,dive"`
	Requirements []Requirement `validate:"min=1,dive"`
	Links        []Link        `validate:"min=1,dive"`
	Unlinked     []Unlinked    `validate:"dive"`
	AspectLinks  []AspectLink  `validate:"min=1,dive"`
	// UnlinkedAspects are aspects without a factor and factors without an aspect.
	UnlinkedAspects []UnlinkedAspect `validate:"dive"`
	Families        []ProfileFamily  `validate:"len=17,dive"`
	Findings        []Finding        `validate:"min=1,dive"`
	Slips           []Slip           `validate:"min=1,dive"`
	Layout          []LayoutRemains  `validate:"min=1,dive"`
	Scheme          Scheme           `validate:"required"`
	PayScales       []PayPoint       `validate:"min=1,dive"`
	Classifications []Classification `validate:"min=1,dive"`
}

// Load reads the reference data that the binary carries, validates every record
// and checks the records against each other. The error names the file or the
// record and says what is wrong with it.
func Load() (Reference, error) {
	ref, err := read()
	if err != nil {
		return Reference{}, err
	}
	if err := ref.Validate(); err != nil {
		return Reference{}, err
	}
	return ref, nil
}

// read decodes the reference files and checks nothing but their form.
func read() (Reference, error) {
	var ref Reference
	links := struct {
		Links           []Link           `yaml:"links"`
		Unlinked        []Unlinked       `yaml:"unlinked"`
		AspectLinks     []AspectLink     `yaml:"aspectLinks"`
		UnlinkedAspects []UnlinkedAspect `yaml:"unlinkedAspects"`
		Families        []ProfileFamily  `yaml:"families"`
	}{}
	editions := struct {
		Editions []Classification `yaml:"editions"`
	}{}
	var err error
	if ref.Scheme, err = loadScheme(); err != nil {
		return Reference{}, err
	}
	if ref.PayScales, err = PayScales(); err != nil {
		return Reference{}, err
	}
	for _, part := range []struct {
		file string
		into any
	}{
		{"contents.yaml", &ref.Contents},
		{"framework.yaml", &ref.Framework},
		{"requirements.yaml", &ref.Requirements},
		{"links.yaml", &links},
		{"slips.yaml", &ref.Slips},
		{"findings.yaml", &ref.Findings},
		{"layout.yaml", &ref.Layout},
		{"classifications.yaml", &editions},
	} {
		if err := readYAML(part.file, part.into); err != nil {
			return Reference{}, err
		}
	}
	ref.Classifications = editions.Editions
	ref.Links, ref.Unlinked = links.Links, links.Unlinked
	ref.AspectLinks, ref.UnlinkedAspects, ref.Families = links.AspectLinks, links.UnlinkedAspects, links.Families
	if ref.Profiles, err = readAll[Profile]("profiles"); err != nil {
		return Reference{}, err
	}
	if ref.Roles, err = readAll[Role]("roles"); err != nil {
		return Reference{}, err
	}
	return ref, nil
}

// readYAML decodes one reference file strictly: a field that the record does
// not know is refused.
func readYAML(name string, into any) error {
	raw, err := files.ReadFile(path.Join("reference", name))
	if err != nil {
		return fmt.Errorf("seed: the reference file %s is missing: %w", name, err)
	}
	if err := decode(raw, into); err != nil {
		return fmt.Errorf("seed: the reference file %s cannot be read: %w", name, err)
	}
	return nil
}

func decode(raw []byte, into any) error {
	return yaml.UnmarshalWithOptions(raw, into, yaml.DisallowUnknownField())
}

// Assurance gives the editions of headings under which training is assured, as their file writes them.
func Assurance() ([]byte, error) {
	text, err := files.ReadFile("reference/assurance.yaml")
	if err != nil {
		return nil, fmt.Errorf("seed: the assurance's headings cannot be read: %w", err)
	}
	return text, nil
}

// Pathways returns the pathway files, by file name. Their records belong to the
// package that follows people along them, which decodes and validates them.
func Pathways() (map[string][]byte, error) {
	names, err := fs.Glob(files, "reference/pathways/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("seed: the pathways cannot be listed: %w", err)
	}
	pathways := map[string][]byte{}
	for _, name := range names {
		if pathways[path.Base(name)], err = files.ReadFile(name); err != nil {
			return nil, fmt.Errorf("seed: the pathway %s cannot be read: %w", path.Base(name), err)
		}
	}
	return pathways, nil
}

// Practice returns what is known about audits of coding. It belongs to the package
// that keeps them, which decodes and validates it.
func Practice() ([]byte, error) {
	content, err := files.ReadFile("reference/practice.yaml")
	if err != nil {
		return nil, fmt.Errorf("seed: what is known about audits cannot be read: %w", err)
	}
	return content, nil
}

// readAll decodes every YAML file of a folder, one record a file, in the order
// of the file names.
func readAll[T any](folder string) ([]T, error) {
	entries, err := files.ReadDir(path.Join("reference", folder))
	if err != nil {
		return nil, fmt.Errorf("seed: the reference folder %s is missing: %w", folder, err)
	}
	var records []T
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".yaml") {
			continue
		}
		var record T
		if err := readYAML(path.Join(folder, entry.Name()), &record); err != nil {
			return nil, err
		}
		records = append(records, record)
	}
	return records, nil
}
