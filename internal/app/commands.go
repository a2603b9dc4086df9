package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"bandwise/internal/demo"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/httpapi/requestid"
	seeddemo "bandwise/seed/demo"
)

// LoadReference brings an installation's schema and reference data up to date and gives the number of rows that changed.
func LoadReference(ctx context.Context, c config.Config, o Options) (changed int, err error) {
	c.Demo = false
	a, err := open(requestid.With(ctx, "seed"), c, o)
	if err != nil {
		return 0, err
	}
	return a.changed, a.Close()
}

// NewOrganisation is what an organisation starts with.
type NewOrganisation struct {
	Slug               string
	Name               string
	AdministratorName  string
	AdministratorEmail string
}

// AddOrganisation adds an organisation with its first administrator, and gives the address at which the administrator
// sets a password, once.
func AddOrganisation(ctx context.Context, c config.Config, o Options, asked NewOrganisation) (link string, err error) {
	c.Demo = false
	a, err := open(requestid.With(ctx, "organisation-add"), c, o)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.AddOrganisation(ctx, asked)
}

// AddOrganisation does the same where the application is open already.
func (a *App) AddOrganisation(ctx context.Context, asked NewOrganisation) (link string, err error) {
	return a.modules.addOrganisation(ctx, asked)
}

// ResetFactor takes the second step at sign-in away from whoever signs in with an e-mail address, for an administrator whom no other
// administrator can help, and tells out what happened and what comes next.
func ResetFactor(ctx context.Context, c config.Config, o Options, email string, out io.Writer) (err error) {
	if strings.TrimSpace(email) == "" {
		return errors.New("say whose second step is lost with -email ADDRESS")
	}
	c.Demo = false
	a, err := open(requestid.With(ctx, "person-reset-factor"), c, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	helped, err := a.modules.identity.Service.ResetFactorByOperator(requestid.With(ctx, "person-reset-factor"), email)
	var refused *apperr.Error
	switch {
	case apperr.CodeOf(err) == apperr.CodeNotFound:
		return fmt.Errorf("nobody signs in with %s: check the address; nothing was changed", email)
	case apperr.CodeOf(err) == apperr.CodeConflict && errors.As(err, &refused):
		return fmt.Errorf("%s: %s Nothing was changed", email, refused.Message)
	case err != nil:
		return err
	}
	_, _ = fmt.Fprintf(out, "The second step of %s (%s) was removed, with the recovery codes. Every session of theirs has ended, and the audit trail tells of it.\n"+
		"They sign in at %s with the password alone", helped.Name, helped.Organisation, c.BaseURL)
	next := ", and should set the second step up again at once, on the account page, and keep the new recovery codes on paper."
	if c.SecondFactor == config.FactorOff {
		next = "; a second step cannot be set up while BANDWISE_SECOND_FACTOR is off."
	}
	_, err = fmt.Fprintln(out, next)
	return err
}

// Announce tells the operator where the application is and how to get in: the demo people, or, as long as nobody has an
// account, the one-time link for the first administrator.
func (a *App) Announce(ctx context.Context, out io.Writer) {
	_, _ = fmt.Fprintf(out, "\nBandwise is at %s\n", a.config.BaseURL)
	if a.config.Demo {
		a.announceDemo(out)
		return
	}
	link, err := a.modules.identity.Service.FirstAdministratorLink(ctx)
	if err != nil {
		a.options.Log.ErrorContext(ctx, "the link for the first administrator could not be made", "error", err)
		return
	}
	if link != "" {
		_, _ = fmt.Fprintf(out, "Nobody has an account yet. The first administrator sets one up here, once:\n%s\n", link)
	}
}

func (a *App) announceDemo(out io.Writer) {
	accounts, err := demo.SignIns()
	if err != nil {
		a.options.Log.Error("the demo's people cannot be listed", "error", err)
		return
	}
	_, _ = fmt.Fprintf(out, "This is a demonstration with invented people. Every password is %s\n", seeddemo.Password)
	for _, account := range accounts {
		_, _ = fmt.Fprintf(out, "  %-26s %s, %s\n", account.Email, account.Name, account.Role)
	}
}
