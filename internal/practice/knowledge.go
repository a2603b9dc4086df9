package practice

import (
	"fmt"

	"github.com/goccy/go-yaml"
	"github.com/google/uuid"

	"bandwise/seed"
)

// Knowledge is what the reference data says about audits.
type Knowledge struct {
	Sets   []ThresholdSet
	Errors []ErrorKey
	// AuditStatements and ActivityStatements are the statements that results are evidence for, the nearest first.
	AuditStatements    []uuid.UUID
	ActivityStatements []uuid.UUID
}

type knowledgeFile struct {
	Thresholds []struct {
		Key        string    `yaml:"key"`
		Name       string    `yaml:"name"`
		Figures    []float64 `yaml:"figures"`
		Source     string    `yaml:"source"`
		Confidence string    `yaml:"confidence"`
	} `yaml:"thresholds"`
	Errors []struct {
		Type string `yaml:"type"`
		Keys []struct {
			Key        string `yaml:"key"`
			Title      string `yaml:"title"`
			Means      string `yaml:"means"`
			Confidence string `yaml:"confidence"`
		} `yaml:"keys"`
	} `yaml:"errors"`
	Evidence struct {
		Audit    []string `yaml:"audit"`
		Activity []string `yaml:"activity"`
	} `yaml:"evidence"`
}

// ParseKnowledge reads the reference data. A set without four figures or an unknown type of code is an error.
func ParseKnowledge(content []byte) (Knowledge, error) {
	var f knowledgeFile
	if err := yaml.UnmarshalWithOptions(content, &f, yaml.Strict()); err != nil {
		return Knowledge{}, fmt.Errorf("what is known about audits: %w", err)
	}
	var k Knowledge
	for _, t := range f.Thresholds {
		if len(t.Figures) != len(CodeTypes) {
			return Knowledge{}, fmt.Errorf("the thresholds %s have %d figures", t.Key, len(t.Figures))
		}
		set := ThresholdSet{ID: seed.ID("accuracy_thresholds", t.Key), Key: t.Key, Name: t.Name, Source: t.Source, Confidence: t.Confidence, Figures: map[CodeType]Tenths{}}
		for i, figure := range t.Figures {
			set.Figures[CodeTypes[i]] = Tenths(figure * 10)
		}
		k.Sets = append(k.Sets, set)
	}
	for _, group := range f.Errors {
		of, err := ParseCodeType(group.Type)
		if err != nil {
			return Knowledge{}, err
		}
		for _, e := range group.Keys {
			k.Errors = append(k.Errors, ErrorKey{e.Key, of, e.Title, e.Means, e.Confidence})
		}
	}
	k.AuditStatements, k.ActivityStatements = statements(f.Evidence.Audit), statements(f.Evidence.Activity)
	return k, nil
}

func statements(keys []string) []uuid.UUID {
	ids := make([]uuid.UUID, len(keys))
	for i, key := range keys {
		ids[i] = seed.ID(seed.KindStatement, key)
	}
	return ids
}

// knowledge reads the reference data that the binary carries.
func knowledge() (Knowledge, error) {
	content, err := seed.Practice()
	if err != nil {
		return Knowledge{}, err
	}
	return ParseKnowledge(content)
}
