package know

import "go/types"

// FailsTest reports whether a call of fn marks the running test as failed, in
// every case, and returns.
func FailsTest(fn *types.Func) bool { return in(failsTest, fn) }

var failsTest = set(
	"(*testing.common).Error", "(*testing.common).Errorf", "(*testing.common).Fail",
	"(testing.TB).Error", "(testing.TB).Errorf", "(testing.TB).Fail",
	"github.com/stretchr/testify/assert.Fail", "github.com/stretchr/testify/assert.Failf",
	"(*github.com/stretchr/testify/assert.Assertions).Fail", "(*github.com/stretchr/testify/assert.Assertions).Failf",
)
