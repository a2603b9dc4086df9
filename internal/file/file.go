// Package file keeps what people upload beside their records: certificates, audit sheets, work samples, photographs of
// a whiteboard. It accepts few types and judges them by their content, stores the bytes under their own hash, and hands
// them out in a way in which a browser never runs them.
package file

import (
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
)

// MaxSize is the largest file that is accepted, in bytes: 25 MB.
const MaxSize = 25_000_000

// The permissions of the feature.
const (
	// PermissionAdd lets somebody store files for a person.
	PermissionAdd access.Permission = "files.add"
	// PermissionRead lets somebody download a person's files.
	PermissionRead access.Permission = "files.read"
)

// MediaType is the type of a file's content as HTTP names it.
type MediaType string

// The types that are accepted.
const (
	PDF  MediaType = "application/pdf"
	PNG  MediaType = "image/png"
	JPEG MediaType = "image/jpeg"
	Text MediaType = "text/plain"
	CSV  MediaType = "text/csv"
	DOCX MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	XLSX MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// IsImage reports whether a browser may show the content in place.
func (m MediaType) IsImage() bool { return m == PNG || m == JPEG }

// File is a file that is stored for a person. The same content of the same person is one File.
type File struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	// SHA256 is the hash of the content in hexadecimal.
	SHA256 string `gorm:"column:sha256"`
	// Name is what the uploader called it, made safe for showing and saving: see SafeName.
	Name      string
	MediaType MediaType
	// Size is in bytes.
	Size      int64
	CreatedAt time.Time
	// CreatedBy is who uploaded it: the person, or a manager.
	CreatedBy uuid.UUID
	// ContentCheck is how it was checked for patients' data: checked, text_checked, declared or not_checked.
	ContentCheck string
}

// Key is where the content lies in the file store. Each organisation's contents lie apart, so that one organisation can
// be taken out, or erased, as a whole.
func (f File) Key() string {
	return f.OrganisationID.String() + "/" + f.SHA256[:2] + "/" + f.SHA256
}
