package audit

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Anchor is a statement about the newest seal of a chain at some time. Kept where who runs the database cannot change it, it
// shows later that the chain was not cut off before that seal, nor written anew.
type Anchor struct {
	Head
	// Installation is the address by which people reach the application.
	Installation string
	MadeAt       time.Time
}

const (
	anchorTitle = "Bandwise audit anchor 1"
	signedBy    = "signed by"
	signature   = "signature"
)

// Sign gives the statement as text, a value a line, with an Ed25519 signature in base64 over all lines before it, each with
// its line feed.
func (a Anchor) Sign(key ed25519.PrivateKey) []byte {
	var b strings.Builder
	b.WriteString(anchorTitle + "\n")
	for _, line := range [][2]string{
		{"installation", a.Installation},
		{"row", strconv.FormatInt(a.Number, 10)},
		{"hash", string(a.Hash)},
		{"sealed at", stamp(*a.SealedAt)},
		{"made at", stamp(a.MadeAt)},
		{signedBy, PublicKey(key)},
	} {
		_, _ = fmt.Fprintf(&b, "%s: %s\n", line[0], line[1])
	}
	signed := b.String()
	return []byte(signed + signature + ": " + base64.StdEncoding.EncodeToString(ed25519.Sign(key, []byte(signed))) + "\n")
}

func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }

// ReadAnchor reads a statement and checks that it was signed with the key that belongs to a public key. What a letter has
// before and after it is left out.
func ReadAnchor(text []byte, by ed25519.PublicKey) (Anchor, error) {
	whole := strings.ReplaceAll(string(text), "\r\n", "\n")
	start := strings.Index(whole, anchorTitle+"\n")
	if start < 0 {
		return Anchor{}, errors.New("this is not an anchor: it has no line " + strconv.Quote(anchorTitle))
	}
	whole = whole[start:]
	signed, rest, found := strings.Cut(whole, "\n"+signature+": ")
	if !found {
		return Anchor{}, errors.New("this anchor has no signature")
	}
	signed += "\n"
	line, _, _ := strings.Cut(rest, "\n")
	given, err := base64.StdEncoding.DecodeString(strings.TrimSpace(line))
	if err != nil || !ed25519.Verify(by, []byte(signed), given) {
		return Anchor{}, errors.New("this anchor was not signed with the key that was given, or was changed afterwards")
	}
	values := map[string]string{}
	for line := range strings.Lines(signed) {
		if name, value, found := strings.Cut(strings.TrimSuffix(line, "\n"), ": "); found {
			values[name] = value
		}
	}
	a := Anchor{Installation: values["installation"]}
	a.Hash = Hash(values["hash"])
	sealed, sealedErr := time.Parse(time.RFC3339Nano, values["sealed at"])
	a.SealedAt = &sealed
	var numberErr, madeErr error
	a.Number, numberErr = strconv.ParseInt(values["row"], 10, 64)
	a.MadeAt, madeErr = time.Parse(time.RFC3339Nano, values["made at"])
	if err := errors.Join(numberErr, sealedErr, madeErr); err != nil {
		return Anchor{}, fmt.Errorf("this anchor cannot be read: %w", err)
	}
	return a, nil
}

// keyBlock names what a key file holds.
const keyBlock = "PRIVATE KEY"

// NewKey makes a key that signs anchors, as the text of its file.
func NewKey() ([]byte, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	return pem.EncodeToMemory(&pem.Block{Type: keyBlock, Bytes: der}), err
}

// ReadKey reads a key file.
func ReadKey(file []byte) (ed25519.PrivateKey, error) {
	block, _ := pem.Decode(file)
	if block == nil || block.Type != keyBlock {
		return nil, errors.New("the key file holds no " + keyBlock)
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("read the key file: %w", err)
	}
	private, is := key.(ed25519.PrivateKey)
	if !is {
		return nil, errors.New("the key file holds a key of another kind than Ed25519")
	}
	return private, nil
}

// PublicKey gives the half of a key by which others check anchors, in base64.
func PublicKey(key ed25519.PrivateKey) string {
	return base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey))
}

// ReadPublicKey reads what [PublicKey] gives.
func ReadPublicKey(text string) (ed25519.PublicKey, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, errors.New("a public key is 44 characters long and ends with =")
	}
	return key, nil
}
