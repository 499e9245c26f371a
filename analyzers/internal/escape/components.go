package escape

import "golang.org/x/tools/go/ssa"

// components groups the declared functions so that those that call each other
// are together and come after those that they call (Tarjan 1972). Function
// literals belong to the function around them.
func components(funcs []*ssa.Function) [][]*ssa.Function {
	t := &tarjan{state: make(map[*ssa.Function]*node)}
	for _, fn := range funcs {
		if isRoot(fn) {
			t.state[fn] = &node{fn: fn}
		}
	}
	for _, fn := range funcs {
		if n := t.state[fn]; n != nil && n.index == 0 {
			t.visit(n)
		}
	}
	return t.groups
}

// isRoot reports whether the function is not part of another: declared, or a
// literal in a package-level variable.
func isRoot(fn *ssa.Function) bool {
	return fn.Parent() == nil || fn.Parent().Synthetic != "" && fn.Parent().Parent() == nil
}

type tarjan struct {
	state  map[*ssa.Function]*node
	stack  []*node
	index  int
	groups [][]*ssa.Function
}

type node struct {
	fn         *ssa.Function
	index, low int
	onStack    bool
}

func (t *tarjan) visit(n *node) {
	t.index++
	n.index, n.low = t.index, t.index
	n.onStack = true
	t.stack = append(t.stack, n)
	t.callees(n.fn, func(m *node) {
		if m.index == 0 {
			t.visit(m)
			n.low = min(n.low, m.low)
		} else if m.onStack {
			n.low = min(n.low, m.index)
		}
	})
	if n.low != n.index {
		return
	}
	var group []*ssa.Function
	for {
		m := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		m.onStack = false
		group = append(group, m.fn)
		if m == n {
			break
		}
	}
	t.groups = append(t.groups, group)
}

// callees visits the functions of the package that fn or a literal in it calls
// or takes as a method value.
func (t *tarjan) callees(fn *ssa.Function, visit func(*node)) {
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if m := t.find(call.Common().StaticCallee()); m != nil {
					visit(m)
				}
			} else if mc, ok := instr.(*ssa.MakeClosure); ok {
				if m := t.find(mc.Fn.(*ssa.Function)); m != nil {
					visit(m)
				}
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		t.callees(lit, visit)
	}
}

// find returns the declared function behind an instance or wrapper.
func (t *tarjan) find(fn *ssa.Function) *node {
	if fn == nil {
		return nil
	}
	if n := t.state[fn]; n != nil {
		return n
	}
	obj := origin(fn)
	if obj == nil {
		return nil
	}
	return t.state[fn.Prog.FuncValue(obj)]
}
