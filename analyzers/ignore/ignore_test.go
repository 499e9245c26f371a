package ignore_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/ignore"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, ignore.New("ignore", "sendleak", "chanclose"), "a")
}
