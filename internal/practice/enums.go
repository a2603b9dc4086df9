package practice

import (
	"database/sql/driver"
	"fmt"
	"slices"
)

// CodeType is one of the four kinds of code that an audit looks at.
type CodeType int

// The types of code, in the order in which accuracy is reported.
const (
	PrimaryDiagnosis CodeType = iota + 1
	SecondaryDiagnosis
	PrimaryProcedure
	SecondaryProcedure
)

// CodeTypes lists the types in the order in which accuracy is reported.
var CodeTypes = []CodeType{PrimaryDiagnosis, SecondaryDiagnosis, PrimaryProcedure, SecondaryProcedure}

var codeTypeNames = []string{"", "primary_diagnosis", "secondary_diagnosis", "primary_procedure", "secondary_procedure"}

// ParseCodeType reads a type's name.
func ParseCodeType(name string) (CodeType, error) { return parse[CodeType](codeTypeNames, name) }

// String gives the type as the API writes it, for example "primary_diagnosis".
func (t CodeType) String() string { return codeTypeNames[t] }

// Words gives the type as people say it.
func (t CodeType) Words() string {
	return [...]string{"", "primary diagnosis", "secondary diagnosis", "primary procedure", "secondary procedure"}[t]
}

// Value stores the type's name.
func (t CodeType) Value() (driver.Value, error) { return codeTypeNames[t], nil }

// Scan reads a type's name.
func (t *CodeType) Scan(value any) error { return scan(codeTypeNames, value, t) }

// AuditState is where an audit stands.
type AuditState int

// The states of an audit.
const (
	// AuditDraft: the auditor still works on it; nobody else sees it but others who may audit the person.
	AuditDraft AuditState = iota + 1
	// AuditReleased: the coder sees it. What is changed from now on keeps what it said before.
	AuditReleased
)

var auditStateNames = []string{"", "draft", "released"}

// ParseAuditState reads a state's name.
func ParseAuditState(name string) (AuditState, error) {
	return parse[AuditState](auditStateNames, name)
}

// String gives the state as the API writes it.
func (s AuditState) String() string { return auditStateNames[s] }

// Value stores the state's name.
func (s AuditState) Value() (driver.Value, error) { return auditStateNames[s], nil }

// Scan reads a state's name.
func (s *AuditState) Scan(value any) error { return scan(auditStateNames, value, s) }

// TargetKind says which of a target set's two figures applies.
type TargetKind int

// The kinds of target.
const (
	TraineeTarget TargetKind = iota + 1
	ACCTarget
)

// String gives the kind as the API writes it.
func (k TargetKind) String() string { return [...]string{"", "trainee", "acc"}[k] }

// Standing says how a day counts.
type Standing int

// How a day counts.
const (
	// DayCounts: a working day on which the person was appointed and at work.
	DayCounts Standing = iota + 1
	// Weekend, BankHoliday and Leave: an entry for such a day is kept, and is in no average.
	Weekend
	BankHoliday
	Leave
	// NotAppointed: nothing can be entered.
	NotAppointed
)

// String gives the standing as the API writes it.
func (s Standing) String() string {
	return [...]string{"", "counts", "weekend", "bank_holiday", "leave", "not_appointed"}[s]
}

func parse[E ~int](names []string, name string) (E, error) {
	i := slices.Index(names, name)
	if i < 1 {
		return 0, fmt.Errorf("%q is none of %v", name, names[1:])
	}
	return E(i), nil
}

func scan[E ~int](names []string, value any, into *E) error {
	var name string
	switch v := value.(type) {
	case string:
		name = v
	case []byte:
		name = string(v)
	default:
		return fmt.Errorf("a column of names holds a %T", value)
	}
	e, err := parse[E](names, name)
	*into = e
	return err
}
