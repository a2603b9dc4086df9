package config_test

import (
	"strings"
	"testing"
	"time"

	"bandwise/internal/platform/config"
)

// FuzzRead gives settings anything that can stand in an environment.
func FuzzRead(f *testing.F) {
	f.Add("127.0.0.1:8080", "postgres://a@b/c", "https://bandwise.example", "smtp://u:p@h:587", "30", "1", "2026-03-14")
	f.Add(":8080", "sqlite:x", "http://[::1", "smtp://", "99999999999999999999", "maybe", "0000-00-00")
	f.Fuzz(func(t *testing.T, addr, database, base, smtp, timeout, demo, today string) {
		given := map[string]string{
			"BANDWISE_ADDR": addr, "BANDWISE_DATABASE_URL": database, "BANDWISE_BASE_URL": base, "BANDWISE_SMTP_URL": smtp, "BANDWISE_MAIL_FROM": "a@b.example",
			"BANDWISE_REQUEST_TIMEOUT": timeout, "BANDWISE_DEMO": demo, "BANDWISE_DEMO_TODAY": today,
		}
		c, err := config.Read(func(name string) (string, bool) { value, ok := given[name]; return value, ok })
		if err == nil {
			err = c.Complete()
		}
		if err != nil {
			if len(smtp) > 12 && strings.Contains(err.Error(), smtp) {
				t.Fatalf("the address of the mail server may hold a password: %v", err)
			}
			return
		}
		if c.RequestTimeout < 0 || c.RequestTimeout > 110*time.Second || c.DataDir == "" || c.DatabaseURL == "" {
			t.Fatalf("%+v", c)
		}
	})
}
