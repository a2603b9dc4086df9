// Package seal keeps the few secrets that the program has to read again: it encrypts them with a key of the installation
// that is not in the database, so that whoever has a copy of the database does not have them.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// keySize is the length of the key in bytes: AES-256.
const keySize = 32

// form begins whatever is sealed in the way of this package: AES-256-GCM with a random nonce.
const form = "a1"

// ErrOtherKey says that something was sealed with another key than this one.
var ErrOtherKey = errors.New("this was sealed with another key than the one of this server")

// Key seals and opens. The zero value has no key at all.
type Key struct {
	given string
	path  string

	mu     sync.Mutex
	name   string
	cipher cipher.AEAD
}

// New makes a key of its text, which is 32 bytes in base64, or of the file that holds it when there is no text. The file is
// made, readable by its owner alone, when something is sealed for the first time.
func New(text, path string) *Key { return &Key{given: text, path: path} }

// Check reads the text of a key.
func Check(text string) error {
	_, err := parse(text)
	return err
}

// Generate gives the text of a new key.
func Generate() string {
	var key [keySize]byte
	_, _ = rand.Read(key[:])
	return base64.StdEncoding.EncodeToString(key[:])
}

func parse(text string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != keySize {
		return nil, errors.New("a key is 32 random bytes in base64, which is 44 characters; `openssl rand -base64 32` makes one")
	}
	return key, nil
}

// Name gives the key's short name, the beginning of its SHA-256, or "" when there is no key yet.
func (k *Key) Name() (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.load(false); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		return "", err
	}
	return k.name, nil
}

// Beginning gives what everything begins with that this key sealed, or "" when there is no key yet.
func (k *Key) Beginning() (string, error) {
	name, err := k.Name()
	if err != nil || name == "" {
		return "", err
	}
	return form + "." + name + ".", nil
}

// Seal encrypts a secret. It can be opened only for the same owner, so that what is sealed for one is of no use to another.
func (k *Key) Seal(secret, owner string) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.load(true); err != nil {
		return "", err
	}
	nonce := make([]byte, k.cipher.NonceSize())
	_, _ = rand.Read(nonce)
	sealed := k.cipher.Seal(nonce, nonce, []byte(secret), []byte(owner))
	return form + "." + k.name + "." + base64.RawStdEncoding.EncodeToString(sealed), nil
}

// Open gives back a secret that was sealed for the owner. What another key sealed is [ErrOtherKey].
func (k *Key) Open(sealed, owner string) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.load(false); err != nil {
		return "", err
	}
	parts := strings.Split(sealed, ".")
	if len(parts) != 3 || parts[0] != form {
		return "", errors.New("this is nothing that was sealed")
	}
	if parts[1] != k.name {
		return "", ErrOtherKey
	}
	content, err := base64.RawStdEncoding.DecodeString(parts[2])
	if err != nil || len(content) < k.cipher.NonceSize() {
		return "", errors.New("this is nothing that was sealed")
	}
	nonce, content := content[:k.cipher.NonceSize()], content[k.cipher.NonceSize():]
	secret, err := k.cipher.Open(nil, nonce, content, []byte(owner))
	if err != nil {
		return "", fmt.Errorf("open what was sealed: %w", err)
	}
	return string(secret), nil
}

// load reads the key once; create says that a missing file is made.
func (k *Key) load(create bool) error {
	if k.cipher != nil {
		return nil
	}
	text := k.given
	if text == "" {
		var err error
		if text, err = k.file(create); err != nil {
			return err
		}
	}
	key, err := parse(text)
	if err != nil {
		return err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return fmt.Errorf("use the key: %w", err)
	}
	if k.cipher, err = cipher.NewGCM(block); err != nil {
		return fmt.Errorf("use the key: %w", err)
	}
	sum := sha256.Sum256(key)
	k.name = hex.EncodeToString(sum[:4])
	return nil
}

func (k *Key) file(create bool) (string, error) {
	if k.path == "" {
		return "", errors.New("there is no key, and no place to keep one")
	}
	content, err := os.ReadFile(k.path)
	if err == nil || !errors.Is(err, fs.ErrNotExist) || !create {
		if err != nil {
			err = fmt.Errorf("read the key file: %w", err)
		}
		return string(content), err
	}
	if err := os.MkdirAll(filepath.Dir(k.path), 0o700); err != nil {
		return "", fmt.Errorf("make the folder of the key file: %w", err)
	}
	// Written whole under another name first: another process never reads half of it, and of two the first one's is kept.
	draft, err := os.CreateTemp(filepath.Dir(k.path), ".key-*")
	if err != nil {
		return "", fmt.Errorf("make the key file: %w", err)
	}
	_, err = draft.WriteString(Generate() + "\n")
	err = errors.Join(err, draft.Sync(), draft.Close())
	if err == nil {
		if err = os.Link(draft.Name(), k.path); errors.Is(err, fs.ErrExist) {
			err = nil
		}
	}
	if err = errors.Join(err, os.Remove(draft.Name())); err != nil {
		return "", fmt.Errorf("make the key file: %w", err)
	}
	content, err = os.ReadFile(k.path)
	return string(content), err
}
