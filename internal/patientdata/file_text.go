package patientdata

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	// chunkSize is how much of a text is looked through at a time, in bytes.
	chunkSize = 32 << 10
	// longestLine cuts a line that never ends, in bytes.
	longestLine = 256 << 10
	// mostCells is how many cells of a row are looked at.
	mostCells = 1_000
)

// decoded gives text as UTF-8; what is not UTF-8 is read as the single-byte encoding of old spreadsheets, in which the
// digits and separators are the same.
func decoded(line []byte) string {
	if utf8.Valid(line) {
		return string(line)
	}
	runes := make([]rune, len(line))
	for i, b := range line {
		runes[i] = rune(b)
	}
	return string(runes)
}

// readText looks through plain text, some lines at a time; the last line of each piece is looked at again with the next
// one, because a number may go over a line's end.
func readText(content io.Reader, look func(part) error) error {
	reader := bufio.NewReaderSize(content, longestLine)
	var piece []string
	size, first, number, last := 0, 1, 0, ""
	flush := func() error {
		if err := lookThroughLines(piece, first, look); err != nil {
			return err
		}
		last = piece[len(piece)-1]
		piece, size, first = []string{last}, len(last), number
		return nil
	}
	for {
		line, err := reader.ReadSlice('\n')
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
		if len(line) > 0 {
			number++
			text := strings.TrimRight(decoded(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))), "\r\n")
			piece, size = append(piece, text), size+len(text)
		}
		if len(piece) > 0 && (size > chunkSize || errors.Is(err, io.EOF)) {
			if err := flush(); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
}

// lookThroughLines looks at each line with the one before it: a finding belongs to the line in which it ends.
func lookThroughLines(lines []string, first int, look func(part) error) error {
	before := ""
	for i, line := range lines {
		p := part{place: fmt.Sprintf("Line %d", first+i), text: line}
		if before != "" {
			p.text = before + "\n" + line
			if len(before)+len(line) > 2*chunkSize {
				p.text = line
			}
		}
		if strings.ContainsAny(line, "0123456789") || !isASCII(line) {
			if err := look(p); err != nil {
				return err
			}
		}
		// What a line itself holds was reported with its own number; only its end matters to the next one.
		before = tailOf(line)
	}
	return nil
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// tailOf gives the end of a line that may go on in the next: at most a word for birth or a part of a number.
func tailOf(line string) string {
	const tail = 40
	line = strings.TrimRight(line, " \t")
	runes := []rune(line)
	runes = runes[max(0, len(runes)-tail):]
	if len(Find(string(runes), nil)) > 0 {
		return ""
	}
	return string(runes)
}

// readCSV looks through a table. A file that is no table after all is looked through as text.
func readCSV(content *io.SectionReader, look func(part) error) error {
	head := make([]byte, 4096)
	n, err := content.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	reader := csv.NewReader(content)
	reader.Comma = separatorOf(decoded(head[:n]))
	reader.FieldsPerRecord = -1
	reader.LazyQuotes = true
	reader.ReuseRecord = true
	t := table{look: look}
	for row := 1; ; row++ {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var damaged *csv.ParseError
		if errors.As(err, &damaged) {
			return readText(io.NewSectionReader(content, 0, content.Size()), look)
		}
		if err != nil {
			return err
		}
		cells := make([]cell, 0, min(len(record), mostCells))
		for i, text := range record {
			if i == 0 && row == 1 {
				text = strings.TrimPrefix(text, "\ufeff")
			}
			c := cell{fmt.Sprintf("Cell %s%d", columnName(i), row), decoded([]byte(text))}
			if i < mostCells {
				cells = append(cells, c)
			} else if err := look(part{place: c.place, text: c.text}); err != nil {
				return err
			}
		}
		if err := t.row(cells); err != nil {
			return err
		}
	}
}

// separatorOf guesses what parts the cells: the sign that the first line has most of.
func separatorOf(head string) rune {
	line, _, _ := strings.Cut(head, "\n")
	best := ','
	for _, sign := range []rune{';', '\t', '|'} {
		if strings.Count(line, string(sign)) > strings.Count(line, string(best)) {
			best = sign
		}
	}
	return best
}

// columnName gives a column's letters as spreadsheets show them: 0 is A, 26 is AA.
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}
