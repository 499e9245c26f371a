package know

import (
	"go/types"
	"strings"
)

// Asked reports whether a method has the signature for which the standard library asks values for a method of its
// name: a MarshalJSON with a parameter is no json.Marshaler, and never called.
func Asked(fn *types.Func) bool {
	for _, want := range asked[fn.Name()] {
		if tuple(fn.Signature().Params()) == want.params && tuple(fn.Signature().Results()) == want.results {
			return true
		}
	}
	return false
}

type shape struct{ params, results string }

var (
	bytesAndError = []shape{{"", "[]byte, error"}}
	errorForBytes = []shape{{"[]byte", "error"}}

	asked = map[string][]shape{
		"MarshalJSON": bytesAndError, "UnmarshalJSON": errorForBytes,
		"MarshalText": bytesAndError, "UnmarshalText": errorForBytes,
		"MarshalBinary": bytesAndError, "UnmarshalBinary": errorForBytes,
		"GobEncode": bytesAndError, "GobDecode": errorForBytes,
		"MarshalXML":   {{"*encoding/xml.Encoder, encoding/xml.StartElement", "error"}},
		"UnmarshalXML": {{"*encoding/xml.Decoder, encoding/xml.StartElement", "error"}},
		"Is":           {{"error", "bool"}},
		"As":           {{"any", "bool"}},
		"Unwrap":       {{"", "error"}, {"", "[]error"}},
		"Format":       {{"fmt.State, rune", ""}},
		"String":       {{"", "string"}},
		"Error":        {{"", "string"}},
		"LogValue":     {{"", "log/slog.Value"}},
	}
)

// tuple lists the types, each basic type by one name.
func tuple(t *types.Tuple) string {
	list := make([]string, t.Len())
	for i := range list {
		list[i] = types.TypeString(types.Unalias(t.At(i).Type()), nil)
	}
	return basic.Replace(strings.Join(list, ", "))
}

var basic = strings.NewReplacer("uint8", "byte", "int32", "rune", "interface{}", "any")
