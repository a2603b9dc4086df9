package intake

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/spreadsheet"
	"bandwise/internal/staff"
)

// FuzzReadStaff reads any file and judges its rows: what is refused says why, and what is not refused is a whole person.
func FuzzReadStaff(f *testing.F) {
	f.Add([]byte(heading + mary + "\n" + terry + "\n" + sid + "\n"))
	f.Add([]byte("EMAIL,Name,Start date\nknown@x.example,Somebody,45000\n=1+1,'=x,31/02/2024\n"))
	f.Add([]byte("email,band,wte,last day,line manager\nknown@x.example,none,NaN,none,none\nknown@x.example,8A,1e-2,2027-03-14T00:00:00Z,known@x.example\n"))
	role, team, known := uuid.New(), uuid.New(), uuid.New()
	k := Known{
		ImportID: uuid.New(), Today: calendar.On(2026, 11, 20), InFile: map[string]Places{},
		People: map[string]Person{"known@x.example": {ID: known, Name: "Known", Email: "known@x.example"}},
		Held: map[uuid.UUID][]staff.Appointment{known: {{
			ID: uuid.New(), PersonID: known, RoleTitle: "Clinical Coder", TeamName: "Coding",
			Post: staff.Post{RoleID: role, TeamID: team, Band: "5", WTE: staff.FullTime, StartsOn: calendar.On(2020, 3, 14)},
		}}},
		Teams: map[string]staff.Ref{"coding": {ID: team, Name: "Coding"}},
		Roles: map[string][]Role{fold.Text("Clinical Coder"): {{Ref: staff.Ref{ID: role, Name: "Clinical Coder"}}}},
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		_, err := layout.Stream("staff.csv", content, func(row spreadsheet.Row, wrong []spreadsheet.Refusal) error {
			o := k.Judge(lineOf(row, wrong))
			if o.Kind == Refused {
				assert.NotEmpty(t, o.Refusals)
				assert.Empty(t, o.Differences)
				return nil
			}
			assert.Empty(t, o.Details.Problems())
			assert.Equal(t, o.Kind == Unchanged, len(o.Differences) == 0)
			if o.AppointmentAction == Add {
				assert.Empty(t, o.Post.Problems(o.PersonID, k.Today))
				assert.NotEqual(t, uuid.Nil, o.Post.RoleID)
				assert.NotEqual(t, uuid.Nil, o.Post.TeamID)
			}
			return nil
		})
		if err != nil {
			assert.NotEmpty(t, err.Error())
		}
	})
}
