package httpapi

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// WithCharset gives a media type with the encoding of a text, whose content is opened and read once for it: UTF-8, or else the
// single-byte encoding in which spreadsheets and editors on Windows still save. What is no text is not opened.
func WithCharset(mediaType string, open func() (io.ReadCloser, error)) (string, error) {
	if !strings.HasPrefix(mediaType, "text/") {
		return mediaType, nil
	}
	content, err := open()
	if err != nil {
		return "", err
	}
	defer func() { _ = content.Close() }()
	charset := "utf-8"
	if _, err := io.Copy(io.Discard, transform.NewReader(content, encoding.UTF8Validator)); errors.Is(err, encoding.ErrInvalidUTF8) {
		charset = "windows-1252"
	} else if err != nil {
		return "", fmt.Errorf("read a text for its encoding: %w", err)
	}
	return mime.FormatMediaType(mediaType, map[string]string{"charset": charset}), nil
}
