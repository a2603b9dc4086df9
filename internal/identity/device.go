package identity

import "strings"

// sign is how a browser or a system tells itself in the User-Agent header.
type sign struct{ mark, word string }

// The signs, the more particular first: every browser also claims to be others.
var (
	browsers = []sign{
		{"Edg/", "Edge"}, {"EdgA/", "Edge"}, {"EdgiOS/", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"},
		{"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"curl/", "curl"},
	}
	systems = []sign{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"}, {"Mac OS X", "Mac"}, {"Linux", "Linux"},
	}
)

// deviceOf puts a User-Agent header into words that its owner recognises, such as "Firefox on Windows".
func deviceOf(userAgent string) string {
	browser, system := told(browsers, userAgent), told(systems, userAgent)
	switch {
	case browser != "" && system != "":
		return browser + " on " + system
	case browser != "":
		return browser
	case system != "":
		return "A program on " + system
	}
	return "An unknown program"
}

func told(by []sign, userAgent string) string {
	for _, s := range by {
		if strings.Contains(userAgent, s.mark) {
			return s.word
		}
	}
	return ""
}
