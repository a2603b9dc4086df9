package identity

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"bandwise/internal/platform/apperr"
)

// The length of a password in characters.
const (
	minPassword = 12
	maxPassword = 200
)

//go:embed common_passwords.txt.gz
var commonPasswordsFile []byte

// commonPasswords gives the common passwords, in lower case. They are unpacked when the first new password is chosen.
var commonPasswords = sync.OnceValue(func() map[string]bool {
	unpacked, err := gzip.NewReader(bytes.NewReader(commonPasswordsFile))
	if err != nil {
		panic("the list of common passwords in the program is broken: " + err.Error())
	}
	text, err := io.ReadAll(unpacked)
	if err != nil {
		panic("the list of common passwords in the program is broken: " + err.Error())
	}
	common := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "# ") {
			common[line] = true
		}
	}
	return common
})

// checkNewPassword refuses a password that may not be used, among them those of the operator's list of breaches.
func (s *Service) checkNewPassword(password, name, email, organisation string) error {
	if problem := passwordProblem(password, name, email, organisation); problem != "" {
		return apperr.InvalidField("password", problem)
	}
	found, err := s.breached.Has(password)
	if err == nil && found {
		err = apperr.InvalidField("password", "This password is known from a breach of another service, so it is tried early. Choose another. Three random words make a good one.")
	}
	return err
}

// passwordProblem says what is wrong with a new password, or "" when it may be used: at least 12 characters, and not one
// that guessing programs try early, which are common passwords, common ones with figures and signs around them, one
// short piece repeated, runs such as "123456789012", the person's own name or address, and what is made of the words of the
// product, the work and the organisation alone.
func passwordProblem(password, name, email, organisation string) string {
	length := utf8.RuneCountInString(password)
	switch {
	case length < minPassword:
		return fmt.Sprintf("Your password must have at least %d characters. Three random words make a good one.", minPassword)
	case length > maxPassword:
		return fmt.Sprintf("Your password must have %d characters or fewer.", maxPassword)
	}
	folded := strings.ToLower(password)
	common := commonPasswords()
	core := strings.TrimFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) })
	if common[folded] || common[core] || common[repeatedPiece(folded)] || utf8.RuneCountInString(repeatedPiece(folded)) <= 4 || isRun(folded) {
		return "This password is one that many people use, so it is easy to guess. Choose another. Three random words make a good one."
	}
	mailbox, _, _ := strings.Cut(strings.ToLower(email), "@")
	if madeOfKnownWords(folded, organisation) {
		return "Your password must not be made of the name of your organisation, of Bandwise or of your work alone. Choose another. Three random words make a good one."
	}
	for _, own := range []string{strings.ToLower(email), mailbox, strings.ToLower(name), strings.ReplaceAll(strings.ToLower(name), " ", "")} {
		if own != "" && (folded == own || core == own) {
			return "Your password must not be your name or e-mail address. Choose another."
		}
	}
	return ""
}

// knownWords are the words that everybody here would try first, besides those of the organisation's name: the product, the
// employer and the work.
var knownWords = []string{
	"bandwise", "nhs", "england", "trust", "hospital", "hospitals", "university", "foundation", "community", "health", "healthcare", "care", "icb",
	"clinical", "coding", "coder", "coders", "records", "patient", "patients", "services", "competency", "framework", "password", "login", "welcome", "admin",
	"and", "of", "the", "my", "for", "is", "at", "in", "to",
}

// madeOfKnownWords reports that a password is nothing but known words, with figures and signs between and around them.
func madeOfKnownWords(folded, organisation string) bool {
	known := slices.Concat(knownWords, strings.FieldsFunc(strings.ToLower(organisation), func(r rune) bool { return !unicode.IsLetter(r) }))
	known = slices.DeleteFunc(known, func(word string) bool { return utf8.RuneCountInString(word) < 2 })
	pieces := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, piece := range pieces {
		if !joined(piece, known) {
			return false
		}
	}
	return len(pieces) > 0
}

// joined reports that a text is one or more of the words, one right after the other.
func joined(text string, words []string) bool {
	reached := make([]bool, len(text)+1)
	reached[0] = true
	for i := range text {
		for _, word := range words {
			if reached[i] && strings.HasPrefix(text[i:], word) {
				reached[i+len(word)] = true
			}
		}
	}
	return reached[len(text)]
}

