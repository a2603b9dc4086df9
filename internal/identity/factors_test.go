package identity

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/seal"
	"bandwise/internal/platform/testdb"
)

// enrol lets Sam set up a second factor, and gives its secret and the recovery codes.
func (n *trust) enrol(t *testing.T, v Visit) (secret string, codes []string) {
	t.Helper()
	offer, err := n.Service.OfferFactor(t.Context(), v, password, home)
	require.NoError(t, err)
	secret = strings.ReplaceAll(offer.Key, " ", "")
	codes, err = n.Service.ConfirmFactor(t.Context(), v, n.code(t, secret), home)
	require.NoError(t, err)
	// The code that confirmed it is used up.
	n.now = n.now.Add(factorStep)
	return secret, codes
}

func (n *trust) code(t *testing.T, secret string) string {
	t.Helper()
	code, err := codeAt(secret, stepAt(n.now))
	require.NoError(t, err)
	return code
}

func (n *trust) try(ctx context.Context, given Credentials) (Visit, error) {
	if given.Email == "" {
		given.Email, given.Password = "sam@example.org", password
	}
	return n.Service.SignIn(ctx, given, home, Visit{})
}

func (n *trust) makeManager(t *testing.T, role access.Role) {
	t.Helper()
	n.exec(t, "INSERT INTO grants (id, organisation_id, person_id, role, starts_on, created_at) VALUES (?, ?, ?, ?, ?, ?)",
		uuid.New(), n.org, n.sam, role, calendar.Today(n.now), n.now)
}

func TestSigningInWithASecondFactor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		other, v := n.signIn(t), n.signIn(t)
		secret, codes := n.enrol(t, v)
		assert.Len(t, codes, 10)
		assert.True(t, n.known(t, v))
		assert.False(t, n.known(t, other), "what a password alone opened is over")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM second_factors WHERE sealed_secret LIKE ?", "%"+secret+"%"), "the secret is sealed")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM recovery_codes WHERE code_hash NOT LIKE '$argon2id$%'"), "the codes are hashed slowly")

		_, err := n.try(ctx, Credentials{})
		assert.Equal(t, apperr.CodeCodeRequired, apperr.CodeOf(err), "the password is right, the code is missing")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM sign_in_failures"), "which is no failure")
		_, err = n.try(ctx, Credentials{Email: "sam@example.org", Password: "wrong password", Code: n.code(t, secret)})
		assert.Equal(t, errWrongPassword, err, "whoever has the password wrong learns nothing of a second factor")
		_, err = n.try(ctx, Credentials{Email: "nobody@example.org", Password: password, Code: n.code(t, secret)})
		assert.Equal(t, errWrongPassword, err)
		failures := n.count(t, "SELECT COUNT(*) FROM sign_in_failures")
		_, err = n.try(ctx, Credentials{Email: "sam@example.org", Password: password, Code: "000000"})
		assert.Equal(t, errWrongCode, err)
		assert.Greater(t, n.count(t, "SELECT COUNT(*) FROM sign_in_failures"), failures, "a wrong code is a failure")

		given := Credentials{Email: "sam@example.org", Password: password, Code: n.code(t, secret)}
		var succeeded atomic.Int64
		var together sync.WaitGroup
		for range 6 {
			together.Go(func() {
				if _, err := n.try(ctx, given); err == nil {
					succeeded.Add(1)
				}
			})
		}
		together.Wait()
		assert.EqualValues(t, 1, succeeded.Load(), "of several with the same code at once one succeeds")
		_, err = n.try(ctx, given)
		assert.Equal(t, errWrongCode, err, "and later none")
		n.now = n.now.Add(factorStep)
		_, err = n.try(ctx, Credentials{Email: "sam@example.org", Password: password, Code: n.code(t, secret)})
		assert.NoError(t, err, "the next one does")
	})
}

