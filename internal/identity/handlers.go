package identity

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/api"
)

// Handlers answer the operations tagged identity.
type Handlers struct {
	service *Service
	secure  bool
	demo    []DemoAccount
}

type visitKey struct{}

// caller is what the handlers of this package need to know about a request.
type caller struct {
	Visit
	Origin
	// started is what the cookie of a sign-in through a provider holds.
	started token
}

func callerFrom(ctx context.Context) caller {
	c, _ := ctx.Value(visitKey{}).(caller)
	return c
}

// Authenticate is the middleware that turns the session's cookie, or a script's token, into the Actor of the request. A
// missing, unknown or ended session makes a request of nobody, which the gate judges. A request that carries a token is
// judged by it alone: its cookies are not looked at, and a token that is worth nothing is refused here.
func (h *Handlers) Authenticate(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx := c.Request().Context()
		from := caller{Origin: Origin{Address: c.RealIP(), Device: deviceOf(c.Request().UserAgent())}}
		if secret, found := bearerOf(c.Request()); found {
			visit, err := h.service.bearer(ctx, secret)
			if err != nil {
				if errors.Is(err, errBadToken) {
					c.Response().Header().Set(echo.HeaderWWWAuthenticate, `Bearer error="invalid_token"`)
				}
				return err
			}
			from.Visit = visit
			ctx = access.WithActor(ctx, visit.Actor)
		} else if cookie, err := c.Cookie(cookieName(h.secure)); err == nil {
			visit, found, err := h.service.visit(ctx, token(cookie.Value))
			if err != nil {
				return err
			}
			if found {
				from.Visit = visit
				ctx = access.WithActor(ctx, visit.Actor)
			}
		}
		if cookie, err := c.Cookie(startedCookieName(h.secure)); err == nil {
			from.started = token(cookie.Value)
		}
		c.SetRequest(c.Request().WithContext(context.WithValue(ctx, visitKey{}, from)))
		return next(c)
	}
}

// bearerOf gives the token that a request carries; found is false when it carries none.
func bearerOf(r *http.Request) (secret string, found bool) {
	scheme, secret, _ := strings.Cut(r.Header.Get(echo.HeaderAuthorization), " ")
	return strings.TrimSpace(secret), strings.EqualFold(scheme, "Bearer")
}

// SignIn answers POST /session.
func (h *Handlers) SignIn(ctx context.Context, r api.SignInRequestObject) (api.SignInResponseObject, error) {
	from := callerFrom(ctx)
	visit, err := h.service.SignIn(ctx, Credentials{
		Email: r.Body.Email, Password: r.Body.Password, Code: text(r.Body.Code), RecoveryCode: text(r.Body.RecoveryCode),
	}, from.Origin, from.Visit)
	if err != nil {
		return nil, err
	}
	cookie := sessionCookie(visit.token, h.secure).String()
	return api.SignIn200JSONResponse{Body: me(visit), Headers: api.SignIn200ResponseHeaders{SetCookie: &cookie}}, nil
}

// SignOut answers DELETE /session.
func (h *Handlers) SignOut(ctx context.Context, _ api.SignOutRequestObject) (api.SignOutResponseObject, error) {
	address, err := h.service.SignOut(ctx, callerFrom(ctx).Visit)
	if err != nil {
		return nil, err
	}
	cookie := goneCookie(h.secure).String()
	if address != "" {
		return api.SignOut200JSONResponse{Body: struct {
			Address string `json:"address"`
		}{address}, Headers: api.SignOut200ResponseHeaders{SetCookie: &cookie}}, nil
	}
	return api.SignOut204Response{Headers: api.SignOut204ResponseHeaders{SetCookie: &cookie}}, nil
}

// SignInOptions answers GET /session/options.
func (h *Handlers) SignInOptions(context.Context, api.SignInOptionsRequestObject) (api.SignInOptionsResponseObject, error) {
	options := api.SignInOptions200JSONResponse{Demo: len(h.demo) > 0, ResetByMail: h.service.Sends(), Accounts: []api.DemoAccount{}}
	for _, a := range h.demo {
		options.Accounts = append(options.Accounts, api.DemoAccount(a))
	}
	return options, nil
}

