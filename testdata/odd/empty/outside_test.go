package empty_test

import (
	_ "github.com/gocorelint/gocorelint/testdata/odd/empty"
)
