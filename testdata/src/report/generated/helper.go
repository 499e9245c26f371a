package generated

import "testing"

func helper(t *testing.T) {
	bad()
	t.Run("sub", func(*testing.T) { bad() })
}

func bench(name string, tb testing.TB) { bad() }

type suite struct{ t *testing.T }

func (s suite) run() {
	bad() // want `call of bad`
}
