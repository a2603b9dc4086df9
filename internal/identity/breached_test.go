package identity

import (
	"crypto/sha1"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// breachedFile writes a list of passwords as Have I Been Pwned does.
func breachedFile(t *testing.T, end string, passwords ...string) string {
	t.Helper()
	var lines []string
	for i, p := range passwords {
		lines = append(lines, fmt.Sprintf("%X:%d", sha1.Sum([]byte(p)), i*i*i))
	}
	slices.Sort(lines)
	path := filepath.Join(t.TempDir(), "pwned.txt")
	require.NoError(t, os.WriteFile(path, []byte(strings.Join(lines, end)), 0o600))
	return path
}

func TestABreachedPasswordIsFound(t *testing.T) {
	for _, n := range []int{1, 2, 3, 10, 1000} {
		for name, end := range map[string]string{"lines of Windows": "\r\n", "lines of Unix": "\n"} {
			var listed []string
			for i := range n {
				listed = append(listed, fmt.Sprintf("listed password %d", i))
			}
			b, err := OpenBreached(breachedFile(t, end, listed...))
			require.NoError(t, err)
			for i, p := range listed {
				found, err := b.Has(p)
				require.NoError(t, err)
				assert.True(t, found, "%d of %d, %s", i, n, name)
				found, err = b.Has("not " + p)
				require.NoError(t, err)
				assert.False(t, found, "%d of %d, %s", i, n, name)
			}
			require.NoError(t, b.Close())
		}
	}
}

func TestALittleListInSmallLettersWithoutNumbers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.txt")
	require.NoError(t, os.WriteFile(path, []byte(fmt.Sprintf("%x\n", sha1.Sum([]byte("kettle marmot ledger")))), 0o600))
	b, err := OpenBreached(path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.Close()) })
	found, err := b.Has("kettle marmot ledger")
	require.NoError(t, err)
	assert.True(t, found)
}

func TestWhichListsAreRefused(t *testing.T) {
	var lines []string
	for i := range 500 {
		lines = append(lines, fmt.Sprintf("%X:1", sha1.Sum([]byte{byte(i), byte(i >> 8)})))
	}
	for name, content := range map[string]string{
		"nothing": "", "passwords as they are": "password\n123456\n", "another kind of hash": strings.Repeat("A", 32) + ":1\n", "one long line": strings.Repeat("A", 4000),
		"another order": strings.Join(lines, "\n"),
	} {
		path := filepath.Join(t.TempDir(), "list.txt")
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		_, err := OpenBreached(path)
		assert.Error(t, err, name)
	}
	_, err := OpenBreached(filepath.Join(t.TempDir(), "missing.txt"))
	assert.ErrorIs(t, err, os.ErrNotExist)
	none, err := OpenBreached("")
	require.NoError(t, err)
	found, err := none.Has("password")
	require.NoError(t, err)
	assert.False(t, found)
	assert.NoError(t, none.Close())
}

func TestNobodyChoosesABreachedPassword(t *testing.T) {
	n := newTrust(t, testdb.New(t, database.SQLite))
	const listed = "rhubarb saddle quartz"
	list, err := OpenBreached(breachedFile(t, "\r\n", "something else", listed))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, list.Close()) })
	n.Service.breached = list
	v := n.signIn(t)
	err = n.Service.ChangePassword(t.Context(), v, password, listed, home)
	assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
	assert.ErrorContains(t, err, "known from a breach")
	url, _, err := n.Service.CreateLink(t.Context(), n.boss, n.sam)
	require.NoError(t, err)
	err = n.Service.SetPassword(t.Context(), tokenOf(t, url), NewPassword{Password: listed}, home)
	assert.ErrorContains(t, err, "known from a breach")
	require.NoError(t, n.Service.SetPassword(t.Context(), tokenOf(t, url), NewPassword{Password: "three entirely other words"}, home))
}
