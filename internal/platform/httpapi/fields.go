package httpapi

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"

	"bandwise/internal/platform/apperr"
)

// refusalOf turns the contract's complaints into one message for each field. A property's x-message is the sentence
// that a person reads when its value does not fit; without one, the sentence is made from the rule and the field's name.
func refusalOf(err error) error {
	var fields []apperr.Field
	collect(err, "", &fields)
	if len(fields) == 0 {
		return &apperr.Error{Code: apperr.CodeInvalid, Message: "What was sent could not be read."}
	}
	return apperr.Invalid(unique(fields)...)
}

func collect(err error, parameter string, fields *[]apperr.Field) {
	var many openapi3.MultiError
	if asMulti(err, &many) {
		for _, e := range many {
			collect(e, parameter, fields)
		}
		return
	}
	var request *openapi3filter.RequestError
	if parameter == "" && errors.As(err, &request) {
		collectRequest(request, fields)
		return
	}
	var schema *openapi3.SchemaError
	if errors.As(err, &schema) {
		*fields = append(*fields, fieldOf(schema, parameter))
	}
}

// collectRequest looks at what is wrong with one parameter or with the body.
func collectRequest(request *openapi3filter.RequestError, fields *[]apperr.Field) {
	if request.Parameter == nil {
		if request.Err != nil {
			collect(request.Err, "", fields)
		}
		return
	}
	name := request.Parameter.Name
	if request.Err == nil || errors.Is(request.Err, openapi3filter.ErrInvalidRequired) || errors.Is(request.Err, openapi3filter.ErrInvalidEmptyValue) {
		*fields = append(*fields, apperr.Field{Name: name, Message: "Give the " + label(name) + "."})
		return
	}
	before := len(*fields)
	collect(request.Err, name, fields)
	if len(*fields) == before {
		*fields = append(*fields, apperr.Field{Name: name, Message: fmt.Sprintf("The %s is not in the right form.", label(name))})
	}
}

// unknownProperty reads the name of a property that the contract does not have; the library gives it in its text only.
var unknownProperty = regexp.MustCompile(`^property "(.*)" is unsupported`)

// asMulti looks at err itself only: errors.As would also find a MultiError further down, and lose the parameter's name.
func asMulti(err error, many *openapi3.MultiError) bool {
	m, ok := err.(openapi3.MultiError) //nolint:errorlint // see above
	*many = m
	return ok
}

func fieldOf(e *openapi3.SchemaError, parameter string) apperr.Field {
	name := pointerName(e.JSONPointer())
	if unknown := unknownProperty.FindStringSubmatch(e.Reason); unknown != nil {
		return apperr.Field{Name: strings.TrimPrefix(name+"."+unknown[1], "."), Message: fmt.Sprintf("There is no field called %s here.", unknown[1])}
	}
	last := name
	property := e.Schema
	if parameter != "" {
		name, last = parameter, parameter
	} else if e.SchemaField == "required" {
		// The pointer of a missing property already ends in it; the schema is its parent's.
		if i := strings.LastIndexAny(name, "."); i >= 0 {
			last = name[i+1:]
		}
		if p := e.Schema.Properties[last]; p != nil && p.Value != nil {
			property = p.Value
		}
	} else if i := strings.LastIndex(name, "."); i >= 0 {
		last = name[i+1:]
	}
	if message, ok := property.Extensions["x-message"].(string); ok {
		return apperr.Field{Name: name, Message: message}
	}
	what := label(last)
	if property.Title != "" && parameter == "" {
		what = strings.ToLower(property.Title[:1]) + property.Title[1:]
	}
	message := fmt.Sprintf("The %s is not in the right form.", what)
	switch e.SchemaField {
	case "required", "minLength", "minItems", "nullable":
		message = fmt.Sprintf("Enter the %s.", what)
	case "maxLength":
		message = fmt.Sprintf("The %s must be %d characters or fewer.", what, *e.Schema.MaxLength)
	case "maxItems":
		message = fmt.Sprintf("There can be at most %d in %s.", *e.Schema.MaxItems, what)
	case "minimum":
		message = fmt.Sprintf("The %s must be %s or more.", what, strconv.FormatFloat(*e.Schema.Min, 'f', -1, 64))
	case "maximum":
		message = fmt.Sprintf("The %s must be %s or less.", what, strconv.FormatFloat(*e.Schema.Max, 'f', -1, 64))
	case "enum":
		message = fmt.Sprintf("Choose one of: %s.", joined(e.Schema.Enum))
	}
	return apperr.Field{Name: name, Message: message}
}

func joined(values []any) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprint(v)
	}
	return strings.Join(texts, ", ")
}

// pointerName turns a JSON pointer's parts into the name that forms use: attempts, 0, marks -> attempts[0].marks.
func pointerName(parts []string) string {
	var b strings.Builder
	for _, part := range parts {
		if part != "" && strings.Trim(part, "0123456789") == "" {
			b.WriteString("[" + part + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(part)
	}
	return b.String()
}

// label turns a field's name into words: startsOn -> "starts on", roleId -> "role".
func label(name string) string {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "Id"), "Ids")
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func unique(fields []apperr.Field) []apperr.Field {
	seen := map[string]bool{}
	var kept []apperr.Field
	for _, f := range fields {
		if !seen[f.Name] {
			seen[f.Name] = true
			kept = append(kept, f)
		}
	}
	return kept
}
