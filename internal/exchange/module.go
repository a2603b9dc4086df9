package exchange

// Dependencies are what the exchange needs from its surroundings.
type Dependencies struct{ Frameworks Frameworks }

// Module is the exchange, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together.
func New(d Dependencies) *Module {
	service := &Service{frameworks: d.Frameworks}
	return &Module{Service: service, Handlers: &Handlers{service}}
}
