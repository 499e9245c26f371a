package ok

import (
	"context"
	"time"
)

// Tests want what is over at once.
//
//proof:ok
func inTest() {
	ctx, cancel := context.WithTimeout(context.Background(), 5)
	defer cancel()
	<-ctx.Done()
	<-time.After(10)
}
