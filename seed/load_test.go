package seed

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheReferenceDataLoads(t *testing.T) {
	_, err := Load()
	require.NoError(t, err)
}
