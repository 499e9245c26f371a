package chanclose_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/chanclose"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, chanclose.New(), "twice", "loops", "send", "workers", "race", "listed", "methods", "unmade", "typeparams", "generated")
}
