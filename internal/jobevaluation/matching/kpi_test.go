package matching

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
)

func TestTheFiguresThatTrustsReport(t *testing.T) {
	today := calendar.On(2027, 3, 15)
	holders, released := map[uuid.UUID]int{}, map[uuid.UUID]LastRelease{}
	var posts []Post
	add := func(title, band string, stated calendar.Date, m *LastRelease, n int) {
		p := Post{ID: uuid.New(), Title: title, Band: band, MatchedOn: stated}
		posts = append(posts, p)
		holders[p.ID] = n
		if m != nil {
			released[p.ID] = *m
		}
	}
	on := calendar.MustParseDate
	none := calendar.Date{}
	add("up within a year", "4", none, &LastRelease{On: on("2026-03-15"), BandBefore: "3", Band: "4"}, 2)
	add("down before that", "4", none, &LastRelease{On: on("2026-03-14"), BandBefore: "5", Band: "4"}, 1)
	add("unchanged on the first of the three years", "4", none, &LastRelease{On: on("2024-03-15"), BandBefore: "4", Band: "4"}, 1)
	add("too long ago", "4", none, &LastRelease{On: on("2024-03-14"), BandBefore: "3", Band: "4"}, 1)
	add("unknown before", "4", none, &LastRelease{On: on("2027-01-01"), BandBefore: "", Band: "4"}, 1)
	add("no match", "5", none, &LastRelease{On: on("2027-01-01"), BandBefore: "5", Band: ""}, 1)
	add("the document says so", "6", on("2026-06-24"), nil, 1)
	add("the document is newer than the match", "6", on("2026-06-24"), &LastRelease{On: on("2025-06-24"), BandBefore: "5", Band: "6"}, 1)
	add("never", "8a", none, nil, 1)
	add("nobody holds it", "4", none, &LastRelease{On: on("2027-01-01"), BandBefore: "3", Band: "4"}, 0)
	add("band unknown", "", none, nil, 1)

	k := Figures(today, posts, holders, released)
	assert.Equal(t, []BandKpis{
		{Band: "4", InUse: 5, LastYear: 2, LastThree: 4, Up: 1, Down: 1, UnchangedBand: 1, NoComparison: 1},
		{Band: "5", InUse: 1, LastYear: 1, LastThree: 1, NoComparison: 1},
		{Band: "6", InUse: 2, LastYear: 2, LastThree: 2, NoComparison: 2},
		{Band: "8a", InUse: 1},
		{Band: "", InUse: 1},
	}, k.Bands)
	assert.Equal(t, BandKpis{InUse: 10, LastYear: 5, LastThree: 7, Up: 1, Down: 1, UnchangedBand: 1, NoComparison: 4}, k.All)
	require.Len(t, k.Roles, 10, "the list behind the figures")
	for _, r := range k.Roles {
		assert.NotEmpty(t, r.Explanation, r.Title)
	}
}
