package report

import (
	"go/ast"
	"go/token"
	"iter"
	"slices"
	"strings"
)

// A directive is a comment that suppresses findings:
//
//	//gocorelint:ignore name[,name] reason
//	//nolint:name[,name]
//	//lint:ignore name[,name] reason
//
// The last is staticcheck's; its names are those of staticcheck's checks, and
// count for findings that staticcheck has too (see [Kind]).
//
// At the end of a line it covers that line; on a line of its own the next line
// of code; in the comment of a declaration all of it; above the package clause
// the whole file.
type directive struct {
	comment    *ast.Comment
	names      []string // of checks; nil covers all
	reason     string
	foreign    bool      // in the spelling of another tool, which may want no reason
	start, end token.Pos // what it covers
}

const (
	ignorePrefix      = "//gocorelint:ignore"
	nolintPrefix      = "//nolint"
	staticcheckPrefix = "//lint:ignore "
)

// suppressedBy returns the directive that silences the check at pos, or nil.
// A directive without its reason silences nothing.
func (f *fileInfo) suppressedBy(check string, kind *Kind, pos token.Pos) *directive {
	for _, d := range f.directives {
		if d.start <= pos && pos <= d.end && d.covers(check, kind) {
			return d
		}
	}
	return nil
}

func (d *directive) covers(check string, kind *Kind) bool {
	switch {
	case !d.foreign && d.reason == "":
		return false
	case d.names == nil || slices.Contains(d.names, check):
		return true
	}
	return d.foreign && slices.ContainsFunc(kind.Also, func(name string) bool { return slices.Contains(d.names, name) })
}

// parse reads one comment; it returns nil for any other comment.
func parse(c *ast.Comment) *directive {
	if rest, ok := strings.CutPrefix(c.Text, ignorePrefix); ok {
		if rest != "" && rest[0] != ' ' && rest[0] != '\t' {
			return nil // another verb, such as ignorefile
		}
		names, reason, _ := strings.Cut(strings.TrimSpace(rest), " ")
		reason = strings.TrimLeft(reason, "/ \t") // some write the reason as a comment
		return &directive{comment: c, names: splitNames(names), reason: strings.TrimSpace(reason)}
	}
	if rest, ok := strings.CutPrefix(c.Text, staticcheckPrefix); ok {
		names, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
		return &directive{comment: c, foreign: true, names: splitNames(names)}
	}
	// golangci-lint overlooks a space before its word.
	if rest, ok := strings.CutPrefix("//"+strings.TrimLeft(c.Text, "/ "), nolintPrefix); ok {
		list, ok := strings.CutPrefix(rest, ":")
		if !ok {
			if rest == "" || rest[0] == ' ' || rest[0] == '\t' {
				return &directive{comment: c, foreign: true} // all linters
			}
			return nil
		}
		list, _, _ = strings.Cut(list, "//") // the usual place of a reason
		names := splitNames(strings.TrimSpace(list))
		if slices.Contains(names, "gocorelint") || slices.Contains(names, "all") {
			names = nil
		}
		return &directive{comment: c, foreign: true, names: names}
	}
	return nil
}

// splitNames returns a list that is not nil: no name is not all names.
func splitNames(list string) []string {
	names := []string{}
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// directivesOf lists the directives of a file and what each covers.
func directivesOf(fset *token.FileSet, file *ast.File) []*directive {
	var found []*directive
	for _, group := range file.Comments {
		for _, comment := range group.List {
			d := parse(comment)
			if d == nil {
				continue
			}
			d.start, d.end = extent(fset, file, group, comment)
			found = append(found, d)
		}
	}
	return found
}

// extent says what a directive covers.
func extent(fset *token.FileSet, file *ast.File, group *ast.CommentGroup, comment *ast.Comment) (start, end token.Pos) {
	if comment.Pos() < file.Package {
		return file.FileStart, file.FileEnd
	}
	tf := fset.File(file.FileStart)
	line := tf.Line(comment.Pos())
	if codeBefore(file, tf.LineStart(line), comment.Pos()) {
		return lineExtent(tf, line, line)
	}
	for decl := range declarations(file) {
		if docOf(decl) == group {
			return decl.Pos(), decl.End()
		}
	}
	return lineExtent(tf, line, tf.Line(group.End())+1)
}

// lineExtent covers the lines from first to last.
func lineExtent(tf *token.File, first, last int) (start, end token.Pos) {
	if last >= tf.LineCount() {
		return tf.LineStart(first), token.Pos(tf.Base() + tf.Size())
	}
	return tf.LineStart(first), tf.LineStart(last+1) - 1
}

// codeBefore reports whether some node starts or ends between the start of the
// line and the comment.
func codeBefore(file *ast.File, lineStart, comment token.Pos) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || found || n.End() < lineStart || n.Pos() >= comment {
			return false
		}
		switch n.(type) {
		case *ast.CommentGroup, *ast.Comment:
			return false
		}
		if n.Pos() >= lineStart || n.End() <= comment {
			found = true
		}
		// A closing brace or parenthesis, or the opening brace of a body, may
		// be all there is on the line: then the node ends or a block begins there.
		return !found
	})
	return found
}

// declarations yields everything that can carry a comment of its own.
func declarations(file *ast.File) iter.Seq[ast.Node] {
	return func(yield func(ast.Node) bool) {
		for _, decl := range file.Decls {
			if !yield(decl) {
				return
			}
			gen, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range gen.Specs {
				if !yield(spec) {
					return
				}
			}
		}
	}
}

func docOf(n ast.Node) *ast.CommentGroup {
	switch n := n.(type) {
	case *ast.FuncDecl:
		return n.Doc
	case *ast.GenDecl:
		return n.Doc
	case *ast.TypeSpec:
		return n.Doc
	case *ast.ValueSpec:
		return n.Doc
	}
	return nil
}

// An Ignore is a //gocorelint:ignore comment in a file that was looked at.
type Ignore struct {
	Comment *ast.Comment
	Names   []string
	Reason  string
	Unused  []string // names that it silenced nothing of, so far
}

// Ignores yields the suppressing comments of the wanted files. What is unused
// is known when the checks have run: who asks for it requires them.
func (p *Pass) Ignores() iter.Seq[Ignore] {
	return func(yield func(Ignore) bool) {
		for _, f := range p.files.files {
			if !p.Wanted(f.syntax) {
				continue
			}
			for _, d := range f.directives {
				if d.foreign {
					continue
				}
				ig := Ignore{Comment: d.comment, Names: d.names, Reason: d.reason}
				for _, name := range d.names {
					if !p.files.wasUsed(d, name) {
						ig.Unused = append(ig.Unused, name)
					}
				}
				if !yield(ig) {
					return
				}
			}
		}
	}
}
