// Package apperr is the closed list of ways in which Bandwise refuses work.
//
// An error carries a code, a public sentence that a person can act on, and, where the person's input caused it, one
// message for each field. The cause is for the log only and never reaches a client.
package apperr

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Code says what kind of refusal an error is. The HTTP status of each code is kept in one place: [Code.Status].
type Code int

const (
	// CodeInternal means that Bandwise failed; the person can only try again or ask for help.
	CodeInternal Code = iota + 1
	// CodeInvalid means that what was sent breaks a rule; Fields says which.
	CodeInvalid
	// CodeUnauthenticated means that nobody is signed in.
	CodeUnauthenticated
	// CodeForbidden means that the person may not do this at all.
	CodeForbidden
	// CodeNotFound means that there is no such thing within what the person may see.
	CodeNotFound
	// CodeConflict means that the thing changed, or is no longer in a state that allows this.
	CodeConflict
	// CodePreconditionRequired means that an edit came without the version that was read.
	CodePreconditionRequired
	// CodePreconditionFailed means that an edit was made on a version that is no longer the newest.
	CodePreconditionFailed
	// CodeTooLarge means that a file or body is larger than allowed.
	CodeTooLarge
	// CodeUnsupportedType means that a body or file is of a kind that is not accepted.
	CodeUnsupportedType
	// CodeKeyReused means that an Idempotency-Key came back with another body.
	CodeKeyReused
	// CodeTooMany means that the same caller tried too often.
	CodeTooMany
	// CodeUnavailable means that the database or the file store cannot be reached at the moment.
	CodeUnavailable
	// CodeStorageFull means that there is no room left to store what was sent.
	CodeStorageFull
	// CodeMethodNotAllowed means that the address exists but not for this method.
	CodeMethodNotAllowed
	// CodePatientData means that what was sent looks as if it held a patient's data; Findings says where.
	CodePatientData
	// CodeDeclarationNeeded means that the program cannot look into a file, so that the person has to say what is in it.
	CodeDeclarationNeeded
	// CodeCodeRequired means that the password was right and the code of the second factor is missing.
	CodeCodeRequired
	// CodeSecondFactorRequired means that the person has to set up a second factor before doing this.
	CodeSecondFactorRequired
)

var codes = map[Code]struct {
	name   string
	status int
	title  string
}{
	CodeInternal:             {"internal", 500, "Something went wrong"},
	CodeInvalid:              {"invalid", 422, "Some answers need to be changed"},
	CodeUnauthenticated:      {"unauthenticated", 401, "You need to sign in"},
	CodeForbidden:            {"forbidden", 403, "You are not allowed to do this"},
	CodeNotFound:             {"not_found", 404, "Not found"},
	CodeConflict:             {"conflict", 409, "This has changed"},
	CodePreconditionRequired: {"precondition_required", 428, "The version that was read is missing"},
	CodePreconditionFailed:   {"precondition_failed", 412, "Somebody else changed this first"},
	CodeTooLarge:             {"too_large", 413, "Too large"},
	CodeUnsupportedType:      {"unsupported_type", 415, "This kind of content is not accepted"},
	CodeKeyReused:            {"key_reused", 422, "The Idempotency-Key belongs to another request"},
	CodeTooMany:              {"too_many", 429, "Too many attempts"},
	CodeUnavailable:          {"unavailable", 503, "Not available at the moment"},
	CodeStorageFull:          {"storage_full", 507, "There is no room left to store this"},
	CodeMethodNotAllowed:     {"method_not_allowed", 405, "Not allowed here"},
	CodePatientData:          {"patient_data", 422, "This may hold a patient's data"},
	CodeDeclarationNeeded:    {"declaration_needed", 422, "Say what is in this file"},
	CodeCodeRequired:         {"code_required", 401, "Enter your code"},
	CodeSecondFactorRequired: {"second_factor_required", 403, "Set up a second factor first"},
}

// String gives the code as clients see it, for example "not_found".
func (c Code) String() string { return codes[c].name }

// Status gives the HTTP status that answers the code.
func (c Code) Status() int { return codes[c].status }

// Title gives the short heading of the problem document.
func (c Code) Title() string { return codes[c].title }

// Codes lists every code, in order.
func Codes() []Code {
	all := make([]Code, 0, len(codes))
	for c := CodeInternal; c <= CodeSecondFactorRequired; c++ {
		all = append(all, c)
	}
	return all
}

// Field is one message that belongs beside one field of what was sent. Name is the field's JSON name, with dots and
// indexes for nested fields, for example "attempts[0].marks".
type Field struct {
	Name    string
	Message string
}

