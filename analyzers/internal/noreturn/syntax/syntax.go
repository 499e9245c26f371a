// Package syntax tells without types which packages can't have functions that
// never return. It needs little, so that this is known before the tool has begun.
package syntax

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// FactMark begins the name under which gob writes the facts of the analyzer.
const FactMark = "*noreturn."

// MayExport reports whether the files of a package could declare an exported
// function that never returns. It needs no types, so that a package can be left
// out before they are checked: where it says no, the analyzer would export no fact,
// but for a function with a return that control can't come to, or a method of a type that others
// do not see.
//
// factual reports whether the package of an import path has such functions itself, as its facts say: they
// contain FactMark.
func MayExport(files []*ast.File, factual func(path string) bool) bool {
	var candidates []candidate
	for _, file := range files {
		inherits := importsAny(file, factual)
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if ok && decl.Body != nil && CanQualify(decl.Body) && !returns(decl.Body) {
				candidates = append(candidates, candidate{decl, inherits})
			}
		}
	}
	// Names stand for functions, with or without a receiver.
	never := make(map[string]bool)
	for changed := true; changed; {
		changed = false
		for _, c := range candidates {
			name := c.decl.Name.Name
			if never[name] || !c.ends(c.decl.Body, never) {
				continue
			}
			if c.decl.Name.IsExported() && shown(c.decl, files) {
				return true
			}
			never[name], changed = true, true
		}
	}
	return false
}

// shown reports whether other packages may have a value with the method: whether its type is exported, or
// mentioned where exported things get their type: a type, a variable, a result of a function, which may be
// that of a variable.
func shown(fn *ast.FuncDecl, files []*ast.File) bool {
	name := receiver(fn)
	return name == "" || ast.IsExported(name) || anyDecl(files, func(decl ast.Decl) bool {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			return decl.Type.Results != nil && mentions(decl.Type.Results, name) &&
				(decl.Name.IsExported() || anyDecl(files, func(d ast.Decl) bool { return exports(d, decl.Name.Name) }))
		}
		return exports(decl, name)
	})
}

func anyDecl(files []*ast.File, ok func(ast.Decl) bool) bool {
	return slices.ContainsFunc(files, func(file *ast.File) bool { return slices.ContainsFunc(file.Decls, ok) })
}

// exports reports whether a declaration of something exported mentions the name.
func exports(decl ast.Decl, name string) bool {
	gen, ok := decl.(*ast.GenDecl)
	return ok && slices.ContainsFunc(gen.Specs, func(spec ast.Spec) bool { return shows(spec) && mentions(spec, name) })
}

// shows reports whether what a specification declares has an exported name.
func shows(spec ast.Spec) bool {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		return spec.Name.IsExported()
	case *ast.ValueSpec:
		return slices.ContainsFunc(spec.Names, (*ast.Ident).IsExported)
	}
	return false
}

// receiver is the name of a method's type, "" for a function.
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return ""
	}
	t := fn.Recv.List[0].Type
	for {
		switch expr := t.(type) {
		case *ast.StarExpr:
			t = expr.X
		case *ast.ParenExpr:
			t = expr.X
		case *ast.IndexExpr:
			t = expr.X
		case *ast.IndexListExpr:
			t = expr.X
		case *ast.Ident:
			return expr.Name
		default:
			return ""
		}
	}
}

func mentions(in ast.Node, name string) (found bool) {
	ast.Inspect(in, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == name {
			found = true
		}
		return !found
	})
	return found
}

type candidate struct {
	decl     *ast.FuncDecl
	inherits bool // what it calls may have a fact
}

// ends reports whether control may be unable to get past the statement.
func (c candidate) ends(stmt ast.Stmt, never map[string]bool) bool {
	switch stmt := stmt.(type) {
	case *ast.ExprStmt:
		call, ok := ast.Unparen(stmt.X).(*ast.CallExpr)
		return ok && c.callEnds(call, never)
	case *ast.BlockStmt:
		return c.lastEnds(stmt.List, never)
	case *ast.LabeledStmt:
		return c.ends(stmt.Stmt, never)
	case *ast.IfStmt:
		return stmt.Else != nil && c.ends(stmt.Body, never) && c.ends(stmt.Else, never)
	case *ast.ForStmt:
		return stmt.Cond == nil
	case *ast.SelectStmt:
		return c.allEnd(stmt.Body, never)
	case *ast.SwitchStmt:
		return c.allEnd(stmt.Body, never)
	case *ast.TypeSwitchStmt:
		return c.allEnd(stmt.Body, never)
	case *ast.BranchStmt:
		return stmt.Tok == token.GOTO || stmt.Tok == token.FALLTHROUGH
	}
	return false
}

func (c candidate) lastEnds(list []ast.Stmt, never map[string]bool) bool {
	return len(list) > 0 && c.ends(list[len(list)-1], never)
}

func (c candidate) allEnd(clauses *ast.BlockStmt, never map[string]bool) bool {
	for _, clause := range clauses.List {
		switch clause := clause.(type) {
		case *ast.CaseClause:
			if !c.lastEnds(clause.Body, never) {
				return false
			}
		case *ast.CommClause:
			if !c.lastEnds(clause.Body, never) {
				return false
			}
		}
	}
	return true
}

func (c candidate) callEnds(call *ast.CallExpr, never map[string]bool) bool {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun.Name == "panic" || never[fun.Name]
	case *ast.SelectorExpr:
		return c.inherits || never[fun.Sel.Name] || know.NeverReturnsByName(fun.Sel.Name)
	}
	return true // an instance of a generic function, or what else there may be
}

// returns reports whether the body has a return statement of its own.
func returns(body *ast.BlockStmt) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = true
		}
		return !found
	})
	return found
}

func importsAny(file *ast.File, factual func(path string) bool) bool {
	for _, spec := range file.Imports {
		if path := spec.Path.Value; len(path) > 2 && factual(path[1:len(path)-1]) {
			return true
		}
	}
	return false
}

// CanQualify is a cheap test on the last statement: control must not be able
// to fall off the end of the body.
func CanQualify(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	switch last := body.List[len(body.List)-1].(type) {
	case *ast.ReturnStmt, *ast.AssignStmt, *ast.DeferStmt, *ast.GoStmt, *ast.IncDecStmt,
		*ast.SendStmt, *ast.DeclStmt, *ast.RangeStmt:
		return false
	case *ast.ForStmt:
		return last.Cond == nil
	case *ast.IfStmt:
		return last.Else != nil
	}
	return true
}
