package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// Quick reports whether a call takes no time and waits for nobody.
func Quick(call *ssa.CallCommon) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := StaticCallee(call)
	if fn == nil {
		return false
	}
	switch know.Name(fn) {
	case "(*sync.Mutex).Unlock", "(*sync.RWMutex).Unlock", "(*sync.RWMutex).RUnlock":
		return true
	}
	return know.Inert(fn) && fn.Name() != "Sleep" && fn.Pkg().Path() != "os"
}

// IsClock reports whether a channel is that of a timer or ticker.
func IsClock(ch ssa.Value) bool {
	c, ok := ch.Type().Underlying().(*types.Chan)
	if !ok || !typeis.Named(c.Elem(), "time.Time") {
		return false
	}
	switch v := ch.(type) {
	case *ssa.Call:
		fn := StaticCallee(&v.Call)
		return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "time"
	case *ssa.UnOp:
		field, ok := v.X.(*ssa.FieldAddr)
		if !ok {
			return false
		}
		return typeis.Named(field.X.Type(), "*time.Timer") || typeis.Named(field.X.Type(), "*time.Ticker")
	}
	return false
}