// Finding is a passage of what was sent that looks like a patient's data. It says where and why, never what.
type Finding struct {
	// Field is the JSON name of the field, as that of Field.
	Field string
	// Kind is one of the contract's kinds, for example "nhs_number".
	Kind string
	// Start and End count in UTF-16 units.
	Start, End int
	Message    string
	// Place is where in a file it stands, for example "Sheet1!B7"; empty for a text.
	Place string
	// Mark is what a declaration names the passage by.
	Mark string
}

// Error is a refusal. Its Error text is for logs: it includes the cause.
type Error struct {
	Code     Code
	Message  string
	Fields   []Field
	Findings []Finding
	// After is how long to wait before it is worth trying again, for CodeTooMany; zero is a minute.
	After time.Duration
	cause error
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code.String())
	b.WriteString(": ")
	b.WriteString(e.Message)
	for _, f := range e.Fields {
		fmt.Fprintf(&b, " [%s: %s]", f.Name, f.Message)
	}
	if e.cause != nil {
		b.WriteString(": ")
		b.WriteString(e.cause.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is an *Error of the same code, so that errors.Is(err, apperr.NotFound("")) asks for the code.
func (e *Error) Is(target error) bool {
	var other *Error
	return errors.As(target, &other) && other.Code == e.Code
}

// CodeOf gives the code of the first *Error in err's chain, and CodeInternal when there is none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// Invalid refuses what was sent, with one message for each field. It is nil when there are no fields, so that a rule
// can collect messages and return them in one line.
func Invalid(fields ...Field) error {
	if len(fields) == 0 {
		return nil
	}
	return &Error{Code: CodeInvalid, Message: "Some answers need to be changed.", Fields: fields}
}

// InvalidField refuses one field.
func InvalidField(name, message string) error { return Invalid(Field{Name: name, Message: message}) }

// PatientData refuses what looks as if it held a patient's data.
func PatientData(fields []Field, findings []Finding) error {
	return &Error{Code: CodePatientData, Message: "This looks as if it holds a patient's data. Nothing was saved.", Fields: fields, Findings: findings}
}

// DeclarationNeeded asks the person to say what is in a file that the program cannot look into.
func DeclarationNeeded(field, message string) error {
	return &Error{Code: CodeDeclarationNeeded, Message: message, Fields: []Field{{field, message}}}
}

// Unauthenticated asks the person to sign in.
func Unauthenticated(message string) error {
	return &Error{Code: CodeUnauthenticated, Message: message}
}

// Forbidden refuses an action that the person may never do.
func Forbidden(message string) error { return &Error{Code: CodeForbidden, Message: message} }

// NotFound says that there is no such thing within what the person may see; thing is a noun phrase such as "claim".
func NotFound(thing string) error {
	return &Error{Code: CodeNotFound, Message: fmt.Sprintf("There is no such %s, or you may not see it.", thing)}
}

// Conflict refuses a decision on something that has changed meanwhile.
func Conflict(message string) error { return &Error{Code: CodeConflict, Message: message} }

// PreconditionRequired refuses an edit without If-Match.
func PreconditionRequired() error {
	return &Error{Code: CodePreconditionRequired, Message: "Send the version that you read in the If-Match header."}
}

// PreconditionFailed refuses an edit of an old version.
func PreconditionFailed() error {
	return &Error{Code: CodePreconditionFailed, Message: "Somebody else changed this after you opened it. Load it again, then make your change."}
}

// TooLarge refuses a body or file over its limit.
func TooLarge(field, message string) error {
	return &Error{Code: CodeTooLarge, Message: message, Fields: []Field{{field, message}}}
}

// UnsupportedType refuses a kind of content.
func UnsupportedType(field, message string) error {
	return &Error{Code: CodeUnsupportedType, Message: message, Fields: []Field{{field, message}}}
}

// KeyReused refuses an Idempotency-Key that was used for another request.
func KeyReused() error {
	return &Error{Code: CodeKeyReused, Message: "This Idempotency-Key was already used for a different request."}
}

// TooMany slows a caller down.
func TooMany(message string) error { return &Error{Code: CodeTooMany, Message: message} }

// TooManyFor slows a caller down who may come back sooner than after a minute.
func TooManyFor(message string, after time.Duration) error {
	return &Error{Code: CodeTooMany, Message: message, After: after}
}

// Unavailable says that something Bandwise needs cannot be reached; cause is logged.
func Unavailable(cause error) error {
	return &Error{Code: CodeUnavailable, Message: "Bandwise cannot reach its database or files at the moment. Try again in a few seconds.", cause: cause}
}

// StorageFull says that there is no room left; cause is logged.
func StorageFull(cause error) error {
	return &Error{Code: CodeStorageFull, Message: "There is no room left to store this. Nothing was saved. Tell your administrator.", cause: cause}
}

// New makes an error of any code with its cause; the features use the named constructors.
func New(code Code, message string, cause error) error {
	return &Error{Code: code, Message: message, cause: cause}
}
