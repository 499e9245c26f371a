// Package typeparams has generic functions.
package typeparams

import "errors"

type closer interface{ Close() error }

//proof:by observed
//proof:instead err = c.Close() => err = errors.Join(err, c.Close())
func closeAll[T closer](list []T) error {
	var err error
	for _, c := range list {
		err = c.Close() // want `overwrites this error unseen`
	}
	return err
}

type bad bool

func (b bad) Close() error {
	if b {
		return errors.New("bad")
	}
	return nil
}

//proof:observe
func observed() bool { return closeAll([]bad{true, false}) == nil }

//proof:by kept
func joinAll[T closer](list []T) (err error) {
	for _, c := range list {
		err = errors.Join(err, c.Close())
	}
	return err
}

//proof:ok
func kept() {
	if joinAll([]bad{true, false}) == nil {
		panic("lost")
	}
}
