package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestThePageIsUpToDate(t *testing.T) {
	assert.NoError(t, run(t.Context(), filepath.Join("..", ".."), true))
}

func TestWhichLicenceATextIs(t *testing.T) {
	for text, want := range map[string]string{
		"MIT License\n\nPermission is hereby granted,\nfree of charge, to any person": "MIT",
		"Redistributions in binary form must reproduce the above.":                    "BSD-2-Clause",
		"Redistributions in binary form must reproduce.\nNeither the name of":         "BSD-3-Clause",
		"   Apache License\n   Version 2.0, January 2004":                             "Apache-2.0",
		"All rights reserved.": "",
	} {
		folder := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(folder, "LICENSE.txt"), []byte(text), 0o600))
		licence, err := licenceIn(folder)
		require.NoError(t, err)
		assert.Equal(t, want, licence)
	}
}
