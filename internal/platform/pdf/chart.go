package pdf

import (
	"maps"
	"math"
	"slices"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
)

// Band is a number with the ends of the interval around it.
type Band struct{ Low, Middle, High float64 }

// Chart is a line with the interval around it, over steps of equal length, and a level that it is held against.
type Chart struct {
	// Alt says in words what is drawn, for those who do not see it.
	Alt   string
	Bands []Band
	// Ticks name steps on the axis, by their index.
	Ticks map[int]string
	// Level is drawn across with its Name; nothing when the name is empty.
	Level float64
	Name  string
	// Last names the line's end, Around its interval.
	Last   string
	Around string
}

const chartHeight, chartLeft, chartRight, chartFoot = 72.0, 10.0, 24.0, 7.0

// Draw draws a chart over the width of the page, named where it is drawn, in black and grey.
func (d *Document) Draw(c Chart) {
	if len(c.Bands) < 2 {
		return
	}
	d.keep(chartHeight + 4)
	e := &Element{Role: "Figure", Alt: c.Alt}
	d.markAs(e, func() { d.draw(c) })
	d.f.SetY(d.f.GetY() + chartHeight + 3)
	d.body()
}

func (d *Document) draw(c Chart) {
	f := d.f
	top := c.Level
	for _, b := range c.Bands {
		top = math.Max(top, b.High)
	}
	step := stepOf(top)
	top = math.Ceil(top*1.05/step) * step
	left, right, above := margin+chartLeft, margin+d.width()-chartRight, f.GetY()+3
	below := above + chartHeight - chartFoot - 3
	x := func(i int) float64 { return left + (right-left)*float64(i)/float64(len(c.Bands)-1) }
	y := func(v float64) float64 { return below - (below-above)*v/top }
	f.SetFont(family, "", 8)
	f.SetLineWidth(0.15)
	for level := 0.0; level <= top+1e-9; level += step {
		f.SetDrawColor(216, 221, 224)
		f.Line(left, y(level), right, y(level))
		f.SetXY(margin, y(level)-2)
		f.CellFormat(chartLeft-1.5, 4, number(level), "", 0, "R", false, 0, "")
	}
	for _, i := range slices.Sorted(maps.Keys(c.Ticks)) {
		name := c.Ticks[i]
		f.SetXY(x(i)-12, below+1)
		f.CellFormat(24, 4, name, "", 0, "C", false, 0, "")
	}
	var area []fpdf.PointType
	for i, b := range c.Bands {
		area = append(area, fpdf.PointType{X: x(i), Y: y(b.High)})
	}
	for i := len(c.Bands) - 1; i >= 0; i-- {
		area = append(area, fpdf.PointType{X: x(i), Y: y(c.Bands[i].Low)})
	}
	f.SetFillColor(216, 221, 224)
	f.Polygon(area, "F")
	f.SetDrawColor(33, 43, 50)
	f.SetLineWidth(0.7)
	for i := 1; i < len(c.Bands); i++ {
		f.Line(x(i-1), y(c.Bands[i-1].Middle), x(i), y(c.Bands[i].Middle))
	}
	f.SetLineWidth(0.3)
	if c.Name != "" {
		f.SetDashPattern([]float64{1.6, 1.2}, 0)
		f.Line(left, y(c.Level), right, y(c.Level))
		f.SetDashPattern(nil, 0)
		f.SetFont(family, "B", 8)
		f.SetXY(left, y(c.Level)-4.6)
		f.CellFormat(60, 4, c.Name, "", 0, "L", false, 0, "")
	}
	last := c.Bands[len(c.Bands)-1]
	f.SetFont(family, "B", 8)
	f.SetXY(right+1, y(last.Middle)-2)
	f.CellFormat(chartRight, 4, c.Last, "", 0, "L", false, 0, "")
	f.SetFont(family, "", 8)
	f.SetXY(right+1, y(last.Middle)+1.6)
	f.CellFormat(chartRight, 4, c.Around, "", 0, "L", false, 0, "")
	f.SetLineWidth(0.2)
	f.SetXY(margin, above-3)
}

// stepOf gives the distance of levels that names about five of them: 1, 2 or 5 times a power of ten.
func stepOf(top float64) float64 {
	if top <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(top/5)))
	for _, times := range []float64{1, 2, 5} {
		if top/(power*times) <= 6 {
			return power * times
		}
	}
	return 10 * power
}

// number gives a level without needless places.
func number(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }
