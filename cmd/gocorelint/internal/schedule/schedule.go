// Package schedule reads the schedule of a finding from its related places, and
// draws it: a column for each goroutine, time downwards.
//
// go vet -json passes on texts and positions and nothing else, so the texts that
// check goleak writes are the format. A test with the command itself sees to it
// that both sides agree.
package schedule

import (
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/finding"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

var (
	stepText    = lazyregexp.New(`^(?:step \d+: |here )(.+?)(?:, in the goroutine started at ((?:line |\S+:)\d+))?(?:, meets ((?:line |\S+:)\d+))?$`)
	blockedText = lazyregexp.New(`^blocked for ever: (.+?)(?:, in the goroutine started at ((?:line |\S+:)\d+))?$`)
)

// Read takes the steps of a schedule out of the related places of a finding. It
// returns the places that are left, which are all if there is no schedule.
func Read(related []finding.Related) (steps []finding.Step, rest []finding.Related) {
	for _, r := range related {
		step := finding.Step{Position: r.Position}
		if m := stepText.FindStringSubmatch(r.Message); m != nil {
			step.Operation, step.Goroutine, step.Meets = m[1], m[2], m[3]
		} else if m := blockedText.FindStringSubmatch(r.Message); m != nil {
			step.Operation, step.Goroutine, step.Blocked = m[1], m[2], true
		} else {
			rest = append(rest, r)
			continue
		}
		steps = append(steps, step)
	}
	return steps, rest
}
