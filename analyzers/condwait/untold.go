package condwait

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/fields"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// untold reports changes that end a Wait, and of which nobody tells who waits: neither the function that makes them
// nor those that call it wake him, or do anything by which another one may learn of it.
func (c *checker) untold() {
	var changes []change
	collected := false
	seen := make(map[ssa.Instruction]bool)
	for _, wait := range c.found {
		cond, ok := keyOf(wait.Call.Args[0]).(*types.Var)
		if !ok || !cond.IsField() || cond.Exported() || cond.Pkg() != c.Pkg {
			continue // others may wake
		}
		ends := c.ends(wait)
		isWoken := slices.ContainsFunc(c.wakes, func(wake ssa.CallInstruction) bool {
			_, on := wakes(wake)
			return keyOf(on) == cond
		})
		if len(ends) == 0 || !isWoken || !c.only(cond, "Wait", "Signal", "Broadcast") || c.regular(cond) {
			continue
		}
		if !collected {
			changes, collected = c.changes(), true
		}
		for _, ch := range changes {
			i := slices.IndexFunc(ends, func(e end) bool { return e.endedBy(ch) })
			if i < 0 || seen[ch.at] || !c.silent(ch.at, nil) {
				continue
			}
			seen[ch.at] = true
			at := report.At(ch.at.Pos(), 1)
			c.Report(report.Finding{At: at, Kind: unsaid, Args: []any{c.Line(at.Pos(), wait.Pos()), ch.v.Name(), cond.Name()},
				Related: []analysis.RelatedInformation{report.Related(report.At(ends[i].at, 1), "here it is tested"), report.Related(report.At(wait.Pos(), 1), "here it waits")}})
		}
	}
}

func (c *checker) changes() (list []change) {
	for _, fn := range c.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if ch, ok := c.changeOf(instr); ok && instr.Pos().IsValid() {
					list = append(list, ch)
				}
			}
		}
	}
	return list
}

// regular reports whether who waits at the Cond is woken again and again, in a loop that sleeps,
// receives or reads, or by a timer.
func (c *checker) regular(cond *types.Var) bool {
	for _, wake := range c.wakes {
		if _, on := wakes(wake); keyOf(on) != cond {
			continue
		}
		start := startedBy(wake.Parent())
		if isAfterFunc(wake) || start != nil && know.Is(flow.StaticCallee(start.Common()), "time.AfterFunc") {
			return true
		}
		for _, b := range wake.Parent().Blocks {
			loop := flow.LoopsOf(wake.Parent()).Innermost(wake.Block())
			for ; loop != nil; loop = loop.Parent {
				if loop.Contains(b) && slices.ContainsFunc(b.Instrs, blocks) {
					return true
				}
			}
		}
	}
	return false
}

// blocks reports whether an instruction may take its time.
func blocks(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Select:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Next:
		return false
	case *ssa.Call:
		return know.Is(flow.StaticCallee(instr.Common()), "time.Sleep") || instr.Call.IsInvoke()
	}
	return false
}

// silent reports whether the function of an instruction, and each that calls it, lets who waits at the Cond wait on.
func (c *checker) silent(at ssa.Instruction, below []*ssa.Function) bool {
	fn := at.Parent()
	if len(below) > maxCallers || slices.Contains(below, fn) {
		return false
	}
	behind := make(map[ssa.Instruction]bool)
	flow.Walk(flow.After(at), func(instr ssa.Instruction) bool {
		behind[instr] = true
		return true
	})
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if instr == at {
				continue
			}
			_, runsLater := instr.(*ssa.Defer)
			if c.mayWake(instr, len(below) == 0 || behind[instr] || runsLater, nil) {
				return false
			}
		}
	}
	sites, all := c.channels.CallersHere(fn)
	if !all && c.calledByOthers(fn) {
		return false
	}
	for _, site := range sites {
		if !site.Go && !c.silent(site.Call, append(below, fn)) {
			return false
		}
	}
	return true
}

// calledByOthers reports whether the function is a method that the package gives away in an interface: who calls it there, as package
// container/heap does, may be called by who wakes.
func (c *checker) calledByOthers(fn *ssa.Function) bool {
	recv := fn.Signature.Recv()
	if recv == nil {
		return false
	}
	named := fields.Struct(recv.Type())
	for made := range flow.AsInterface(c.funcs, func(t types.Type) bool { return named != nil && fields.Struct(t) == named }) {
		if m, _, _ := types.LookupFieldOrMethod(made.Type(), false, fn.Pkg.Pkg, fn.Name()); m != nil {
			return true
		}
	}
	return false
}

// mayWake reports whether an instruction may wake somebody who waits, or, if others count, something
// by which they may learn that they have to.
func (c *checker) mayWake(instr ssa.Instruction, others bool, above []*ssa.Function) bool {
	switch instr := instr.(type) {
	case *ssa.Send, *ssa.Select:
		return others // who receives may
	case *ssa.UnOp:
		return others && instr.Op == token.ARROW
	case *ssa.MakeClosure:
		return c.anyWakes(instr.Fn.(*ssa.Function), others, above)
	case ssa.CallInstruction:
		return c.callMayWake(instr, others, above)
	}
	return false
}

func (c *checker) callMayWake(call ssa.CallInstruction, others bool, above []*ssa.Function) bool {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		return others && b.Name() == "close"
	}
	if isWake(call) {
		return true
	}
	if common.IsInvoke() && common.Method.Pkg() != nil && common.Method.Pkg().Path() == "sync" {
		return false // of a Locker
	}
	fn := flow.StaticCallee(common)
	switch {
	case fn == nil:
		return others
	case isAtomic(fn) || flow.Quick(common) || know.FailsTest(fn) || isCall(call, "Wait") && know.Is(fn, "(*sync.Cond).Wait"):
		return false
	case fn.Pkg() != nil && fn.Pkg().Path() == "sync":
		return others && fn.Name() != "Lock" && fn.Name() != "RLock" && fn.Name() != "NewCond"
	}
	callee := common.StaticCallee()
	if callee == nil || callee.Pkg == nil || callee.Pkg.Pkg != c.Pkg || len(callee.Blocks) == 0 {
		return others
	}
	return c.anyWakes(callee, others, above)
}

// anyWakes is mayWake for what a function does.
func (c *checker) anyWakes(fn *ssa.Function, others bool, above []*ssa.Function) bool {
	if slices.Contains(above, fn) {
		return false
	}
	if len(above) > maxCallers {
		return others
	}
	above = append(above, fn)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if c.mayWake(instr, others, above) {
				return true
			}
		}
	}
	return false
}
