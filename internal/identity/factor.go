package identity

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"image/png"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"bandwise/internal/platform/apperr"
)

// What holds for second factors. The time-based codes are those of RFC 6238 as every authenticator app makes them: SHA-1, six
// digits, 30 seconds.
const (
	factorStep   = 30 * time.Second
	factorSecret = 20 // in bytes, as RFC 4226 recommends
	// factorDrift is by how many steps the clock of a telephone may be wrong.
	factorDrift = 1
	// offerLife is how long an offered secret waits for its first code.
	offerLife = 15 * time.Minute
	// recoverySize is the random part of a recovery code in bytes: 80 bits, 16 characters.
	recoverySize  = 10
	recoveryCount = 10
	qrSide        = 240 // in pixels
)

// The refusals about second factors.
var (
	errCodeRequired = &apperr.Error{Code: apperr.CodeCodeRequired, Message: "Enter the code that your authenticator app shows."}
	errWrongCode    = apperr.InvalidField("code", "This code is not right, or was used already. Enter the code that your app shows now.")
	errWrongPaper   = apperr.InvalidField("recoveryCode", "This is none of your recovery codes, or it was used already. Enter another.")
	errHasFactor    = apperr.Conflict("You have set up a second step already. Remove it first to set up another.")
	errNoFactor     = apperr.Conflict("No second step is set up.")
	errAccountShut  = apperr.Conflict("The account is closed, or the person has left.")
	errFactorsOff   = apperr.Conflict("This installation does not offer a second step at sign-in.")
	errOfferGone    = apperr.Conflict("The QR code is too old, or another one took its place. Begin again.")
	errOwnFactor    = apperr.Conflict("You cannot reset your own second step. Remove it on your account page, or ask another administrator.")
)

var codeForm = otp.Digits(6)

// newFactorSecret gives a random secret in base32.
func newFactorSecret() string { return randomText(factorSecret) }

func randomText(size int) string {
	random := make([]byte, size)
	_, _ = rand.Read(random)
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(random)
}

// stepAt gives the number of the time step that a moment lies in.
func stepAt(at time.Time) int64 { return at.Unix() / int64(factorStep/time.Second) }

// codeAt gives the code of a time step.
func codeAt(secret string, step int64) (string, error) {
	//nolint:gosec // steps count from 1970
	code, err := hotp.GenerateCodeCustom(secret, uint64(step), hotp.ValidateOpts{Digits: codeForm, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		return "", fmt.Errorf("reckon a code: %w", err)
	}
	return code, nil
}

// stepOf finds the time step whose code somebody entered, among those around now; spaces in it do not count. Steps up to last
// are used up.
func stepOf(secret, entered string, now time.Time, last int64) (step int64, found bool, err error) {
	entered = strings.Join(strings.Fields(entered), "")
	for d := int64(-factorDrift); d <= factorDrift; d++ {
		code, err := codeAt(secret, stepAt(now)+d)
		if err != nil {
			return 0, false, err
		}
		if same := subtle.ConstantTimeCompare([]byte(code), []byte(entered)) == 1; same && stepAt(now)+d > last && !found {
			step, found = stepAt(now)+d, true
		}
	}
	return step, found, nil
}

// Offer is a secret as an authenticator app takes it up.
type Offer struct {
	// Key is the secret in groups of four, for those who type it.
	Key string
	// Address is the otpauth address that the QR code holds.
	Address string
	// Picture is the QR code as PNG.
	Picture []byte
}

// offerOf shows a secret. The app lists it under the installation's host and the person's e-mail address.
func offerOf(secret, host, email string) (Offer, error) {
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if err != nil {
		return Offer{}, fmt.Errorf("read the secret of a second factor: %w", err)
	}
	key, err := totp.Generate(totp.GenerateOpts{
		Issuer: "Bandwise " + host, AccountName: email, Secret: raw, Period: uint(factorStep / time.Second), Digits: codeForm, Algorithm: otp.AlgorithmSHA1,
	})
	if err != nil {
		return Offer{}, fmt.Errorf("write the address of a second factor: %w", err)
	}
	picture, err := key.Image(qrSide, qrSide)
	if err != nil {
		return Offer{}, fmt.Errorf("draw the QR code of a second factor: %w", err)
	}
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, picture); err != nil {
		return Offer{}, fmt.Errorf("draw the QR code of a second factor: %w", err)
	}
	return Offer{Key: inGroups(secret, " "), Address: key.URL(), Picture: drawn.Bytes()}, nil
}

// newRecoveryCodes gives the codes of a set as people keep them: "ABCD-EFGH-IJKL-MNOP".
func newRecoveryCodes() []string {
	codes := make([]string, recoveryCount)
	for i := range codes {
		codes[i] = inGroups(randomText(recoverySize), "-")
	}
	return codes
}

// foldRecoveryCode makes what was typed comparable: groups and capitals do not count, and the figures that no code has are
// read as the letters that look like them.
func foldRecoveryCode(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z', r >= '2' && r <= '7':
			return r
		case r == '0':
			return 'O'
		case r == '1':
			return 'I'
		case r == '8':
			return 'B'
		}
		return -1
	}, strings.ToUpper(typed))
}

func inGroups(text, between string) string {
	var groups []string
	for len(text) > 4 {
		groups, text = append(groups, text[:4]), text[4:]
	}
	return strings.Join(append(groups, text), between)
}