// repeatedPiece gives the shortest piece that makes the text when repeated: "abc" for "abcabcabcabc", and the text
// itself when it is not repeated.
func repeatedPiece(text string) string {
	runes := []rune(text)
	for n := 1; n <= len(runes)/2; n++ {
		if len(runes)%n != 0 {
			continue
		}
		if strings.Repeat(string(runes[:n]), len(runes)/n) == text {
			return string(runes[:n])
		}
	}
	return text
}

// isRun reports that every character follows the one before it, upwards or downwards; 0 follows 9.
func isRun(text string) bool {
	runes := []rune(text)
	up, down := true, true
	for i := 1; i < len(runes); i++ {
		step := runes[i] - runes[i-1]
		up = up && (step == 1 || runes[i-1] == '9' && runes[i] == '0')
		down = down && (step == -1 || runes[i-1] == '0' && runes[i] == '9')
	}
	return up || down
}

// recommended is how dear one guess is made: argon2id with 19 MiB of memory and two passes, the minimum of the OWASP
// password storage cheat sheet. Accounts whose hash was made at another cost get a new one when they sign in.
var recommended = HashCost{memory: 19 * 1024, passes: 2, lanes: 1}

// CheapHashes is a cost that protects nobody, for tests that are not about passwords.
var CheapHashes = HashCost{memory: 64, passes: 1, lanes: 1}

const (
	saltSize = 16
	keySize  = 32
)

// HashCost is how dear argon2id makes one guess at a password. The zero value stands for the recommended cost.
type HashCost struct {
	memory uint32 // in KiB
	passes uint32
	lanes  uint8
}

// hasher makes and checks password hashes, a few at a time, because each takes its memory.
type hasher struct {
	// cost is the cost of new hashes.
	cost  HashCost
	turns chan struct{}
	// decoy is checked for accounts that do not exist, so that the answer takes as long as for those that do.
	decoy string
}

func newHasher(cost HashCost) *hasher {
	if cost == (HashCost{}) {
		cost = recommended
	}
	h := &hasher{cost: cost, turns: make(chan struct{}, max(2, runtime.NumCPU()))}
	h.decoy = h.hash(rand.Text())
	return h
}

// hash gives the hash of a password in the PHC string format, with a salt of its own.
func (h *hasher) hash(password string) string {
	h.turns <- struct{}{}
	defer func() { <-h.turns }()
	var salt [saltSize]byte
	_, _ = rand.Read(salt[:])
	key := argon2.IDKey([]byte(password), salt[:], h.cost.passes, h.cost.memory, h.cost.lanes, keySize)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.cost.memory, h.cost.passes, h.cost.lanes,
		base64.RawStdEncoding.EncodeToString(salt[:]), base64.RawStdEncoding.EncodeToString(key))
}

// matches reports whether the password has the hash, and whether the hash was made at another cost than today's. An
// empty hash takes as long to refuse as any other.
func (h *hasher) matches(password, hash string) (matches, outdated bool) {
	known := hash != ""
	if !known {
		hash = h.decoy
	}
	c, salt, key, ok := parseHash(hash)
	if !ok {
		return false, false
	}
	h.turns <- struct{}{}
	defer func() { <-h.turns }()
	//nolint:gosec // the length of a stored key
	got := argon2.IDKey([]byte(password), salt, c.passes, c.memory, c.lanes, uint32(len(key)))
	return subtle.ConstantTimeCompare(got, key) == 1 && known, c != h.cost
}

func parseHash(hash string) (c HashCost, salt, key []byte, ok bool) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return HashCost{}, nil, nil, false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.passes, &c.lanes); err != nil {
		return HashCost{}, nil, nil, false
	}
	salt, saltErr := base64.RawStdEncoding.DecodeString(parts[4])
	key, keyErr := base64.RawStdEncoding.DecodeString(parts[5])
	// argon2 panics at no passes and at no lanes.
	return c, salt, key, saltErr == nil && keyErr == nil && len(key) > 0 && c.passes > 0 && c.lanes > 0
}
