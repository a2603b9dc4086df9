package file

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"bandwise/internal/platform/apperr"
)

// The content types of the main parts of a Word document and an Excel workbook without macros (ECMA-376 part 1, 11.3.10
// and 12.3.23).
const (
	wordMain  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	excelMain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)

// Bounds for what a document may unpack to. A document of 25 MB with pictures stays far below them.
const (
	maxParts       = 5_000
	maxUnpacked    = 250_000_000
	maxContentList = 1 << 20
)

// checkOffice gives the check for a document whose list of contents names the main part's type. The document is
// unpacked into nothing, because what its parts claim to measure may be a lie.
func checkOffice(main string) func(*io.SectionReader) error {
	return func(content *io.SectionReader) error {
		head := make([]byte, 4)
		if _, err := content.ReadAt(head, 0); err == nil && string(head) == oldContainer {
			return errPassword()
		}
		if string(head) != "PK\x03\x04" {
			return errOtherContent
		}
		archive, err := zip.NewReader(content, content.Size())
		if err != nil {
			return errOtherContent
		}
		if len(archive.File) > maxParts {
			return errTooMuchInside()
		}
		if err := checkParts(archive.File); err != nil {
			return err
		}
		return checkContentList(archive, main)
	}
}

func errTooMuchInside() error {
	return apperr.UnsupportedType(fieldName, "This document unpacks to far more than it should. Save it again from Word or Excel, or as a PDF.")
}

func checkParts(parts []*zip.File) error {
	seen := make(map[string]bool, len(parts))
	left := uint64(maxUnpacked)
	for _, part := range parts {
		// Office compares the names of parts without regard to case.
		name := strings.ToLower(part.Name)
		if part.Flags&encrypted != 0 {
			return errPassword()
		}
		if seen[name] || !isPartName(name) {
			return errOtherContent
		}
		seen[name] = true
		if strings.HasSuffix(name, "vbaproject.bin") {
			return errMacros()
		}
		if part.UncompressedSize64 > left {
			return errTooMuchInside()
		}
		left -= part.UncompressedSize64
	}
	for _, part := range parts {
		if err := unpack(part); err != nil {
			return errOtherContent
		}
	}
	return nil
}

// encrypted is the flag of a part that needs a password (APPNOTE 4.4.4, bit 0).
const encrypted = 1

// isPartName reports whether a name stays inside the place where a program might unpack it.
func isPartName(name string) bool {
	if name == "" || strings.ContainsAny(name, "\\\x00:") || strings.HasPrefix(name, "/") {
		return false
	}
	for _, segment := range strings.Split(strings.TrimSuffix(name, "/"), "/") {
		if segment == "" || segment == "." || segment == ".." {
			return false
		}
	}
	return true
}

// unpack reads a part to its end. The reader fails at the first byte beyond what the part claims to measure, and when its
// checksum is wrong.
func unpack(part *zip.File) error {
	reader, err := part.Open()
	if err != nil {
		return err
	}
	defer func() { _ = reader.Close() }()
	_, err = io.Copy(io.Discard, reader) //nolint:gosec // bounded by what the part claims, which was checked
	return err
}

// oldContainer begins the files of old versions of Office, and the container into which newer ones put a document with a
// password ([MS-OFFCRYPTO] 2.3.1).
const oldContainer = "\xd0\xcf\x11\xe0"

func errPassword() error {
	return apperr.UnsupportedType(fieldName, "This document is protected with a password, or is of an old version of Office. Save it without a password, as DOCX or XLSX.")
}

func errMacros() error {
	return apperr.UnsupportedType(fieldName, "This document contains macros. Save it without them, as DOCX, XLSX or PDF.")
}

// checkContentList looks for the main part's type in [Content_Types].xml.
func checkContentList(archive *zip.Reader, main string) error {
	reader, err := archive.Open("[Content_Types].xml")
	if err != nil {
		return errOtherContent
	}
	defer func() { _ = reader.Close() }()
	list, err := io.ReadAll(io.LimitReader(reader, maxContentList))
	if err != nil {
		return errOtherContent
	}
	if bytes.Contains(list, []byte("macroEnabled")) {
		return errMacros()
	}
	if !bytes.Contains(list, []byte(main)) {
		return errOtherContent
	}
	return nil
}
