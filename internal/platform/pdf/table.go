package pdf

// Column is one column of a table.
type Column struct {
	Heading string
	// Share is the column's part of the width, beside the other columns' shares.
	Share float64
	// Right sets its cells to the right, as figures are.
	Right bool
}

// Table writes a table. Its headings come again at the top of every page; a row stays on one page unless it is longer than a
// page. Cells that a row lacks are empty.
func (d *Document) Table(columns []Column, rows [][]string) {
	t := table{d: d, columns: columns, widths: widths(columns, d.width())}
	headings := make([]string, len(columns))
	for i, c := range columns {
		headings[i] = c.Heading
	}
	t.headings = t.broken(headings, "B")
	d.within("Table", func() {
		t.begin(3 * cellHeight)
		for _, row := range rows {
			t.row(t.broken(row, ""))
		}
	})
	d.body()
	d.f.Ln(3)
}

type table struct {
	d        *Document
	columns  []Column
	widths   []float64
	headings [][]string
}

func widths(columns []Column, width float64) []float64 {
	shares := 0.0
	for _, c := range columns {
		shares += c.Share
	}
	all := make([]float64, len(columns))
	for i, c := range columns {
		all[i] = width * c.Share / shares
	}
	return all
}

// broken gives each cell's lines.
func (t table) broken(cells []string, style string) [][]string {
	t.d.f.SetFont(family, style, smallSize)
	all := make([][]string, len(t.columns))
	for i := range t.columns {
		all[i] = t.d.lines(at(cells, i), t.widths[i]-2*cellInset)
	}
	return all
}

func height(cells [][]string) (lines int) {
	for _, c := range cells {
		lines = max(lines, len(c))
	}
	return lines
}

// begin writes the headings where they and this much more find room.
func (t table) begin(more float64) {
	t.d.keep(float64(height(t.headings))*cellHeight + 2*cellInset + more)
	t.d.f.SetFillColor(232, 237, 238)
	t.piece(t.headings, 0, height(t.headings), "B", true)
}

// row writes a row, on the next page when it does not fit on this one, and over pages when it fits on none.
func (t table) row(cells [][]string) {
	total := height(cells)
	fits := func() int { return int((t.d.room() - 2*cellInset) / cellHeight) }
	if total > fits() {
		_, page := t.d.f.GetPageSize()
		if float64(total)*cellHeight < page/2 || fits() < 4 {
			t.d.f.AddPage()
			t.begin(0)
		}
	}
	for from := 0; from < total; {
		n := min(total-from, max(fits(), 1))
		t.piece(cells, from, n, "", false)
		if from += n; from < total {
			t.d.f.AddPage()
			t.begin(0)
		}
	}
}

// piece writes some lines of a row's cells with a border around each cell.
func (t table) piece(cells [][]string, from, n int, style string, fill bool) {
	f := t.d.f
	f.SetFont(family, style, smallSize)
	f.SetDrawColor(174, 183, 189)
	x, y := margin, f.GetY()
	high := float64(n)*cellHeight + 2*cellInset
	kind, cell := "D", "TD"
	if fill {
		kind, cell = "FD", "TH"
	}
	t.d.within("TR", func() {
		for i, lines := range cells {
			t.d.artifact(func() { f.Rect(x, y, t.widths[i], high, kind) })
			align := "L"
			if t.columns[i].Right {
				align = "R"
			}
			t.d.mark(cell, func() {
				for k := range n {
					f.SetXY(x+cellInset, y+cellInset+float64(k)*cellHeight)
					f.CellFormat(t.widths[i]-2*cellInset, cellHeight, at(lines, from+k), "", 0, align, false, 0, "")
				}
			})
			x += t.widths[i]
		}
	})
	f.SetXY(margin, y+high)
}
