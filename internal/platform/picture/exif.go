package picture

import (
	"bufio"
	"encoding/binary"
	"io"
)

// orientation reads how a JPEG's camera was held, Exif 2.32's tag 0x0112; 1, upright, where nothing is said.
func orientation(from io.Reader) int {
	reader := bufio.NewReader(from)
	head := make([]byte, 4)
	if _, err := io.ReadFull(reader, head[:2]); err != nil || head[0] != 0xff || head[1] != 0xd8 {
		return 1
	}
	// Segments come before the picture's data; Exif is in one of the first.
	for range 16 {
		if _, err := io.ReadFull(reader, head); err != nil || head[0] != 0xff || head[1] == 0xda {
			return 1
		}
		length := int(binary.BigEndian.Uint16(head[2:])) - 2
		if length < 0 {
			return 1
		}
		segment := make([]byte, length)
		if _, err := io.ReadFull(reader, segment); err != nil {
			return 1
		}
		if head[1] == 0xe1 && length > 14 && string(segment[:6]) == "Exif\x00\x00" {
			return fromTIFF(segment[6:])
		}
	}
	return 1
}

func fromTIFF(tiff []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case len(tiff) < 8:
		return 1
	case string(tiff[:2]) == "MM":
		order = binary.BigEndian
	case string(tiff[:2]) != "II":
		return 1
	}
	at := int64(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > int64(len(tiff)) {
		return 1
	}
	entries := int64(order.Uint16(tiff[at:]))
	for i := range entries {
		entry := at + 2 + i*12
		if entry+12 > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			if value := int(order.Uint16(tiff[entry+8:])); value >= 1 && value <= 8 {
				return value
			}
			return 1
		}
	}
	return 1
}
