package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func sample(rows int) *Document {
	d := New(Properties{
		Title: "Pavel Dvořák – a sample", Subject: "A sample", Author: "Northmoor", Made: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
	})
	d.Title("A sample", "With a line under it")
	d.Heading("Facts")
	d.Facts(Fact{"Band", "4"}, Fact{"Left out", ""}, Fact{"A label that is longer than the room it has", strings.Repeat("words ", 40)})
	d.Heading("Words")
	d.Paragraph("“Quoted” – it’s £5, 10 ½ and 3 × 4.")
	d.Subheading("A list")
	d.List([]string{"One", strings.Repeat("two ", 60)})
	d.Small("Small print.")
	var table [][]string
	for i := range rows {
		table = append(table, []string{fmt.Sprint(i + 1), strings.Repeat("a reason ", i%30), "12"})
	}
	d.Table([]Column{{Heading: "No", Share: 1}, {Heading: "Reason", Share: 6}, {Heading: "Points", Share: 1, Right: true}}, table)
	d.Space(2)
	return d
}

func TestTheSameCallsMakeTheSameBytes(t *testing.T) {
	first, err := sample(40).Bytes()
	require.NoError(t, err)
	for range 3 {
		again, err := sample(40).Bytes()
		require.NoError(t, err)
		require.True(t, bytes.Equal(first, again))
	}
	assert.True(t, bytes.HasPrefix(first, []byte("%PDF-")))
	assert.Contains(t, string(first), "/Lang (en-GB)")
	if folder := os.Getenv("BANDWISE_PDF_DIR"); folder != "" {
		require.NoError(t, os.WriteFile(filepath.Join(folder, "sample.pdf"), first, 0o600))
	}
}

func TestATableOverPages(t *testing.T) {
	one := sample(3)
	assert.Equal(t, 1, one.f.PageNo())
	many := sample(120)
	assert.Greater(t, many.f.PageNo(), 3)
	long := sample(0)
	long.Table([]Column{{Heading: "Text", Share: 1}}, [][]string{{strings.Repeat("a row that is longer than a page ", 600)}, {}, {"last"}})
	assert.Greater(t, long.f.PageNo(), 2)
	for _, d := range []*Document{one, many, long} {
		_, err := d.Bytes()
		require.NoError(t, err)
	}
}
