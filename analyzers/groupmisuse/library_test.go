package groupmisuse_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// What the fixtures show with a package that stands in for the library, the library does.
//
//gocorelint:ignore groupmisuse it is what is tried
func TestLibrary(t *testing.T) {
	for name, f := range map[string]func(g *errgroup.Group){
		"a member waits": func(g *errgroup.Group) {
			g.Go(func() error { return g.Wait() })
		},
		"nested Go": func(g *errgroup.Group) {
			g.SetLimit(1)
			g.Go(func() error {
				g.Go(func() error { return nil })
				return nil
			})
		},
		"a late limit": func(g *errgroup.Group) {
			stop := make(chan bool)
			g.Go(func() error {
				<-stop
				return nil
			})
			g.SetLimit(2)
			close(stop)
		},
	} {
		var g errgroup.Group
		f(&g)
		if returns(&g) {
			t.Errorf("%s: Wait returns", name)
		}
	}
	var g errgroup.Group
	g.SetLimit(1)
	stop := make(chan bool)
	g.Go(func() error {
		<-stop
		return nil
	})
	if g.TryGo(func() error { return nil }) {
		t.Error("TryGo finds a slot that is taken")
	}
	if text := panics(func() { g.SetLimit(2) }); !strings.Contains(text, "modify limit while 1 goroutines in the group are still active") {
		t.Errorf("SetLimit again says %q", text)
	}
	close(stop)
	if !returns(&g) {
		t.Error("Wait does not return")
	}
	failed := errors.New("failed")
	for _, err := range []error{nil, failed} {
		g, ctx := errgroup.WithContext(context.Background())
		g.Go(func() error { return err })
		if got := g.Wait(); got != err || ctx.Err() == nil {
			t.Errorf("Wait returns %v, and the context's error is %v", got, ctx.Err())
		}
	}
}

// returns reports whether Wait does, soon.
func returns(g *errgroup.Group) bool {
	done := make(chan error, 1)
	go func() { done <- g.Wait() }()
	select {
	case <-done:
		return true
	case <-time.After(200 * time.Millisecond):
		return false
	}
}

func panics(f func()) (text string) {
	defer func() { text = fmt.Sprint(recover()) }()
	f()
	return ""
}
