package page_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
)

func pointer[T any](v T) *T { return &v }

func TestAListIsWalkedByItsCursors(t *testing.T) {
	seen := 0
	cursor := pointer("")
	for range 10 {
		r, err := page.Parse(nil, nil, cursor, pointer(50), "name")
		require.NoError(t, err)
		seen += min(r.Limit, 120-r.Offset)
		next := r.Next(120)
		if next == "" {
			assert.Equal(t, 120, seen)
			return
		}
		cursor = &next
	}
	t.Fatal("the list never ended")
}

func TestWhatAListRefuses(t *testing.T) {
	for name, parse := range map[string]func() (page.Request, error){
		"an unknown sort": func() (page.Request, error) { return page.Parse(nil, pointer("secret"), nil, nil, "name") },
		"beyond every list": func() (page.Request, error) {
			return page.Parse(nil, nil, pointer("OTIyMzM3MjAzNjg1NDc3NTgwNw"), nil, "name")
		},
		"a damaged cursor":    func() (page.Request, error) { return page.Parse(nil, nil, pointer("%%"), nil, "name") },
		"a negative position": func() (page.Request, error) { return page.Parse(nil, nil, pointer("LTU"), nil, "name") },
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parse()
			assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		})
	}
}

func TestOrderUsesOnlyTheProgramsOwnText(t *testing.T) {
	r, err := page.Parse(nil, pointer("-due"), nil, pointer(100000), "name", "due")
	require.NoError(t, err)
	assert.Equal(t, page.MaxLimit, r.Limit)
	assert.Equal(t, "plans.due_on DESC, people.id", r.Order(map[string]string{"name": "people.name", "due": "plans.due_on"}, "people.id"))
}
