package know

import "go/types"

// A Format is a way of the standard library to turn values into bytes. It asks
// a value for the methods listed first, in their order, before it looks inside.
type Format struct {
	Package   string
	Marshal   []string // methods that encode
	Unmarshal []string // methods that decode
	Tag       string   // key of the struct tags, "" if it reads none
}

// The formats of the standard library that respect methods.
var (
	JSON = &Format{"encoding/json", []string{"MarshalJSON", "MarshalText"}, []string{"UnmarshalJSON", "UnmarshalText"}, "json"}
	XML  = &Format{"encoding/xml", []string{"MarshalXML", "MarshalText"}, []string{"UnmarshalXML", "UnmarshalText"}, "xml"}
	Gob  = &Format{"encoding/gob", []string{"GobEncode", "MarshalBinary"}, []string{"GobDecode", "UnmarshalBinary"}, ""}
)

// Encodes returns the format in which a call of fn encodes its first argument,
// nil if it doesn't.
func Encodes(fn *types.Func) *Format {
	format, _ := Lookup(encodes, fn)
	return format
}

var encodes = map[string]*Format{
	"encoding/json.Marshal":                 JSON,
	"encoding/json.MarshalIndent":           JSON,
	"(*encoding/json.Encoder).Encode":       JSON,
	"encoding/xml.Marshal":                  XML,
	"encoding/xml.MarshalIndent":            XML,
	"(*encoding/xml.Encoder).Encode":        XML,
	"(*encoding/xml.Encoder).EncodeElement": XML,
	"(*encoding/gob.Encoder).Encode":        Gob,
}

// Prints reports that a call of fn prints operands with package fmt, from the
// argument first on. The argument before is a format string if formatted.
func Prints(fn *types.Func) (first int, formatted, ok bool) {
	p, ok := Lookup(prints, fn)
	return p.first, p.formatted, ok
}

type printer struct {
	first     int
	formatted bool
}

var prints = map[string]printer{
	"fmt.Print": {0, false}, "fmt.Println": {0, false}, "fmt.Printf": {1, true},
	"fmt.Sprint": {0, false}, "fmt.Sprintln": {0, false}, "fmt.Sprintf": {1, true},
	"fmt.Fprint": {1, false}, "fmt.Fprintln": {1, false}, "fmt.Fprintf": {2, true},
	"fmt.Append": {1, false}, "fmt.Appendln": {1, false}, "fmt.Appendf": {2, true},
	"fmt.Errorf": {1, true},
	"log.Print":  {0, false}, "log.Println": {0, false}, "log.Printf": {1, true},
	"log.Fatal": {0, false}, "log.Fatalln": {0, false}, "log.Fatalf": {1, true},
	"log.Panic": {0, false}, "log.Panicln": {0, false}, "log.Panicf": {1, true},
	"(*log.Logger).Print": {0, false}, "(*log.Logger).Println": {0, false}, "(*log.Logger).Printf": {1, true},
	"(*log.Logger).Fatal": {0, false}, "(*log.Logger).Fatalln": {0, false}, "(*log.Logger).Fatalf": {1, true},
	"(*log.Logger).Panic": {0, false}, "(*log.Logger).Panicln": {0, false}, "(*log.Logger).Panicf": {1, true},
	"(*testing.common).Log": {0, false}, "(*testing.common).Logf": {1, true},
	"(*testing.common).Error": {0, false}, "(*testing.common).Errorf": {1, true},
	"(*testing.common).Fatal": {0, false}, "(*testing.common).Fatalf": {1, true},
}

// LogsAttr reports whether a call of fn turns its arguments of any type into
// values of log/slog, which asks them for the method LogValue.
func LogsAttr(fn *types.Func) bool { return in(logsAttr, fn) }

var logsAttr = set(
	"log/slog.Any", "log/slog.AnyValue", "log/slog.Group",
	"log/slog.Debug", "log/slog.Info", "log/slog.Warn", "log/slog.Error", "log/slog.Log", "log/slog.With",
	"log/slog.DebugContext", "log/slog.InfoContext", "log/slog.WarnContext", "log/slog.ErrorContext",
	"(*log/slog.Logger).Debug", "(*log/slog.Logger).Info", "(*log/slog.Logger).Warn", "(*log/slog.Logger).Error",
	"(*log/slog.Logger).Log", "(*log/slog.Logger).With",
	"(*log/slog.Logger).DebugContext", "(*log/slog.Logger).InfoContext", "(*log/slog.Logger).WarnContext", "(*log/slog.Logger).ErrorContext",
)
