package app

import (
	"context"
	"fmt"
	"net"
)

func listen(ctx context.Context, addr string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %s (is another Bandwise running there? set BANDWISE_ADDR to another address): %w", addr, err)
	}
	return listener, nil
}