// GetMe answers GET /me.
func (h *Handlers) GetMe(ctx context.Context, _ api.GetMeRequestObject) (api.GetMeResponseObject, error) {
	return api.GetMe200JSONResponse(me(callerFrom(ctx).Visit)), nil
}

// ChangePassword answers POST /me/password.
func (h *Handlers) ChangePassword(ctx context.Context, r api.ChangePasswordRequestObject) (api.ChangePasswordResponseObject, error) {
	from := callerFrom(ctx)
	if err := h.service.ChangePassword(ctx, from.Visit, r.Body.Current, r.Body.Password, from.Origin); err != nil {
		return nil, err
	}
	return api.ChangePassword204Response{}, nil
}

// GetPasswordLink answers GET /password-links/{token}.
func (h *Handlers) GetPasswordLink(ctx context.Context, r api.GetPasswordLinkRequestObject) (api.GetPasswordLinkResponseObject, error) {
	link, err := h.service.Link(ctx, r.Token)
	if err != nil {
		return nil, err
	}
	return api.GetPasswordLink200JSONResponse{
		Purpose: api.PasswordLinkPurpose(link.Purpose), Name: link.Name, Email: link.Email, ExpiresAt: link.ExpiresAt,
	}, nil
}

// SetPassword answers POST /password-links/{token}.
func (h *Handlers) SetPassword(ctx context.Context, r api.SetPasswordRequestObject) (api.SetPasswordResponseObject, error) {
	given := NewPassword{
		Password: r.Body.Password, Organisation: text(r.Body.Organisation), Name: text(r.Body.Name), Email: text(r.Body.Email),
	}
	if err := h.service.SetPassword(ctx, r.Token, given, callerFrom(ctx).Origin); err != nil {
		return nil, err
	}
	return api.SetPassword204Response{}, nil
}

// CreatePasswordLink answers POST /people/{id}/password-links.
func (h *Handlers) CreatePasswordLink(ctx context.Context, r api.CreatePasswordLinkRequestObject) (api.CreatePasswordLinkResponseObject, error) {
	url, expiresAt, err := h.service.CreateLink(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.CreatePasswordLink201JSONResponse{Url: url, ExpiresAt: expiresAt}, nil
}

// DisableAccount answers POST /people/{id}/account/disable.
func (h *Handlers) DisableAccount(ctx context.Context, r api.DisableAccountRequestObject) (api.DisableAccountResponseObject, error) {
	if err := h.service.Disable(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.DisableAccount204Response{}, nil
}

// EnableAccount answers POST /people/{id}/account/enable.
func (h *Handlers) EnableAccount(ctx context.Context, r api.EnableAccountRequestObject) (api.EnableAccountResponseObject, error) {
	if err := h.service.Enable(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.EnableAccount204Response{}, nil
}

func me(v Visit) api.Me {
	answer := api.Me{
		Person:       api.Person{Id: v.Actor.PersonID, Name: v.Actor.Name, Email: v.Actor.Email},
		Organisation: api.NamedRef{Id: v.Actor.OrganisationID, Name: v.Organisation},
		Permissions:  []string{},

		LacksSecondFactor: v.Actor.LacksFactor,
	}
	if e, has := v.Actor.Emergency(); has {
		answer.Emergency = &api.EmergencyNow{Role: api.EmergencyRole(e.Role), Until: e.Until.UTC()}
	}
	for _, role := range v.Actor.Roles() {
		answer.Roles = append(answer.Roles, string(role))
	}
	for _, permission := range v.Actor.Permissions() {
		answer.Permissions = append(answer.Permissions, string(permission))
	}
	slices.Sort(answer.Permissions)
	return answer
}

func text(optional *string) string {
	if optional == nil {
		return ""
	}
	return *optional
}
