package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A Verdict is what a reader of the code says of a finding.
type Verdict string

const (
	Right  Verdict = "right" // a maintainer would act on it
	Wrong  Verdict = "wrong"
	Unread Verdict = "?"
)

// A Label is a finding as it was recorded, with the verdict.
type Label struct {
	Check string
	key
	Line    int // where it was when it was recorded, for people
	Verdict Verdict
	Reason  string
}

func (l Label) String() string {
	return fmt.Sprintf("%s: %s/%s:%d", l.Check, l.Module, l.File, l.Line)
}

const labelHeader = "# module\tfile:line\tfunction\tkind\tverdict\treason\tsource\n"

// row is the line of the label in its file.
func (l Label) row() string {
	return strings.Join([]string{
		l.Module,
		fmt.Sprintf("%s:%d", l.File, l.Line),
		cmp.Or(l.Func, "-"),
		l.Kind,
		string(l.Verdict),
		cmp.Or(l.Reason, "-"),
		l.Source,
	}, "\t")
}

func parseLabel(check string, row []string) (Label, error) {
	l := Label{Check: check, Verdict: Verdict(row[4]), Reason: row[5]}
	l.key = key{Module: row[0], Func: strings.TrimPrefix(row[2], "-"), Kind: row[3], Source: row[6]}
	file, line, _ := strings.Cut(row[1], ":")
	n, err := strconv.Atoi(line)
	l.File, l.Line = file, n
	if err == nil && l.Verdict != Right && l.Verdict != Wrong && l.Verdict != Unread {
		err = fmt.Errorf("verdict %q", l.Verdict)
	}
	if err == nil && l.Verdict != Unread && strings.Trim(l.Reason, "- ") == "" {
		err = errors.New("a verdict needs a reason")
	}
	return l, err
}

// labels reads the recorded labels of the modules and checks that c is about.
func (c *Corpus) labels() ([]Label, error) {
	files, err := filepath.Glob(filepath.Join(c.Dir, "labels", "*.tsv"))
	if err != nil {
		return nil, err
	}
	var labels []Label
	for _, file := range files {
		check := strings.TrimSuffix(filepath.Base(file), ".tsv")
		if c.Checks != nil && !slices.Contains(c.Checks, check) {
			continue
		}
		rows, err := readTable(file, 7)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			l, err := parseLabel(check, row)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %v", file, row[1], err)
			}
			if c.Modules == nil || slices.Contains(c.Modules, l.Module) {
				labels = append(labels, l)
			}
		}
	}
	return labels, nil
}

// Write records the comparison: moved lines, new findings as unread ones;
// labels of findings that are no more are dropped.
func (c *Corpus) Write(cmp Comparison) error {
	if c.Modules != nil {
		return errors.New("labels are written of all modules at once only")
	}
	labels := cmp.Found
	for _, f := range cmp.New {
		labels = append(labels, newLabel(f))
	}
	byCheck := make(map[string][]Label)
	for _, l := range cmp.Vanished {
		byCheck[l.Check] = nil // the file may have to become empty
	}
	for _, l := range labels {
		byCheck[l.Check] = append(byCheck[l.Check], l)
	}
	for check, labels := range byCheck {
		if err := writeLabels(filepath.Join(c.Dir, "labels", check+".tsv"), labels); err != nil {
			return err
		}
	}
	return nil
}

func newLabel(f Finding) Label {
	return Label{Check: f.Check, key: f.key, Line: f.Line, Verdict: Unread}
}

func writeLabels(file string, labels []Label) error {
	if labels == nil {
		if err := os.Remove(file); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	slices.SortStableFunc(labels, func(a, b Label) int {
		return cmp.Or(cmp.Compare(a.Module, b.Module), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	var text strings.Builder
	text.WriteString(labelHeader)
	for _, l := range labels {
		text.WriteString(l.row() + "\n")
	}
	return os.WriteFile(file, []byte(text.String()), 0o666)
}
