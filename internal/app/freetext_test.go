package app

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/api"
)

// longestName is the length up to which a text is a name, a key or a code, in characters.
const longestName = 100

// notFreeText are the long texts of requests that are not checked for patients' data, each with its reason.
var notFreeText = map[string]string{
	"SignIn.email":                                         "an account's address, which is compared and not stored",
	"SignIn.password":                                      "a secret, which nobody reads",
	"PasswordAgain.password":                               "a secret, which nobody reads",
	"ShownAgain.password":                                  "a secret, which nobody reads",
	"NewEmergency.password":                                "a secret, which nobody reads",
	"ForgottenPassword.email":                              "an account's address, which is compared and not stored",
	"PasswordChange.current":                               "a secret, which nobody reads",
	"PasswordChange.password":                              "a secret, which nobody reads",
	"NewPassword.password":                                 "a secret, which nobody reads",
	"NewPassword.organisation":                             "an organisation's name, given by whoever founds it before there is anybody to declare anything",
	"NewPassword.name":                                     "a colleague's name, given before there is anybody to declare anything",
	"NewPassword.email":                                    "a colleague's address",
	"PersonInput.email":                                    "a colleague's address",
	"SourceRef.document":                                   "the file name of a source document, one of five",
	"NewAppraisal.leaveOut":                                "keys of lines that the program proposed",
	"POST /appraisals/{id}/items.key":                      "a key of a line that the program proposed",
	"SeenNotices.keys":                                     "keys of notices that the program made",
	"SnoozedNotice.key":                                    "a key of a notice that the program made",
	"PastedActivity.text":                                  "lines of which only dates and numbers of episodes are kept; anything else is refused by its line",
	"NewSavedView.filters":                                 "choices of a page, of which only short words of letters and digits are kept; its search is checked",
	"ExternalReturn.code":                                  "what a provider made, which is handed back to it",
	"ExternalReturn.issuer":                                "a provider's address, which is compared and not stored",
	"ExternalReturn.refusal":                               "a provider's word for why it signed nobody in",
	"SignInProviderInput.issuer":                           "a provider's address",
	"SignInProviderInput.clientId":                         "a name that a provider made",
	"SignInProviderInput.secret":                           "a secret, which nobody reads",
	"POST /sign-in/providers/{id}/signed-out.logout_token": "a token that a provider signed",
	"NewIdentity.subject":                                  "a name that a provider made",
	"NewPackShare.email":                                   "a colleague's address, which is compared and not stored",
}

// TestEveryFreeTextIsChecked holds that what a person writes is marked in the contract, so that the gate looks at it.
func TestEveryFreeTextIsChecked(t *testing.T) {
	document, err := api.Document()
	require.NoError(t, err)
	used := map[string]bool{}
	marked := 0
	var look func(s *openapi3.SchemaRef, name string, seen []*openapi3.Schema)
	look = func(s *openapi3.SchemaRef, name string, seen []*openapi3.Schema) {
		if s == nil || s.Value == nil || slices.Contains(seen, s.Value) {
			return
		}
		if s.Ref != "" {
			name = s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]
		}
		v, seen := s.Value, append(seen, s.Value)
		if v.Type.Is("string") {
			free, _ := v.Extensions["x-free-text"].(bool)
			switch long := v.MaxLength == nil || *v.MaxLength > longestName; {
			case free:
				marked++
			case !long || len(v.Enum) > 0 || v.Format != "" || v.Pattern != "":
			case notFreeText[name] != "":
				used[name] = true
			default:
				t.Errorf("%s is a long text: mark it x-free-text: true, or say here why it need not be checked", name)
			}
		}
		for key, property := range v.Properties {
			look(property, name+"."+key, seen)
		}
		look(v.Items, name, seen)
		look(v.AdditionalProperties.Schema, name, seen)
		for _, part := range slices.Concat(v.AllOf, v.OneOf, v.AnyOf) {
			look(part, name, seen)
		}
	}
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			if method == http.MethodGet || operation.RequestBody == nil {
				continue
			}
			for _, content := range operation.RequestBody.Value.Content {
				look(content.Schema, fmt.Sprintf("%s %s", method, path), nil)
			}
		}
	}
	assert.Greater(t, marked, 60, "the contract was walked")
	for name := range notFreeText {
		assert.True(t, used[name], "%s is no longer an exception", name)
	}
}