func TestGuessingCodesIsSlowedDown(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		secret, codes := n.enrol(t, n.signIn(t))
		for range accountFailures {
			_, err := n.try(t.Context(), Credentials{Email: "sam@example.org", Password: password, Code: "000000"})
			require.Equal(t, errWrongCode, err)
			_, err = n.try(t.Context(), Credentials{})
			assert.NotEqual(t, apperr.CodeUnauthenticated, apperr.CodeOf(err), "the right password in between clears nothing")
		}
		for _, given := range []Credentials{{Code: n.code(t, secret)}, {RecoveryCode: codes[0]}} {
			given.Email, given.Password = "sam@example.org", password
			_, err := n.try(t.Context(), given)
			assert.Equal(t, errTooManySignIns, err)
		}
		n.now = n.now.Add(throttleWindow)
		_, err := n.try(t.Context(), Credentials{Email: "sam@example.org", Password: password, Code: n.code(t, secret)})
		assert.NoError(t, err)
	})
}

func TestARecoveryCodeWorksOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		_, codes := n.enrol(t, n.signIn(t))
		n.post.letters = nil
		given := Credentials{Email: "sam@example.org", Password: password, RecoveryCode: strings.ToLower(strings.ReplaceAll(codes[3], "-", " "))}
		var succeeded atomic.Int64
		var together sync.WaitGroup
		for range 4 {
			together.Go(func() {
				if _, err := n.try(ctx, given); err == nil {
					succeeded.Add(1)
				}
			})
		}
		together.Wait()
		assert.EqualValues(t, 1, succeeded.Load())
		_, err := n.try(ctx, given)
		assert.Equal(t, errWrongPaper, err)
		assert.Len(t, n.post.letters, 1, "the person is told")
		assert.Equal(t, 9, n.count(t, "SELECT codes_left FROM account_events WHERE kind = 'recovery_code_used'"))

		v, err := n.try(ctx, Credentials{Email: "sam@example.org", Password: password, RecoveryCode: codes[0]})
		require.NoError(t, err)
		state, err := n.Service.Factor(ctx, v)
		require.NoError(t, err)
		assert.Equal(t, 8, state.CodesLeft)
		fresh, err := n.Service.RenewRecoveryCodes(ctx, v, Credentials{Password: password, RecoveryCode: codes[1]}, home)
		require.NoError(t, err)
		_, err = n.try(ctx, Credentials{Email: "sam@example.org", Password: password, RecoveryCode: codes[2]})
		assert.Equal(t, errWrongPaper, err, "the old ones are worth nothing")
		_, err = n.try(ctx, Credentials{Email: "sam@example.org", Password: password, RecoveryCode: fresh[2]})
		assert.NoError(t, err)
	})
}

func TestSettingUpASecondFactor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		v := n.signIn(t)
		_, err := n.Service.ConfirmFactor(ctx, v, "123456", home)
		assert.Equal(t, errNoFactor, err, "nothing is offered")
		_, err = n.Service.OfferFactor(ctx, v, "wrong password", home)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		first, err := n.Service.OfferFactor(ctx, v, password, home)
		require.NoError(t, err)
		second, err := n.Service.OfferFactor(ctx, v, password, home)
		require.NoError(t, err)
		_, err = n.Service.ConfirmFactor(ctx, v, n.code(t, strings.ReplaceAll(first.Key, " ", "")), home)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "a newer offer takes the place of an older one")
		_, err = n.try(ctx, Credentials{})
		require.NoError(t, err, "what is only offered asks for nothing")

		secret := strings.ReplaceAll(second.Key, " ", "")
		n.now = n.now.Add(offerLife)
		_, err = n.Service.ConfirmFactor(ctx, v, n.code(t, secret), home)
		assert.Equal(t, errOfferGone, err)
		secret, _ = n.enrol(t, v)
		_, err = n.Service.OfferFactor(ctx, v, password, home)
		assert.Equal(t, errHasFactor, err)
		_, err = n.Service.ConfirmFactor(ctx, v, n.code(t, secret), home)
		assert.Equal(t, errHasFactor, err)
	})
}

