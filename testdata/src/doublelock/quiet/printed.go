package quiet

import (
	"fmt"
	"strings"
	"sync"
)

type printed struct {
	mu    sync.Mutex
	items []string
}

// A pointer's address, a number and a type need no text.
//
//proof:by addresses
func (p *printed) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return fmt.Sprintf("%p: %d items of %T", p, len(p.items), p)
}

//proof:by addresses
func (p *printed) dump(format string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return fmt.Sprintf(format, p)
}

//proof:ok
func addresses() {
	p := &printed{items: []string{"a"}}
	if s := p.String(); !strings.Contains(s, "1 items") {
		panic(s)
	}
	if s := p.dump("%p"); s == "" {
		panic(s)
	}
}
