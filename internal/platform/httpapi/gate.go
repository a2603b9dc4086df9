package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
)

// MaxBody is the largest JSON body that is read, in bytes. Uploads have limits of their own.
const MaxBody = 1 << 20

// Contract is the OpenAPI document as the gate uses it.
type Contract struct {
	// routes are the operations by method and path as the server's router knows them. The contract's own router tries one path after
	// the other: it is asked only about what no operation answers, whether the path or the method is unknown.
	routes     map[string]*routers.Route
	router     routers.Router
	operations map[string][]access.Permission
	// byToken has the operations that scripts may ask for with a personal token.
	byToken map[string]bool
	// toFactor has the operations that lead to a second factor, which stay open to those who still have to set one up.
	toFactor map[string]bool
	// freeText has the operations whose bodies have free text.
	freeText map[string]bool
	check    FreeTextCheck
	// costly has the operations of which nobody may ask for many at once.
	costly map[string]bool
	limits *Limits
}

// defineFormats tells the library what a date is, once: it keeps the formats of all contracts together, without a lock.
var defineFormats = sync.OnceFunc(func() {
	openapi3.DefineStringFormatValidator("date", openapi3.NewCallbackValidator(func(text string) error {
		_, err := calendar.ParseDate(text)
		return err
	}))
})

// NewContract reads the document. Every operation must have an operationId; its permissions are x-permission, which
// opens the operation, and x-also-permissions, which the feature asks about within it. A date has to be one that the calendar
// has, which the library by itself does not check.
func NewContract(document *openapi3.T) (*Contract, error) {
	if err := document.Validate(context.Background()); err != nil {
		return nil, fmt.Errorf("the contract is not valid: %w", err)
	}
	boundNumbers(document)
	router, err := gorillamux.NewRouter(document)
	if err != nil {
		return nil, fmt.Errorf("route by the contract: %w", err)
	}
	defineFormats()
	c := &Contract{routes: map[string]*routers.Route{}, router: router, operations: map[string][]access.Permission{}, byToken: map[string]bool{}, toFactor: map[string]bool{}, freeText: map[string]bool{}, costly: map[string]bool{}}
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			if operation.OperationID == "" {
				return nil, fmt.Errorf("%s %s has no operationId", method, path)
			}
			for _, server := range document.Servers {
				c.routes[method+" "+server.URL+asRouted.Replace(path)] = &routers.Route{
					Spec: document, Server: server, Path: path, PathItem: item, Method: method, Operation: operation,
				}
			}
			c.operations[operation.OperationID] = permissionsOf(operation)
			c.byToken[operation.OperationID] = takesToken(document, operation)
			c.toFactor[operation.OperationID], _ = operation.Extensions["x-without-second-factor"].(bool)
			c.costly[operation.OperationID], _ = operation.Extensions["x-costly"].(bool)
			c.freeText[operation.OperationID] = hasFreeText(bodyOf(operation), map[*openapi3.Schema]bool{})
		}
	}
	return c, nil
}

// Limit bounds how often a person asks; see [Limits].
func (c *Contract) Limit(limits *Limits) { c.limits = limits }

// asRouted makes a path of the contract one of the server's router: {id} is :id there.
var asRouted = strings.NewReplacer("{", ":", "}", "")

// route gives what a request is about, with the parameters in its path as they stand there.
func (c *Contract) route(ec echo.Context) (*routers.Route, map[string]string, error) {
	request := ec.Request()
	route, known := c.routes[request.Method+" "+ec.Path()]
	if !known {
		return c.router.FindRoute(request)
	}
	parameters := make(map[string]string, len(ec.ParamNames()))
	for _, name := range ec.ParamNames() {
		parameters[name] = ec.Param(name)
		if request.URL.RawPath == "" {
			parameters[name] = url.PathEscape(ec.Param(name))
		}
	}
	return route, parameters, nil
}

// Operations lists the permissions of every operation, by operationId; the first opens the operation.
func (c *Contract) Operations() map[string][]access.Permission { return c.operations }

