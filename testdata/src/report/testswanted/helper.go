package testswanted

import "testing"

func helper(t *testing.T) {
	bad() // want `call of bad`
}
