package verbs

import (
	"reflect"
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		format string
		want   []Verb
		ok     bool
	}{
		{"", nil, true},
		{"100%% of %s: %+v%", []Verb{{0, "", 's'}, {1, "+", 'v'}}, true},
		{"%-08.3f|%#v", []Verb{{0, "-0", 'f'}, {1, "#", 'v'}}, true},
		{"%[2]d", nil, false},
		{"%*d", nil, false},
		{"%.*f", nil, false},
	} {
		if have, ok := Parse(test.format); ok != test.ok || !reflect.DeepEqual(have, test.want) {
			t.Errorf("%q: %v, %v, want %v, %v", test.format, have, ok, test.want, test.ok)
		}
	}
}