func permissionsOf(operation *openapi3.Operation) []access.Permission {
	first, _ := operation.Extensions["x-permission"].(string)
	all := []access.Permission{access.Permission(first)}
	if also, ok := operation.Extensions["x-also-permissions"].([]any); ok {
		for _, p := range also {
			if name, ok := p.(string); ok {
				all = append(all, access.Permission(name))
			}
		}
	}
	return all
}

// takesToken reports whether an operation's security, or that of the whole document where it has none of its own, names the
// scheme of personal tokens. What anybody may ask for, a script may too.
func takesToken(document *openapi3.T, operation *openapi3.Operation) bool {
	schemes := document.Security
	if operation.Security != nil {
		schemes = *operation.Security
	}
	return len(schemes) == 0 || slices.ContainsFunc(schemes, func(s openapi3.SecurityRequirement) bool { _, named := s["token"]; return named })
}

// The refusals of what a personal token may not do, and of what nobody may do without a second factor.
var (
	errFactorMissing = &apperr.Error{Code: apperr.CodeSecondFactorRequired, Message: "Your roles in Bandwise ask for a second step at sign-in. Set it up on your account page first."}
	errByHandOnly    = apperr.Forbidden("This cannot be done with a token. Sign in to Bandwise to do it.")
	errReadOnlyToken = apperr.Forbidden("This token may only read. To change something, make a token that may read and write.")
)

// refuseToken refuses a script what its token does not reach: operations that only a signed-in person may ask for, and
// changes by a token that may only read.
func (c *Contract) refuseToken(t *access.Token, operation, method string) error {
	switch {
	case t == nil:
		return nil
	case !c.byToken[operation]:
		return errByHandOnly
	case t.ReadOnly && method != http.MethodGet && method != http.MethodHead:
		return errReadOnlyToken
	}
	return nil
}

// refuseWithoutFactor refuses somebody whose roles ask for a second factor and who has none, but for what is open to everybody
// and what leads to one. A script cannot set one up, so its token is worth nothing until the person has.
func (c *Contract) refuseWithoutFactor(actor access.Actor, operation string) error {
	open := c.operations[operation][0] == access.Public || c.toFactor[operation] && actor.Token == nil
	if actor.LacksFactor && !open {
		return errFactorMissing
	}
	return nil
}

// Gate lets a request through when its operation is in the contract, the actor has the operation's permission, and what
// was sent has the contract's form and its free texts pass the check: 404, then 429, then 401 or 403, then 422.
func (c *Contract) Gate(next echo.HandlerFunc) echo.HandlerFunc {
	return func(ec echo.Context) error {
		request := ec.Request()
		route, parameters, err := c.route(ec)
		if err != nil {
			if errors.Is(err, routers.ErrMethodNotAllowed) {
				return echo.ErrMethodNotAllowed
			}
			return echo.ErrNotFound
		}
		actor := access.ActorFrom(request.Context())
		permission := c.operations[route.Operation.OperationID][0]
		if permission != access.Public && actor.May(access.SignedIn) {
			if err := c.limits.take(actor, c.costly[route.Operation.OperationID]); err != nil {
				return err
			}
		}
		if !actor.May(permission) {
			if !actor.May(access.SignedIn) {
				return apperr.Unauthenticated("Sign in to continue.")
			}
			return apperr.Forbidden("Your roles in Bandwise do not include this. Ask an administrator if you need it.")
		}
		if err := c.refuseWithoutFactor(actor, route.Operation.OperationID); err != nil {
			return err
		}
		if err := c.refuseToken(actor.Token, route.Operation.OperationID, request.Method); err != nil {
			return err
		}
		if len(actor.Covers()) > 0 {
			ec.SetRequest(request.WithContext(access.WithActor(request.Context(), actor.Asking(permission))))
			request = ec.Request()
		}
		body, err := checkRequest(ec, route, parameters)
		if err != nil {
			return err
		}
		if c.check != nil && body != nil && c.freeText[route.Operation.OperationID] {
			if err := c.check(request.Context(), freeTexts(bodyOf(route.Operation), "", body, nil)); err != nil {
				return err
			}
		}
		if request.Method == http.MethodGet {
			ec.SetRequest(request.WithContext(reference.Once(request.Context())))
		}
		return next(ec)
	}
}

