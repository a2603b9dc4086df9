// Package picture makes small pictures from the ones that people upload: thumbnails for lists, and copies that fit a screen or
// a printed page. A copy has the pixels and nothing else, so what a camera wrote into the original, the place it was taken
// included, stays behind.
package picture

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // reads PNG
	"io"

	"golang.org/x/image/draw"
)

// maxPixels is the largest picture that is unpacked: 50 million pixels take 200 MB for as long as it is made smaller. A small
// file can say that it is larger than any memory.
const maxPixels = 50_000_000

// quality is that of the JPEG copies, from 1 to 100.
const quality = 82

// ErrTooLarge says that a picture has more pixels than are unpacked.
var ErrTooLarge = errors.New("the picture has more than 50 million pixels")

// ErrUnreadable says that a content is no picture, or a damaged one.
var ErrUnreadable = errors.New("the picture is damaged")

// one lets pictures be unpacked one after the other, so that ten at once do not take ten times the memory.
var one = make(chan struct{}, 1)

// Fit writes a JPEG copy of a PNG or JPEG picture with at most side pixels on its longer side, turned upright as its camera
// said, on white where the original lets something shine through. It is ErrTooLarge or ErrUnreadable where it cannot.
func Fit(to io.Writer, from io.ReadSeeker, side int) error {
	config, _, err := image.DecodeConfig(from)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if config.Width <= 0 || config.Height <= 0 {
		return ErrUnreadable
	}
	if int64(config.Width)*int64(config.Height) > maxPixels {
		return ErrTooLarge
	}
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read the picture again: %w", err)
	}
	turn := orientation(from)
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read the picture again: %w", err)
	}
	one <- struct{}{}
	defer func() { <-one }()
	original, _, err := image.Decode(from)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if err := jpeg.Encode(to, upright(scaled(original, side), turn), &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	return nil
}

func scaled(original image.Image, side int) *image.RGBA {
	from := original.Bounds()
	width, height := from.Dx(), from.Dy()
	if longer := max(width, height); longer > side {
		width, height = max(1, width*side/longer), max(1, height*side/longer)
	}
	copied := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(copied, copied.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(copied, copied.Bounds(), original, from, draw.Over, nil)
	return copied
}

// upright turns and mirrors a picture from the orientation that Exif names, 1 to 8, to 1.
func upright(p *image.RGBA, orientation int) image.Image {
	if orientation < 2 || orientation > 8 {
		return p
	}
	w, h := p.Bounds().Dx(), p.Bounds().Dy()
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	turned := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch orientation {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			turned.SetRGBA(tx, ty, p.RGBAAt(x, y))
		}
	}
	return turned
}
