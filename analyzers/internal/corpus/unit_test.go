package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	at := func(line int, source string) Finding {
		return Finding{Check: "boxing", Line: line, key: key{Module: "std", File: "a/a.go", Kind: "loop", Source: source}}
	}
	label := func(line int, source, reason string) Label {
		return Label{Check: "boxing", Line: line, key: at(0, source).key, Verdict: Right, Reason: reason}
	}
	labels := []Label{
		label(1, "twice()", "first"),
		label(2, "twice()", "second"),
		label(3, "gone()", ""),
		label(4, "fewer()", "stays"),
		label(5, "fewer()", "goes"),
	}
	got := match([]Finding{
		at(11, "twice()"), at(12, "twice()"), at(14, "fewer()"), at(20, "new()"),
	}, labels)

	if len(got.New) != 1 || got.New[0].Source != "new()" {
		t.Errorf("new: %v", got.New)
	}
	if len(got.Vanished) != 2 || got.Vanished[0].Source != "gone()" || got.Vanished[1].Reason != "goes" {
		t.Errorf("vanished: %v", got.Vanished)
	}
	var found []string
	for _, l := range got.Found {
		found = append(found, l.Reason)
	}
	if want := []string{"first", "second", "stays"}; !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
	if got.Found[0].Line != 11 {
		t.Errorf("line %d is not today's", got.Found[0].Line)
	}
	if got.Clean() {
		t.Error("clean")
	}
	if !match(nil, nil).Clean() {
		t.Error("nothing is not clean")
	}
}

func TestKindsAndChecksDiffer(t *testing.T) {
	f := Finding{Check: "a", key: key{Kind: "k", Source: "s"}}
	for _, l := range []Label{
		{Check: "b", key: f.key, Verdict: Right},
		{Check: "a", key: key{Kind: "other", Source: "s"}, Verdict: Right},
		{Check: "a", key: key{Kind: "k", Source: "s", Func: "f"}, Verdict: Right},
	} {
		if match([]Finding{f}, []Label{l}).Clean() {
			t.Errorf("%v is taken for %v", l, f)
		}
	}
}

func TestWriteAndReadLabels(t *testing.T) {
	c := &Corpus{Dir: t.TempDir()}
	if err := os.Mkdir(filepath.Join(c.Dir, "labels"), 0o777); err != nil {
		t.Fatal(err)
	}
	b := Finding{Check: "boxing", Line: 7, key: key{"std", "b/b.go", "(*T).M", "loop", "f(x, 1)"}}
	a := Finding{Check: "boxing", Line: 9, key: key{"std", "a/a.go", "", "loop", "var _ = g(x)"}}
	result, err := c.Compare([]Finding{b, a})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Write(result); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(c.Dir, "labels", "boxing.tsv")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := labelHeader +
		"std\ta/a.go:9\t-\tloop\t?\t-\tvar _ = g(x)\n" +
		"std\tb/b.go:7\t(*T).M\tloop\t?\t-\tf(x, 1)\n"
	if string(data) != want {
		t.Fatalf("written:\n%s\nwant:\n%s", data, want)
	}
	read := strings.Replace(want, "?\t-", "wrong\tgrows once", 1)
	read = strings.Replace(read, "?\t-", "right\teach iteration allocates", 1)
	if err := os.WriteFile(file, []byte(read), 0o666); err != nil {
		t.Fatal(err)
	}
	result, err = c.Compare([]Finding{a, b})
	if err != nil {
		t.Fatal(err)
	}
	if !result.Clean() {
		t.Errorf("not clean: %+v", result)
	}
	if got := result.verdicts("boxing"); !slices.Equal(got, []Verdict{Wrong, Right}) {
		t.Errorf("verdicts %q", got)
	}
}

func TestVerdictNeedsReason(t *testing.T) {
	row := []string{"std", "a.go:1", "f", "kind", "right", "-", "x"}
	if _, err := parseLabel("boxing", row); err == nil {
		t.Error("a verdict without a reason is accepted")
	}
	row[4] = "maybe"
	if _, err := parseLabel("boxing", row); err == nil {
		t.Error("verdict maybe is accepted")
	}
}

func TestFunction(t *testing.T) {
	s := &sources{files: make(map[string]*file)}
	name := filepath.Join(t.TempDir(), "a.go")
	const src = `package a

var v = f(
	1)

//line elsewhere.y:1000
func f(int) int {
	func() { _ = 1 }()
	return 0
}

func (T) a() {}
func (t *T) b() {}
func (*G[K]) c() {}
func (G2[_, _]) d() {}
`
	if err := os.WriteFile(name, []byte(src), 0o666); err != nil {
		t.Fatal(err)
	}
	f := s.read(name)
	for line, want := range map[int]string{3: "", 8: "f", 12: "T.a", 13: "(*T).b", 14: "(*G).c", 15: "G2.d"} {
		if got := f.function(line); got != want {
			t.Errorf("line %d is in %q, want %q", line, got, want)
		}
	}
	if got, want := f.text(8), "func() { _ = 1 }()"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if got := f.text(1000); got != "" {
		t.Errorf("text %q of a line that is not there", got)
	}
}

func TestDecode(t *testing.T) {
	const out = `{}
{"p [p.test]": {"boxing": [{"category": "loop", "posn": "/a/b.go:12:3", "message": "m"}]}}
`
	got, err := decode(strings.NewReader(out))
	if err != nil || len(got) != 1 {
		t.Fatalf("%v, %v", got, err)
	}
	if file, line := got[0].file(); got[0].Check != "boxing" || file != "/a/b.go" || line != 12 {
		t.Errorf("%+v", got[0])
	}
	if _, err := decode(strings.NewReader(`{"p": {"boxing": {"error": "failed"}}}`)); err == nil {
		t.Error("the error of a check is lost")
	}
}

func TestUnique(t *testing.T) {
	a := diagnostic{Check: "a", Category: "k", Posn: "/a.go:1:1", Message: "m"}
	b := a
	b.Posn = "/a.go:1:9"
	if got := unique([]diagnostic{a, b, a}); !slices.Equal(got, []diagnostic{a, b}) {
		t.Errorf("%v", got)
	}
}

func TestSelect(t *testing.T) {
	all, err := Select(Dir(), nil)
	if err != nil || len(all) < 12 {
		t.Fatalf("%d modules: %v", len(all), err)
	}
	some, err := Select(Dir(), []string{"cmd", "std"})
	if err != nil || len(some) != 2 || some[0].Module != "cmd" || len(some[0].Patterns) == 0 {
		t.Errorf("%v, %v", some, err)
	}
	if _, err := Select(Dir(), []string{"nothing"}); err == nil {
		t.Error("no error for a module that the corpus does not have")
	}
}
