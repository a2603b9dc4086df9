package file

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob" // opens file://
	_ "gocloud.dev/blob/s3blob"   // opens s3://
	"gocloud.dev/gcerrors"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/disk"
)

// Bucket keeps contents by key, in a folder or in S3. A content never changes once it is there.
type Bucket struct {
	bucket *blob.Bucket
	// folder is where the contents are when the store is a folder.
	folder string
}

// OpenBucket opens the file store at an address: "file:///folder", which is made when it is missing, or "s3://bucket".
func OpenBucket(ctx context.Context, address string) (*Bucket, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("read the address of the file store: %w", err)
	}
	folder := ""
	if parsed.Scheme == "file" {
		folder = parsed.Path
		query := parsed.Query()
		query.Set("create_dir", "1")
		query.Set("dir_file_mode", "0700")
		// The file is written beside its final place: renaming does not cross file systems.
		query.Set("no_tmp_dir", "1")
		query.Set("metadata", "skip")
		parsed.RawQuery = query.Encode()
	}
	bucket, err := blob.OpenBucket(ctx, parsed.String())
	if err != nil {
		return nil, fmt.Errorf("open the file store: %w", err)
	}
	return &Bucket{bucket, folder}, nil
}

// Ready reports whether the file store answers, and has room where that can be told.
func (b *Bucket) Ready(ctx context.Context) error {
	ok, err := b.bucket.IsAccessible(ctx)
	if err != nil {
		return apperr.Unavailable(err)
	}
	if !ok {
		return apperr.Unavailable(errors.New("the file store's folder or bucket is not there"))
	}
	if b.folder != "" {
		return disk.Room(b.folder)
	}
	return nil
}

// Close lets go of the file store.
func (b *Bucket) Close() error { return b.bucket.Close() }

// put stores a content unless it is there already. It appears under its key whole or not at all.
func (b *Bucket) put(ctx context.Context, f File, content io.Reader) error {
	there, err := b.bucket.Exists(ctx, f.Key())
	if err != nil {
		return wrapBucket(err)
	}
	if there {
		return nil
	}
	// A writer whose context ends before Close leaves nothing behind.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	writer, err := b.bucket.NewWriter(ctx, f.Key(), &blob.WriterOptions{
		ContentType: string(f.MediaType), DisableContentTypeDetection: true,
	})
	if err != nil {
		return wrapBucket(err)
	}
	if _, err := io.Copy(writer, content); err != nil {
		cancel()
		_ = writer.Close()
		return wrapBucket(err)
	}
	return wrapBucket(writer.Close())
}

// get opens a content.
func (b *Bucket) get(ctx context.Context, f File) (io.ReadCloser, error) {
	reader, err := b.bucket.NewReader(ctx, f.Key(), nil)
	if err != nil {
		return nil, wrapBucket(err)
	}
	return reader, nil
}

// Keep stores what the program made under a key, over what was there before. It appears whole or not at all.
func (b *Bucket) Keep(ctx context.Context, key, mediaType string, content io.Reader) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	writer, err := b.bucket.NewWriter(ctx, key, &blob.WriterOptions{ContentType: mediaType, DisableContentTypeDetection: true})
	if err != nil {
		return wrapBucket(err)
	}
	if _, err := io.Copy(writer, content); err != nil {
		cancel()
		_ = writer.Close()
		return wrapBucket(err)
	}
	return wrapBucket(writer.Close())
}

// Fetch opens what is stored under a key; nothing there is CodeNotFound.
func (b *Bucket) Fetch(ctx context.Context, key string) (io.ReadCloser, error) {
	reader, err := b.bucket.NewReader(ctx, key, nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, apperr.NotFound("file")
	}
	if err != nil {
		return nil, wrapBucket(err)
	}
	return reader, nil
}

// Remove deletes what is stored under a key, if there is anything.
func (b *Bucket) Remove(ctx context.Context, key string) error {
	err := b.bucket.Delete(ctx, key)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil
	}
	return wrapBucket(err)
}

func wrapBucket(err error) error {
	if err == nil {
		return nil
	}
	if disk := wrapDisk(err); apperr.CodeOf(disk) == apperr.CodeStorageFull {
		return disk
	}
	switch gcerrors.Code(err) {
	case gcerrors.ResourceExhausted:
		return apperr.StorageFull(err)
	default:
		return apperr.Unavailable(err)
	}
}

// Keys gives the key of every content that is stored, until one cannot be read.
func (b *Bucket) Keys(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for list := b.bucket.List(nil); ; {
			object, err := list.Next(ctx)
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield("", wrapBucket(err))
				return
			case !yield(object.Key, nil):
				return
			}
		}
	}
}
