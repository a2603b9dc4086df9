package apperr_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/apperr"
)

func TestEveryCodeHasANameAStatusAndATitle(t *testing.T) {
	for _, c := range apperr.Codes() {
		assert.NotEmpty(t, c.String(), "code %d", c)
		assert.GreaterOrEqual(t, c.Status(), 400, c.String())
		assert.NotEmpty(t, c.Title(), c.String())
	}
}

func TestACodeIsFoundThroughWrapping(t *testing.T) {
	err := fmt.Errorf("load claim: %w", apperr.NotFound("claim"))
	assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	assert.ErrorIs(t, err, apperr.NotFound(""))
	assert.NotErrorIs(t, err, apperr.Conflict(""))
	assert.Equal(t, apperr.CodeInternal, apperr.CodeOf(errors.New("anything else")))
}

func TestNoFieldsMeanNoError(t *testing.T) {
	assert.NoError(t, apperr.Invalid())
	assert.Error(t, apperr.InvalidField("date", "Enter a date."))
}
