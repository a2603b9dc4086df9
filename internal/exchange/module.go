package exchange

// Dependencies are what the exchange needs from its surroundings.
type Dependencies struct {
	Frameworks Frameworks
	// PatientData refuses texts that seem to hold a patient's data.
	PatientData PatientData
}

// Module is the exchange, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together.
func New(d Dependencies) *Module {
	service := &Service{frameworks: d.Frameworks, patientData: d.PatientData}
	return &Module{Service: service, Handlers: &Handlers{service}}
}
