package httpapi

import "github.com/getkin/kin-openapi/openapi3"

// largest is the largest whole number that is taken where the contract says nothing else, and the smallest with a minus:
// PostgreSQL's INTEGER ends soon after, and what counts one further still has to fit.
const largest = 2_000_000_000.0

// boundNumbers gives every whole number that a request can carry its bounds.
func boundNumbers(document *openapi3.T) {
	seen := map[*openapi3.Schema]bool{}
	for _, item := range document.Paths.Map() {
		for _, parameter := range item.Parameters {
			boundSchema(parameter.Value.Schema, seen)
		}
		for _, operation := range item.Operations() {
			for _, parameter := range operation.Parameters {
				boundSchema(parameter.Value.Schema, seen)
			}
			if operation.RequestBody != nil && operation.RequestBody.Value != nil {
				for _, content := range operation.RequestBody.Value.Content {
					boundSchema(content.Schema, seen)
				}
			}
		}
	}
}

func boundSchema(ref *openapi3.SchemaRef, seen map[*openapi3.Schema]bool) {
	if ref == nil || ref.Value == nil || seen[ref.Value] {
		return
	}
	s := ref.Value
	seen[s] = true
	if s.Type.Is("integer") && s.Format != "int64" {
		if s.Max == nil {
			s.Max = new(largest)
		}
		if s.Min == nil {
			s.Min = new(-largest)
		}
	}
	below := append(parts(s), s.Items, s.AdditionalProperties.Schema)
	for _, property := range s.Properties {
		below = append(below, property)
	}
	for _, each := range below {
		boundSchema(each, seen)
	}
}
