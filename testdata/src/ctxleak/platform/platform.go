// Package platform calls a cancel function on another system only.
package platform

import "context"

type server struct {
	ctx    context.Context
	cancel context.CancelFunc
}

//proof:ok
func start() {
	s := new(server)
	s.ctx, s.cancel = context.WithCancel(context.Background())
}
