package unlockpath

import (
	"go/token"

	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

var keeps = lazyregexp.New(`(?is)\b(not|never|without|no)\b.{0,20}\bunlock|n't.{0,20}\bunlock|\b(keep|leave|hold|stay|still|remain)(s|ing)?\b.{0,30}\b(un)?lock|\bcallers?\b.{0,30}\b(unlock|release)`)

// meant reports whether a comment on a line between the two places says that the lock stays locked.
func (c *checker) meant(from, to token.Pos) bool {
	line := c.Fset.Position(from).Line
	for _, f := range c.Files {
		if from < f.FileStart || f.FileEnd < from {
			continue
		}
		for _, group := range f.Comments {
			if line < c.Fset.Position(group.Pos()).Line && group.End() < to && keeps.MatchString(group.Text()) {
				return true
			}
		}
	}
	return false
}
