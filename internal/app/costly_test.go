package app

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/api"
)

// TestWhatIsCostly holds which operations nobody may ask for often: whatever takes a file in or makes one, and what
// calculates, sends letters or talks to other servers.
func TestWhatIsCostly(t *testing.T) {
	document, err := api.Document()
	require.NoError(t, err)
	costly := map[string]bool{}
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			marked, _ := operation.Extensions["x-costly"].(bool)
			costly[operation.OperationID] = marked
			takesFile := operation.RequestBody != nil && operation.RequestBody.Value.Content["multipart/form-data"] != nil
			makesFile := false
			for status, answer := range operation.Responses.Map() {
				for kind := range answer.Value.Content {
					// Pictures and files are handed out as they are kept: a page may show dozens of them.
					makesFile = makesFile || status != "default" && kind != "application/json" && kind != "image/jpeg" && kind != "*/*"
				}
			}
			if takesFile || makesFile {
				assert.True(t, marked, "%s %s makes or takes a file, so it needs x-costly", method, path)
			}
		}
	}
	for _, operation := range []string{
		"getWorkforceForecast", "compareScenarios", "addScenario", "editScenario",
		"checkStaffImport", "commitStaffImport", "makePack", "remakePackDocument", "askForSubjectArchive", "startRetentionRun",
		"sendReport", "sendTestMail", "sendPasswordLink", "trySignInProvider",
	} {
		assert.True(t, costly[operation], operation)
	}
}
