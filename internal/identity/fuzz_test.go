package identity

import (
	"testing"
	"unicode/utf8"
)

func FuzzPasswordProblem(f *testing.F) {
	f.Add("kettle marmot ledger", "Person One", "one@example.org")
	f.Add("passwordpassword", "", "")
	f.Add("123456789012", "é", "@")
	f.Fuzz(func(t *testing.T, password, name, email string) {
		if n := utf8.RuneCountInString(password); passwordProblem(password, name, email, name) == "" && (n < minPassword || n > maxPassword) {
			t.Fatalf("%d characters are taken", n)
		}
	})
}

func FuzzParseHash(f *testing.F) {
	f.Add("$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$a2V5a2V5a2V5")
	f.Add("$argon2id$v=19$m=64,t=0,p=0$c2FsdA$a2V5")
	f.Add("$argon2id$v=19$m=4294967295,t=1,p=1$$")
	f.Fuzz(func(t *testing.T, hash string) {
		c, _, key, ok := parseHash(hash)
		if ok && (c.passes < 1 || c.lanes < 1 || len(key) == 0) {
			t.Fatalf("%+v cannot be reckoned with", c)
		}
	})
}
