package calendar

import "fmt"

// InWords says how far d is from today: "today", "tomorrow", "in 22 days", "12 days ago", and beyond two months in months
// ("in 5 months"), beyond two years in years. It is "" when either is no date.
func (d Date) InWords(today Date) string {
	if d.IsZero() || today.IsZero() {
		return ""
	}
	switch today.DaysUntil(d) {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	case -1:
		return "yesterday"
	}
	if d.After(today) {
		return "in " + distance(today, d)
	}
	return distance(d, today) + " ago"
}

// WithDistance gives "14 March 2027 (in 22 days)", and "" when there is no date.
func (d Date) WithDistance(today Date) string {
	if d.IsZero() || today.IsZero() {
		return d.String()
	}
	return fmt.Sprintf("%s (%s)", d, d.InWords(today))
}

func distance(from, to Date) string {
	months := from.MonthsUntil(to)
	switch {
	case months < 2:
		return count(from.DaysUntil(to), "day")
	case months < 24:
		return count(months, "month")
	default:
		return count(months/12, "year")
	}
}

// count gives "1 day", "22 days".
func count(n int, unit string) string {
	if n == 1 || n == -1 {
		return fmt.Sprintf("%d %s", n, unit)
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
