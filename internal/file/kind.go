package file

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"image/jpeg"
	"io"
	"net/http"
	"strings"

	"bandwise/internal/platform/apperr"
)

// fieldName is the form field that uploads come in, and that refusals are shown beside.
const fieldName = "file"

const acceptedTypes = "Choose a PDF, PNG, JPEG, plain text, CSV, Word (DOCX) or Excel (XLSX) file."

// Pictures larger than this, in pixels, are refused: a small file can unpack to a picture that fills a reader's memory.
const (
	maxSide   = 20_000
	maxPixels = 100_000_000
)

// kind is one type of file: the extensions that it may have, and the check of whether a content really is of it.
type kind struct {
	mediaType  MediaType
	extensions []string
	// title is how sentences name it.
	title string
	check func(content *io.SectionReader) error
}

// errOtherContent says that a content is not of the kind that its name claims.
var errOtherContent = errors.New("the content is of another kind")

func kinds() []kind {
	return []kind{
		{PDF, []string{".pdf"}, "a PDF", checkPDF},
		{PNG, []string{".png"}, "a PNG picture", checkPNG},
		{JPEG, []string{".jpg", ".jpeg"}, "a JPEG picture", checkJPEG},
		{Text, []string{".txt"}, "plain text", checkText},
		{CSV, []string{".csv"}, "CSV", checkText},
		{DOCX, []string{".docx"}, "a Word document", checkOffice(wordMain)},
		{XLSX, []string{".xlsx"}, "an Excel workbook", checkOffice(excelMain)},
	}
}

// kindByName finds the kind that a safe name's extension claims; any other extension is CodeUnsupportedType.
func kindByName(name string) (kind, error) {
	extension := extensionOf(name)
	for _, k := range kinds() {
		for _, e := range k.extensions {
			if e == extension {
				return k, nil
			}
		}
	}
	return kind{}, apperr.UnsupportedType(fieldName, acceptedTypes)
}

// judge checks a content against the kind: CodeUnsupportedType with a sentence when it is of another kind or unsafe.
func (k kind) judge(content io.ReaderAt, size int64) error {
	err := k.check(io.NewSectionReader(content, 0, size))
	if errors.Is(err, errOtherContent) {
		return apperr.UnsupportedType(fieldName, "The content of this file is not "+k.title+". "+acceptedTypes)
	}
	return err
}

// checkPDF wants the header at the very beginning, where readers alone need it, and the end mark near the end.
func checkPDF(content *io.SectionReader) error {
	head := make([]byte, 7)
	if _, err := io.ReadFull(content, head); err != nil || !bytes.HasPrefix(head, []byte("%PDF-")) || (head[5] != '1' && head[5] != '2') {
		return errOtherContent
	}
	tail := make([]byte, min(4096, content.Size()))
	if _, err := content.ReadAt(tail, content.Size()-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !bytes.Contains(tail, []byte("%%EOF")) {
		return apperr.UnsupportedType(fieldName, "The end of this PDF is missing. Save it again and choose it again.")
	}
	return nil
}

// checkPNG walks the chunks: the picture must end where the file ends, so that nothing else hides behind it.
func checkPNG(content *io.SectionReader) error {
	reader := bufio.NewReader(content)
	signature := make([]byte, 8)
	if _, err := io.ReadFull(reader, signature); err != nil || string(signature) != "\x89PNG\r\n\x1a\n" {
		return errOtherContent
	}
	header := make([]byte, 16)
	for first := true; ; first = false {
		if _, err := io.ReadFull(reader, header[:8]); err != nil {
			return errOtherContent
		}
		length, name := binary.BigEndian.Uint32(header), string(header[4:8])
		rest := int64(length) + 4 // the checksum follows
		if first {
			if name != "IHDR" || length != 13 {
				return errOtherContent
			}
			if _, err := io.ReadFull(reader, header[8:16]); err != nil {
				return errOtherContent
			}
			rest -= 8
			if err := checkSides(int64(binary.BigEndian.Uint32(header[8:])), int64(binary.BigEndian.Uint32(header[12:]))); err != nil {
				return err
			}
		}
		if _, err := io.CopyN(io.Discard, reader, rest); err != nil {
			return errOtherContent
		}
		if name == "IEND" {
			break
		}
	}
	if _, err := reader.ReadByte(); !errors.Is(err, io.EOF) {
		return apperr.UnsupportedType(fieldName, "There is something behind the end of this picture. Save it again from a picture editor.")
	}
	return nil
}

func checkJPEG(content *io.SectionReader) error {
	head := make([]byte, 3)
	if _, err := content.ReadAt(head, 0); err != nil || string(head) != "\xff\xd8\xff" {
		return errOtherContent
	}
	config, err := jpeg.DecodeConfig(bufio.NewReader(content))
	if err != nil {
		return errOtherContent
	}
	return checkSides(int64(config.Width), int64(config.Height))
}

func checkSides(width, height int64) error {
	if width == 0 || height == 0 {
		return errOtherContent
	}
	if width > maxSide || height > maxSide || width*height > maxPixels {
		return apperr.UnsupportedType(fieldName, "This picture has too many pixels. Make it smaller: at most 20,000 on a side and 100 million in all.")
	}
	return nil
}

// checkText wants text in UTF-8 or in one of the single-byte encodings that spreadsheets still export, and no markup:
// a page or a drawing with a script in it is not plain text, whatever it is called.
func checkText(content *io.SectionReader) error {
	head := make([]byte, 512)
	n, err := content.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	head = head[:n]
	if !strings.HasPrefix(http.DetectContentType(head), "text/plain") {
		return errOtherContent
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\f")
	if len(start) > 1 && start[0] == '<' && (start[1] == '!' || start[1] == '?' || start[1]|0x20 >= 'a' && start[1]|0x20 <= 'z') {
		return errOtherContent
	}
	reader := bufio.NewReaderSize(content, 64<<10)
	for {
		b, err := reader.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' {
			return apperr.UnsupportedType(fieldName, "This text has characters that are not text. Save it again as plain text or CSV in UTF-8.")
		}
	}
}
