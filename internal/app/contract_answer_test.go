package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
)

// nonconforming says in what an answer is not one that the contract declares for the operation that was asked for. What is
// no operation of the contract has to be answered with a problem.
func nonconforming(sent request, answer *httptest.ResponseRecorder) error {
	if answer.Code >= http.StatusInternalServerError {
		return errors.New("the server failed")
	}
	mediaType, _, _ := mime.ParseMediaType(answer.Header().Get("Content-Type"))
	var declared *openapi3.Response
	if sent.reaches != nil {
		if response := sent.reaches.Responses.Status(answer.Code); response != nil {
			declared = response.Value
		}
	}
	if declared == nil {
		if answer.Code < http.StatusBadRequest {
			return fmt.Errorf("the contract declares no %d", answer.Code)
		}
		return problemIn(sent, answer, mediaType)
	}
	if len(declared.Content) == 0 {
		if answer.Body.Len() > 0 {
			return errors.New("the contract declares no content")
		}
		return nil
	}
	content := declared.Content.Get(mediaType)
	if content == nil {
		return fmt.Errorf("the contract does not declare %q", mediaType)
	}
	if mediaType != "application/json" {
		return nil
	}
	return fits(content.Schema.Value, answer.Body.Bytes())
}

func problemIn(sent request, answer *httptest.ResponseRecorder, mediaType string) error {
	if mediaType != "application/problem+json" {
		return fmt.Errorf("a refusal is a problem, not %q", mediaType)
	}
	if sent.method == http.MethodHead {
		return nil
	}
	var problem struct {
		Status              int
		Detail, Code, Title string
		RequestID           string
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &problem); err != nil {
		return err
	}
	if problem.Status != answer.Code || problem.Detail == "" || problem.Code == "" || problem.Title == "" || problem.RequestID == "" {
		return errors.New("the problem is not whole")
	}
	if strings.Contains(answer.Body.String(), "SQLSTATE") || strings.Contains(answer.Body.String(), "goroutine ") {
		return errors.New("the problem shows what is inside")
	}
	if sent.reaches == nil {
		return nil
	}
	refusal := sent.reaches.Responses.Default()
	if refusal == nil || refusal.Value.Content["application/problem+json"] == nil {
		return fmt.Errorf("the contract declares neither %d nor a refusal", answer.Code)
	}
	return fits(refusal.Value.Content["application/problem+json"].Schema.Value, answer.Body.Bytes())
}

func fits(schema *openapi3.Schema, body []byte) error {
	if !utf8.Valid(body) {
		return errors.New("the answer is not UTF-8")
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return fmt.Errorf("the answer is not JSON: %w", err)
	}
	return schema.VisitJSON(value, openapi3.VisitAsResponse())
}