// checkRequest holds the request against the contract, and gives its JSON body, nil when it has none.
func checkRequest(ec echo.Context, route *routers.Route, parameters map[string]string) (any, error) {
	var document any
	request := ec.Request()
	if err := mustBeText(request.URL.Query(), parameters); err != nil {
		return nil, err
	}
	if err := mustBeOnce(request, route.Operation); err != nil {
		return nil, err
	}
	input := &openapi3filter.RequestValidationInput{
		Request: request, PathParams: parameters, Route: route,
		Options: &openapi3filter.Options{
			MultiError:                 true,
			AuthenticationFunc:         openapi3filter.NoopAuthenticationFunc,
			KeepValidatedValue:         true,
			SkipSettingDefaults:        false,
			ExcludeReadOnlyValidations: false,
		},
	}
	mediaType, _, _ := mime.ParseMediaType(request.Header.Get(echo.HeaderContentType))
	if mediaType == "multipart/form-data" {
		// A file is read as a stream, by the handler that knows its limit. The library reads a body whole even when it is told
		// not to look at it, so it is shown the request without one.
		input.Options.ExcludeRequestBody = true
		bodyless := *request
		bodyless.Body = http.NoBody
		input.Request = &bodyless
	} else if request.Body != nil && request.Body != http.NoBody {
		body, err := io.ReadAll(http.MaxBytesReader(ec.Response(), request.Body, MaxBody))
		if err != nil {
			return nil, err
		}
		if len(body) > 0 && mediaType == echo.MIMEApplicationJSON {
			if document, err = readJSON(body); err != nil {
				return nil, err
			}
		}
		request.Body = io.NopCloser(bytes.NewReader(body))
	}
	if err := openapi3filter.ValidateRequest(request.Context(), input); err != nil {
		return nil, refusalOf(err)
	}
	return document, nil
}

// mustBeText refuses parameters that are no text, or have NUL characters, which PostgreSQL can neither store nor look for.
func mustBeText(query url.Values, path map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(query)) {
		for _, value := range query[name] {
			if !isText(name) || !isText(value) {
				return apperr.InvalidField(strings.ToValidUTF8(name, ""), "Remove the invisible control character from this text.")
			}
		}
	}
	for name, value := range path {
		if plain, err := url.PathUnescape(value); err != nil || !isText(plain) {
			return apperr.InvalidField(name, "Remove the invisible control character from this address.")
		}
	}
	return nil
}

// mustBeOnce refuses a parameter or header that is sent twice, unless it is a list: the checks might look at one and the
// feature at the other.
func mustBeOnce(request *http.Request, operation *openapi3.Operation) error {
	query := request.URL.Query()
	for _, parameter := range operation.Parameters {
		p := parameter.Value
		if p.Schema != nil && p.Schema.Value.Type.Is(openapi3.TypeArray) {
			continue
		}
		if p.In == openapi3.ParameterInQuery && len(query[p.Name]) > 1 || p.In == openapi3.ParameterInHeader && len(request.Header.Values(p.Name)) > 1 {
			return apperr.InvalidField(p.Name, "Send this once only.")
		}
	}
	return nil
}

func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// readJSON refuses what a lenient decoder would let pass: two documents in one body, or NUL characters, which
// PostgreSQL cannot store.
func readJSON(body []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	var document any
	if err := decoder.Decode(&document); err != nil {
		return nil, &apperr.Error{Code: apperr.CodeInvalid, Message: "What was sent is not JSON."}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, &apperr.Error{Code: apperr.CodeInvalid, Message: "There is something after the end of the JSON."}
	}
	if field, found := findNUL("", document); found {
		return nil, apperr.InvalidField(field, "Remove the invisible control character from this text.")
	}
	return document, nil
}

func findNUL(name string, value any) (string, bool) {
	switch v := value.(type) {
	case string:
		return name, strings.ContainsRune(v, 0)
	case []any:
		for i, item := range v {
			if field, found := findNUL(fmt.Sprintf("%s[%d]", name, i), item); found {
				return field, true
			}
		}
	case map[string]any:
		for key, item := range v {
			if field, found := findNUL(strings.TrimPrefix(name+"."+key, "."), item); found {
				return field, true
			}
		}
	}
	return "", false
}
