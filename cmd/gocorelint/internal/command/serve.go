package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/console"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/site"
	"github.com/gocorelint/gocorelint/docs"
)

// serve shows the pages as a web site on this machine until it is interrupted.
func (cmd Command) serve(c *console.Console, args []string) int {
	flags := flag.NewFlagSet("docs", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	addr := flags.String("addr", "localhost:0", "the `address` to listen on")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		c.Errorf("docs takes -addr HOST:PORT and nothing else")
		return Usage
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		c.Errorf("%v: choose another address with -addr", err)
		return Usage
	}
	fmt.Fprintf(c.Out, "http://%s/ (Ctrl-C ends it)\n", listener.Addr())

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	server := &http.Server{Handler: site.New(cmd.Checks(), docs.FS), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		c.Errorf("%v", err)
		return NotAnalyzed
	}
	return Clean
}
