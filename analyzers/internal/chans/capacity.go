package chans

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

func capOf(size ssa.Value) Cap {
	switch v := size.(type) {
	case *ssa.Const:
		if n, ok := constant.Int64Val(constant.ToInt(v.Value)); ok {
			return Cap{Value: size, Min: n, Exact: true}
		}
	case *ssa.Convert:
		c := capOf(v.X)
		c.Value = size
		return c
	case *ssa.Phi:
		return capOfPhi(v)
	case *ssa.BinOp:
		return capOfSum(v)
	}
	return Cap{Value: size}
}

// capOfPhi takes the smallest of the alternatives.
func capOfPhi(phi *ssa.Phi) Cap {
	c := Cap{Value: phi}
	for i, edge := range phi.Edges {
		k, ok := edge.(*ssa.Const)
		if !ok || k.Value == nil {
			return Cap{Value: phi}
		}
		n, _ := constant.Int64Val(constant.ToInt(k.Value))
		if i == 0 || n < c.Min {
			c.Min = n
		}
	}
	return c
}

// capOfSum knows that len(x)+1 is at least 1.
func capOfSum(sum *ssa.BinOp) Cap {
	c := Cap{Value: sum}
	if sum.Op != token.ADD {
		return c
	}
	for _, v := range [...]ssa.Value{sum.X, sum.Y} {
		switch v := v.(type) {
		case *ssa.Const:
			n, _ := constant.Int64Val(constant.ToInt(v.Value))
			c.Min += n
		case *ssa.Call:
			if b, ok := v.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" && b.Name() != "cap" {
				return Cap{Value: sum}
			}
		default:
			return Cap{Value: sum}
		}
	}
	return c
}
