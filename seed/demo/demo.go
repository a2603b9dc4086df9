// Package demo holds two invented organisations with their people and what these people did, for trying Bandwise out:
// Northmoor University Hospitals NHS Trust, and Southmere Community NHS Trust, which must never see the first. Nobody in
// it exists, and no text in it comes from a patient's record.
//
// Every date is a period counted from a base day, "-P3M" for three months before it, so that the same base day gives the
// same history. The texts lie as YAML files in one folder for each organisation, one file for each team.
package demo

import (
	"embed"
	"fmt"
	"path"
	"slices"

	"github.com/goccy/go-yaml"
)

//go:embed northmoor southmere
var files embed.FS

// Password is what everybody in the demo signs in with.
const Password = "Bandwise-demo-1"

// Organisation is one of the invented organisations with the people who sign in. Everything else about it is read by Load.
type Organisation struct {
	Name     string    `yaml:"organisation"`
	Accounts []Account `yaml:"accounts"`
	folder   string
}

// Account is a person whom the sign-in page offers.
type Account struct {
	Person string `yaml:"person"`
	Name   string `yaml:"name"`
	Email  string `yaml:"email"`
	Role   string `yaml:"role"`
	// What is what this person would do first.
	What string `yaml:"what"`
}

// Organisations gives both organisations, the larger one first.
func Organisations() ([]Organisation, error) {
	var all []Organisation
	for _, folder := range []string{"northmoor", "southmere"} {
		o := Organisation{folder: folder}
		if err := decode(path.Join(folder, signIns), &o); err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, nil
}

const (
	signIns  = "sign-ins.yaml"
	theTrust = "trust.yaml"
	jobs     = "matches.yaml"
	talks    = "talks.yaml"
	activity = "practice.yaml"
	skills   = "framework.yaml"
	roads    = "training-pathways.yaml"
	looks    = "reviews.yaml"
	courses  = "courses.yaml"
	ahead    = "planning.yaml"
	funded   = "establishment.yaml"
	going    = "leavings.yaml"
)

// Load reads everything about the organisation, and checks that whatever it refers to is there. The error names the file or
// the person.
func (o Organisation) Load() (Trust, error) {
	entries, err := files.ReadDir(o.folder)
	if err != nil {
		return Trust{}, fmt.Errorf("demo: the folder %s is missing: %w", o.folder, err)
	}
	t := Trust{Name: o.Name, Accounts: o.Accounts}
	if err := decode(path.Join(o.folder, theTrust), &t); err != nil {
		return Trust{}, err
	}
	for _, entry := range entries {
		switch entry.Name() {
		case theTrust, signIns:
			continue
		case jobs, skills, talks, activity, roads, looks, courses, ahead, funded, going:
			if err := decode(path.Join(o.folder, entry.Name()), &t); err != nil {
				return Trust{}, err
			}
			continue
		}
		var team struct {
			People []Person `yaml:"people"`
		}
		if err := decode(path.Join(o.folder, entry.Name()), &team); err != nil {
			return Trust{}, err
		}
		t.People = append(t.People, team.People...)
	}
	if err := t.Validate(); err != nil {
		return Trust{}, fmt.Errorf("demo: %s: %w", t.Name, err)
	}
	return t, nil
}

func decode(name string, into any) error {
	raw, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("demo: the file %s is missing: %w", name, err)
	}
	if err := yaml.UnmarshalWithOptions(raw, into, yaml.DisallowUnknownField()); err != nil {
		return fmt.Errorf("demo: the file %s cannot be read: %w", name, err)
	}
	return nil
}

// Person gives the person with this key, and false when there is none.
func (t Trust) Person(key string) (Person, bool) {
	i := slices.IndexFunc(t.People, func(p Person) bool { return p.Key == key })
	if i < 0 {
		return Person{}, false
	}
	return t.People[i], true
}
