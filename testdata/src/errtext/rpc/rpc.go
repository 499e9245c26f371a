// Package rpc gets errors from another process.
package rpc

import (
	"net/rpc"
	"strings"
)

// Only the text has made the way.
//
//proof:ok
func remote() {
	var err error = rpc.ServerError("context canceled")
	if err.Error() != "context canceled" || !strings.Contains(err.Error(), "context canceled") {
		panic(err)
	}
}

// This one is never sent by the other side.
//
//proof:none what the connection says depends on the system
func local(err error) bool {
	return strings.Contains(err.Error(), "use of closed network connection") // want `every error with these words is taken for net.ErrClosed`
}
