// Package unsafely sets fields in ways that can't be seen.
package unsafely

import "unsafe"

type server struct{ quit chan struct{} }

func set(p *server) {
	*(*chan struct{})(unsafe.Pointer(p)) = make(chan struct{}, 1)
}

//proof:ok
func stop() {
	s := new(server)
	set(s)
	s.quit <- struct{}{}
}
