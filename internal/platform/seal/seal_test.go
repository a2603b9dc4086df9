package seal_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/seal"
)

func TestASecretIsOpenedByItsKeyAndForItsOwnerOnly(t *testing.T) {
	key := seal.New(seal.Generate(), "")
	sealed, err := key.Seal("JBSWY3DPEHPK3PXP", "sam")
	require.NoError(t, err)
	assert.NotContains(t, sealed, "JBSWY3DPEHPK3PXP")
	again, err := key.Seal("JBSWY3DPEHPK3PXP", "sam")
	require.NoError(t, err)
	assert.NotEqual(t, sealed, again, "the same secret looks another way each time")

	secret, err := key.Open(sealed, "sam")
	require.NoError(t, err)
	assert.Equal(t, "JBSWY3DPEHPK3PXP", secret)
	_, err = key.Open(sealed, "mary")
	assert.Error(t, err, "somebody else's")
	_, err = seal.New(seal.Generate(), "").Open(sealed, "sam")
	assert.ErrorIs(t, err, seal.ErrOtherKey)
	for _, broken := range []string{"", "x", "a1..", "a1.00000000.AAAA", sealed[:len(sealed)-4], sealed[:len(sealed)-2] + "AA"} {
		_, err := key.Open(broken, "sam")
		assert.Error(t, err, broken)
	}
}

func TestTheKeysFileIsMadeOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "secret.key")
	name, err := seal.New("", path).Name()
	require.NoError(t, err)
	assert.Empty(t, name)
	assert.NoFileExists(t, path, "asking for it makes none")
	_, err = seal.New("", path).Open("a1.00000000.AAAA", "sam")
	assert.ErrorIs(t, err, os.ErrNotExist, "and neither does opening")

	var together sync.WaitGroup
	sealed := make([]string, 8)
	for i := range sealed {
		together.Go(func() {
			var err error
			sealed[i], err = seal.New("", path).Seal("secret", "sam")
			assert.NoError(t, err)
		})
	}
	together.Wait()
	for _, s := range sealed {
		secret, err := seal.New("", path).Open(s, "sam")
		require.NoError(t, err, "of several that make it at once all use the same")
		assert.Equal(t, "secret", secret)
	}
	about, err := os.Stat(path)
	require.NoError(t, err)
	assert.EqualValues(t, 0o600, about.Mode().Perm())
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".key-*"))
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestWhatIsNoKey(t *testing.T) {
	require.NoError(t, seal.Check(seal.Generate()))
	for _, text := range []string{"", "secret", "c2hvcnQ=", seal.Generate() + "AA"} {
		assert.Error(t, seal.Check(text), text)
	}
	path := filepath.Join(t.TempDir(), "secret.key")
	require.NoError(t, os.WriteFile(path, []byte("not a key"), 0o600))
	_, err := seal.New("", path).Seal("secret", "sam")
	assert.Error(t, err, "a file with something else is never written over")
}
