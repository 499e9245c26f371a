package a

import (
	"fmt"
	"strconv"

	"github.com/pkg/errors"
)

// The length is wrong, and no error says so.
//
// row: ER06
//
//proof:observe
//proof:instead Wrap(err, "too long") => Wrap(fmt.Errorf("%d", len(s)), "too long")
func wrapsNoError() bool {
	check := func(s string) error {
		_, err := strconv.Atoi(s)
		if err != nil {
			return errors.Wrap(err, "no number")
		}
		if len(s) > 3 {
			return errors.Wrap(err, "too long") // want `err is nil here \(line 19 has tested it\), so errors.Wrap returns nil and the caller sees a success; wrap the error that is meant`
		}
		fmt.Print()
		return nil
	}
	return check("1234") == nil
}

// Nothing is found, and the caller does not come to know.
//
// row: ER06
//
//proof:observe
//proof:instead Wrapf(err, "%d of => Wrapf(strconv.ErrRange, "%d of
func wrapsAtTheEnd() bool {
	find := func(list []string, n int) (string, error) {
		_, err := strconv.Atoi(list[0])
		if err != nil {
			return "", err
		}
		for i, s := range list {
			if i == n {
				return s, nil
			}
		}
		return "", errors.Wrapf(err, "%d of %d", n, len(list)) // want `err is nil here \(line 40 has tested it\), so errors.Wrapf returns nil`
	}
	_, err := find([]string{"1"}, 4)
	return err == nil
}

// The end succeeds with a nil that is wrapped; what stands in front of it does not.
//
// row: ER06
//
//proof:observe
//proof:instead Wrap(err, "negative") => Wrap(strconv.ErrRange, "negative")
func wrapsTwice() bool {
	parse := func(s string) (int, error) {
		n, err := strconv.Atoi(s)
		if err != nil {
			return 0, err
		}
		if n < 0 {
			return 0, errors.Wrap(err, "negative") // want `err is nil here \(line 63 has tested it\)`
		}
		return n, errors.Wrap(err, "number")
	}
	_, err := parse("-1")
	return err == nil
}

// The nil is what is kept, in a function without results.
//
// row: ER06
//
//proof:observe
//proof:instead Wrap(err, "kept") => Wrap(strconv.ErrRange, "kept")
func keepsNil() bool {
	var kept []error
	keep := func(s string) {
		if _, err := strconv.Atoi(s); err == nil {
			kept = append(kept, errors.Wrap(err, "kept")) // want `err is nil here \(line 84 has tested it\)`
		}
	}
	keep("1")
	return kept[0] == nil
}
