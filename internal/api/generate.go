// Package api is the contract in Go: request and response types and the strict server interface, generated from the
// OpenAPI files of the features. It has no logic. Only handlers import it.
package api

import (
	_ "embed"

	"github.com/getkin/kin-openapi/openapi3"
)

//go:generate go run ./bundle openapi openapi.yaml
//go:generate go tool oapi-codegen -config oapi-codegen.yaml openapi.yaml

// Source is the whole contract, bundled from the features' files.
//
//go:embed openapi.yaml
var Source []byte

// Document parses the contract.
func Document() (*openapi3.T, error) { return openapi3.NewLoader().LoadFromData(Source) }

// JSON gives the contract as JSON, for clients that read it from /api/v1/openapi.json.
func JSON() ([]byte, error) {
	document, err := Document()
	if err != nil {
		return nil, err
	}
	return document.MarshalJSON()
}
