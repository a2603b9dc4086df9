package workforce

import (
	"fmt"

	"bandwise/internal/access"
)

// Withheld says why nothing is published of fewer people than the organisation allows, "" where it is: to those outside the line,
// which is who reads the whole organisation. A manager reads of the own teams whatever their size.
func Withheld(by access.Actor, people, smallest int) string {
	if people == 0 || people >= smallest || !by.Scopes(PermissionRead).Organisation {
		return ""
	}
	return fmt.Sprintf("There are fewer than %d people here. Numbers about so few are not published to those outside their line, because they would tell about single people.", smallest)
}
