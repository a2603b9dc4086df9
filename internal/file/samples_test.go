package file

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
)

// The contents that the tests upload.

func aPDF() []byte {
	return []byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" +
		"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n")
}

func aPNG() []byte {
	var b bytes.Buffer
	must(png.Encode(&b, picture()))
	return b.Bytes()
}

func aJPEG() []byte {
	var b bytes.Buffer
	must(jpeg.Encode(&b, picture(), nil))
	return b.Bytes()
}

func picture() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 3, 2))
	m.Set(1, 1, color.RGBA{R: 200, A: 255})
	return m
}

// hugePNG claims a picture of this many pixels on a side.
func hugePNG(side uint32) []byte {
	content := aPNG()
	for i, shift := range []int{24, 16, 8, 0} {
		content[16+i] = byte(side >> shift)
		content[20+i] = byte(side >> shift)
	}
	sum := crc32.ChecksumIEEE(content[12:29])
	for i, shift := range []int{24, 16, 8, 0} {
		content[29+i] = byte(sum >> shift)
	}
	return content
}

// part is one entry of a zip archive. raw, when set, writes the header as it stands over the packed text.
type part struct {
	name string
	text string
	raw  *zip.FileHeader
}

func zipped(parts ...part) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		var entry io.Writer
		var err error
		if p.raw != nil {
			entry, err = w.CreateRaw(p.raw)
		} else {
			entry, err = w.Create(p.name)
		}
		must(err)
		_, err = io.WriteString(entry, p.text)
		must(err)
	}
	must(w.Close())
	return b.Bytes()
}

func contentList(main string) part {
	return part{name: "[Content_Types].xml", text: `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Override PartName="/word/document.xml" ContentType="` + main + `"/></Types>`}
}

func wordWith(more ...part) []byte {
	return zipped(append([]part{contentList(wordMain), {name: "word/document.xml", text: "<w:document/>"}}, more...)...)
}

func aDOCX() []byte { return wordWith() }

func aXLSX() []byte {
	return zipped(contentList(excelMain), part{name: "xl/workbook.xml", text: "<workbook/>"})
}

// zeros is a part that unpacks to this many megabytes of nothing; packed is shared by the parts of one bomb.
func packedZeros(megabytes int) (packed string, size uint64, sum uint32) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	must(err)
	hash := crc32.NewIEEE()
	block := make([]byte, 1_000_000)
	for range megabytes {
		_, err = w.Write(block)
		must(err)
		_, _ = hash.Write(block)
	}
	must(w.Close())
	return b.String(), uint64(megabytes) * 1_000_000, hash.Sum32()
}

// bomb is a Word document of a few kilobytes that unpacks to far more than the limit.
func bomb() []byte {
	packed, size, sum := packedZeros(10)
	parts := []part{}
	for i := range 30 {
		parts = append(parts, part{text: packed, raw: &zip.FileHeader{
			Name: "word/media/" + strings.Repeat("z", i+1), Method: zip.Deflate, CRC32: sum,
			CompressedSize64: uint64(len(packed)), UncompressedSize64: size,
		}})
	}
	return wordWith(parts...)
}

// lyingBomb claims that its part measures ten bytes.
func lyingBomb() []byte {
	packed, _, sum := packedZeros(10)
	return wordWith(part{text: packed, raw: &zip.FileHeader{
		Name: "word/media/z", Method: zip.Deflate, CRC32: sum, CompressedSize64: uint64(len(packed)), UncompressedSize64: 10,
	}})
}

func wrongChecksum() []byte {
	packed, size, sum := packedZeros(1)
	return wordWith(part{text: packed, raw: &zip.FileHeader{
		Name: "word/media/z", Method: zip.Deflate, CRC32: sum + 1, CompressedSize64: uint64(len(packed)), UncompressedSize64: size,
	}})
}

func withPassword() []byte {
	return wordWith(part{text: "abc", raw: &zip.FileHeader{Name: "word/secret.xml", Flags: encrypted, CompressedSize64: 3, UncompressedSize64: 3}})
}

func manyParts() []byte {
	parts := make([]part, maxParts)
	for i := range parts {
		parts[i] = part{raw: &zip.FileHeader{Name: "word/" + strings.Repeat("a", i%90) + string(rune('a'+i%26)) + strings.Repeat("b", i/90)}}
	}
	return wordWith(parts...)
}

func joined(pieces ...any) []byte {
	var b bytes.Buffer
	for _, p := range pieces {
		switch v := p.(type) {
		case string:
			b.WriteString(v)
		case []byte:
			b.Write(v)
		}
	}
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
