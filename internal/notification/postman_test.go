package notification

import (
	"bytes"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/config"
	"bandwise/internal/platform/smtptest"
)

// TestNothingThatSomebodyTypedBecomesAHeader sends a letter in which every text that people may choose tries to be more than
// a text: names of readers, of reports, and of files that a letter carries.
func TestNothingThatSomebodyTypedBecomesAHeader(t *testing.T) {
	server := smtptest.New(t)
	c := config.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), SMTPURL: server.URL(), MailFrom: "bandwise@northmoor.example", LogFormat: "text"}
	require.NoError(t, c.Complete())
	postman, err := NewPostman(c)
	require.NoError(t, err)
	for name, hostile := range map[string]string{
		"a line of its own":     "Eve\r\nBcc: victim@elsewhere.example\r\nX-Evil: yes",
		"a bare line feed":      "Eve\nBcc: victim@elsewhere.example",
		"a bare return":         "Eve\rBcc: victim@elsewhere.example",
		"an end of the head":    "Eve\r\n\r\nA body of its own",
		"an end of the letter":  "Eve\r\n.\r\nMAIL FROM:<eve@elsewhere.example>",
		"a second reader":       `Eve" <victim@elsewhere.example>, "Mo`,
		"a parameter of a file": `report.pdf"; filename="evil.html`,
		"letters of every kind": "Žofie 🧾\u2028Bcc: victim@elsewhere.example",
		"an encoded word":       "=?utf-8?q?Eve=0D=0ABcc:_victim@elsewhere.example?=",
	} {
		t.Run(name, func(t *testing.T) {
			before := len(server.Letters())
			require.NoError(t, postman.Send(t.Context(), Letter{
				MessageID: "1@northmoor.example", To: mail.Address{Name: hostile, Address: "ella@northmoor.example"}, Subject: hostile,
				Text: "Hello", HTML: "<p>Hello</p>", Preferences: "https://bandwise.example/account/reminders", Date: time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC),
				Enclosed: []Enclosed{{Name: hostile, Type: "text/plain", Content: []byte("enclosed")}},
			}))
			require.Len(t, server.Letters(), before+1, "one letter, and no second one within it")
			letter := server.Letters()[before]
			m, err := mail.ReadMessage(bytes.NewReader([]byte(letter)))
			require.NoError(t, err)
			for header := range m.Header {
				assert.Contains(t, []string{
					"Auto-Submitted", "Content-Type", "Date", "From", "List-Unsubscribe", "Message-Id", "Mime-Version", "Subject", "To", "User-Agent", "X-Mailer",
				}, header)
			}
			to, err := m.Header.AddressList("To")
			require.NoError(t, err)
			require.Len(t, to, 1)
			assert.Equal(t, "ella@northmoor.example", to[0].Address)
			assert.NotContains(t, strings.ToLower(strings.ReplaceAll(letter, "\r", "\n")), "\nbcc:", "in the letter's head or an enclosed file's")
			assert.NotContains(t, letter, `filename="evil.html"`)
		})
	}
	assert.Empty(t, server.Refused())
}
