package app

// addPattern gives the trainee's organisation a form of hospital numbers.
func (f *fixture) addPattern(encounter) {
	f.pattern = f.make(f.trainee.org.founder, "/hospital-number-patterns", object{"name": "A form", "shape": "ZX ######"})
}
