package httpapi

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// freeTextMark is the contract's word for a text in which a person may write anything.
const freeTextMark = "x-free-text"

// FreeText is what a person wrote in one field of a body. Field is the field's JSON name, for example "links[0].title".
type FreeText struct {
	Field string
	Text  string
}

// FreeTextCheck refuses texts that must not be stored. It is called once for each request that has any, before its handler.
type FreeTextCheck func(ctx context.Context, texts []FreeText) error

// CheckFreeText makes the gate hand every text that the contract marks x-free-text to check.
func (c *Contract) CheckFreeText(check FreeTextCheck) { c.check = check }

func bodyOf(operation *openapi3.Operation) *openapi3.Schema {
	if operation.RequestBody == nil || operation.RequestBody.Value == nil {
		return nil
	}
	content := operation.RequestBody.Value.Content.Get("application/json")
	if content == nil || content.Schema == nil {
		return nil
	}
	return content.Schema.Value
}

func isFreeText(s *openapi3.Schema) bool {
	marked, _ := s.Extensions[freeTextMark].(bool)
	return marked
}

// parts lists the schemas that a value of the schema has to fit too.
func parts(s *openapi3.Schema) openapi3.SchemaRefs { return slices.Concat(s.AllOf, s.OneOf, s.AnyOf) }

func hasFreeText(s *openapi3.Schema, seen map[*openapi3.Schema]bool) bool {
	if s == nil || seen[s] {
		return false
	}
	seen[s] = true
	if isFreeText(s) {
		return true
	}
	below := parts(s)
	for _, property := range s.Properties {
		below = append(below, property)
	}
	if s.Items != nil {
		below = append(below, s.Items)
	}
	if s.AdditionalProperties.Schema != nil {
		below = append(below, s.AdditionalProperties.Schema)
	}
	return slices.ContainsFunc(below, func(b *openapi3.SchemaRef) bool { return hasFreeText(b.Value, seen) })
}

// freeTexts collects the marked texts of a value that has the schema's form, in the order of their names.
func freeTexts(s *openapi3.Schema, name string, value any, found []FreeText) []FreeText {
	if s == nil {
		return found
	}
	for _, part := range parts(s) {
		found = freeTexts(part.Value, name, value, found)
	}
	switch v := value.(type) {
	case string:
		// The parts of one schema may each mark the same text.
		if isFreeText(s) && v != "" && (len(found) == 0 || found[len(found)-1].Field != name) {
			found = append(found, FreeText{Field: name, Text: v})
		}
	case []any:
		if s.Items != nil {
			for i, item := range v {
				found = freeTexts(s.Items.Value, fmt.Sprintf("%s[%d]", name, i), item, found)
			}
		}
	case map[string]any:
		keys := make([]string, 0, len(v))
		for key := range v {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			property := s.Properties[key]
			if property == nil {
				property = s.AdditionalProperties.Schema
			}
			if property != nil {
				found = freeTexts(property.Value, strings.TrimPrefix(name+"."+key, "."), v[key], found)
			}
		}
	}
	return found
}
