package identity

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"time"
)

// How long a session lasts: an hour after the last request, and never longer than twelve hours, which is a long shift.
const (
	IdleTimeout     = time.Hour
	AbsoluteTimeout = 12 * time.Hour
	// seenEvery is how exactly the last request is kept: one write a minute, not one for each request.
	seenEvery = time.Minute
)

// The names of the cookie. The prefix __Host- makes browsers refuse it without Secure, with a domain, or from another
// path; over plain HTTP, which is served on loopback only, it cannot be used.
const (
	secureCookie   = "__Host-bandwise_session"
	loopbackCookie = "bandwise_session"
)

// token is what a browser or a link holds: 256 random bits. The database keeps its hash only.
type token string

func newToken() token {
	var random [32]byte
	_, _ = rand.Read(random[:])
	return token(base64.RawURLEncoding.EncodeToString(random[:]))
}

// hash gives the SHA-256 of the token in hexadecimal. A random token needs no slow hash: it cannot be guessed.
func (t token) hash() string {
	sum := sha256.Sum256([]byte(t))
	return hex.EncodeToString(sum[:])
}

// sessionAlive reports whether a session that was last used at seen and ends at expires is still good.
func sessionAlive(seen, expires, now time.Time) bool {
	return now.Before(expires) && now.Before(seen.Add(IdleTimeout))
}

func cookieName(secure bool) string {
	if secure {
		return secureCookie
	}
	return loopbackCookie
}

// sessionCookie carries the token. It has no age of its own: it goes when the browser is closed, as suits a computer
// that several people use; the server ends the session in any case.
func sessionCookie(t token, secure bool) *http.Cookie {
	return &http.Cookie{
		Name: cookieName(secure), Value: string(t), Path: "/", Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// startedCookieName names the cookie of a sign-in that is under way at a provider.
func startedCookieName(secure bool) string {
	if secure {
		return "__Host-bandwise_sign_in"
	}
	return "bandwise_sign_in"
}

// startedCookie binds a sign-in through a provider to the browser that began it.
func startedCookie(t token, secure bool) *http.Cookie {
	return &http.Cookie{
		Name: startedCookieName(secure), Value: string(t), Path: "/", Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode, MaxAge: int(startedLife.Seconds()),
	}
}

// goneCookie makes the browser forget the token.
func goneCookie(secure bool) *http.Cookie {
	c := sessionCookie("", secure)
	c.MaxAge = -1
	return c
}