func TestRemovingASecondFactor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		v := n.signIn(t)
		assert.Equal(t, errNoFactor, n.Service.RemoveFactor(ctx, v, Credentials{Password: password, Code: "123456"}, home))
		secret, _ := n.enrol(t, v)
		for name, given := range map[string]Credentials{
			"a wrong password":  {Password: "wrong password", Code: n.code(t, secret)},
			"no code":           {Password: password},
			"a wrong code":      {Password: password, Code: "000000"},
			"a made-up paper":   {Password: password, RecoveryCode: "AAAA-AAAA-AAAA-AAAA"},
			"a code with signs": {Password: password, Code: "------"},
		} {
			assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(n.Service.RemoveFactor(ctx, v, given, home)), name)
		}
		require.NoError(t, n.Service.RemoveFactor(ctx, v, Credentials{Password: password, Code: n.code(t, secret)}, home))
		_, err := n.try(ctx, Credentials{})
		require.NoError(t, err, "the password is enough again")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM recovery_codes"))

		_, codes := n.enrol(t, v)
		assert.NoError(t, n.Service.RemoveFactor(ctx, v, Credentials{Password: password, RecoveryCode: codes[9]}, home), "or by a code on paper")
	})
}

func TestAnAdministratorResetsALostFactor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		v := n.signIn(t)
		assert.Equal(t, errNoFactor, n.Service.ResetFactor(ctx, n.boss, n.sam, "Lost."))
		n.enrol(t, v)
		foreign := n.boss
		foreign.OrganisationID = uuid.New()
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(n.Service.ResetFactor(ctx, foreign, n.sam, "Lost.")))
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(n.Service.ResetFactor(ctx, n.boss, n.sam, "  ")))
		assert.Equal(t, errOwnFactor, n.Service.ResetFactor(ctx, n.boss, n.boss.PersonID, "Lost."))
		held, err := n.Service.AccountOf(ctx, n.boss, n.sam)
		require.NoError(t, err)
		assert.True(t, held.SecondFactor)

		n.post.letters = nil
		require.NoError(t, n.Service.ResetFactor(ctx, n.boss, n.sam, "The telephone was stolen."))
		assert.False(t, n.known(t, v), "the sessions are over")
		assert.Len(t, n.post.letters, 1, "the person is told")
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM account_events WHERE kind = 'factor_reset' AND by_id = ? AND reason = 'The telephone was stolen.'", n.boss.PersonID))
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.factor_reset' AND actor_id = ?", n.boss.PersonID))
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE after LIKE '%stolen%'"), "the trail has no free text")
		_, err = n.try(ctx, Credentials{})
		assert.NoError(t, err)
	})
}

func TestTheOperatorHelpsTheOnlyAdministrator(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		v := n.signIn(t)
		_, err := n.Service.ResetFactorByOperator(ctx, "sam@example.org")
		assert.Equal(t, errNoFactor, err)
		n.enrol(t, v)
		_, err = n.Service.ResetFactorByOperator(ctx, "ada@example.org")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "a person without an account")
		n.exec(t, "UPDATE accounts SET disabled_at = ? WHERE person_id = ?", n.now, n.sam)
		_, err = n.Service.ResetFactorByOperator(ctx, "sam@example.org")
		assert.Equal(t, errAccountShut, err)
		n.exec(t, "UPDATE accounts SET disabled_at = NULL WHERE person_id = ?", n.sam)
		assert.True(t, n.known(t, v))
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.factor_reset'"))

		n.post.letters = nil
		helped, err := n.Service.ResetFactorByOperator(ctx, " SAM@example.org")
		require.NoError(t, err)
		assert.Equal(t, Helped{Name: "Sam Okoro", Organisation: "Northmoor"}, helped)
		assert.False(t, n.known(t, v), "the sessions are over")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM recovery_codes"))
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.factor_reset' AND actor_id IS NULL AND person_id = ? AND organisation_id = ?", n.sam, n.org))
		_, err = n.try(ctx, Credentials{})
		require.NoError(t, err, "the password is enough")
		require.Len(t, n.post.letters, 1, "the person is told")
		letter, _, err := n.Service.AccountLetter(ctx, n.post.letters[0])
		require.NoError(t, err)
		assert.Contains(t, letter.Paragraphs[0], "whoever runs Bandwise")
		assert.NotContains(t, letter.Paragraphs[0], "administrator")
	})
}

func TestWhatCannotBeWrittenDownResetsNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		v := n.signIn(t)
		n.enrol(t, v)
		n.exec(t, "ALTER TABLE audit_entries RENAME TO audit_entries_away")
		_, err := n.Service.ResetFactorByOperator(t.Context(), "sam@example.org")
		require.Error(t, err)
		n.exec(t, "ALTER TABLE audit_entries_away RENAME TO audit_entries")
		assert.True(t, n.known(t, v))
		_, err = n.try(t.Context(), Credentials{})
		assert.Equal(t, apperr.CodeCodeRequired, apperr.CodeOf(err))
	})
}

func TestWhoHasToSetUpASecondFactor(t *testing.T) {
	for name, c := range map[string]struct {
		policy config.SecondFactor
		role   access.Role
		want   bool
	}{
		"an administrator":              {config.FactorApproving, access.Administrator, true},
		"an assessor":                   {config.FactorApproving, access.Assessor, true},
		"an auditor, who only reads":    {config.FactorApproving, access.Auditor, false},
		"staff":                         {config.FactorApproving, "", false},
		"an administrator, by choice":   {config.FactorOptional, access.Administrator, false},
		"an administrator, without any": {config.FactorOff, access.Administrator, false},
	} {
		t.Run(name, func(t *testing.T) {
			n := newTrust(t, testdb.New(t, database.SQLite))
			n.Service.factors = c.policy
			if c.role != "" {
				n.makeManager(t, c.role)
			}
			v := n.signIn(t)
			assert.Equal(t, c.want, v.Actor.LacksFactor)
			_, secret, err := n.Service.MakeToken(t.Context(), v.Actor, NewPersonalToken{Name: "Export", Reach: ReachRead, LastsUntil: v.Actor.Today})
			require.NoError(t, err)
			script, err := n.Service.bearer(t.Context(), secret)
			require.NoError(t, err)
			assert.Equal(t, c.want, script.Actor.LacksFactor, "a script of the person's")
			if c.policy == config.FactorOff {
				_, err := n.Service.OfferFactor(t.Context(), v, password, home)
				assert.Equal(t, errFactorsOff, err)
				return
			}
			n.enrol(t, v)
			v, found, err := n.Service.visit(t.Context(), v.token)
			require.NoError(t, err)
			require.True(t, found)
			assert.False(t, v.Actor.LacksFactor, "it is set up")
			script, err = n.Service.bearer(t.Context(), secret)
			require.NoError(t, err)
			assert.False(t, script.Actor.LacksFactor)
		})
	}
}

func TestWithoutTheKeyPaperStillSignsIn(t *testing.T) {
	n := newTrust(t, testdb.New(t, database.SQLite))
	secret, codes := n.enrol(t, n.signIn(t))
	n.Service.key = seal.New(seal.Generate(), "")
	_, err := n.try(t.Context(), Credentials{Email: "sam@example.org", Password: password, Code: n.code(t, secret)})
	assert.Equal(t, apperr.CodeUnavailable, apperr.CodeOf(err))
	require.ErrorIs(t, err, seal.ErrOtherKey)
	_, err = n.try(t.Context(), Credentials{Email: "sam@example.org", Password: password, RecoveryCode: codes[0]})
	assert.NoError(t, err)
}
