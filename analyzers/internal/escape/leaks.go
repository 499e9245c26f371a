package escape

import "strings"

// Leaks says where one parameter of a function flows to: for each sink the
// smallest number of dereferences on the way, plus one; zero is no flow.
// With 1 the parameter itself flows there, with 2 what it points to.
type Leaks [numSinks]uint8

// The sinks. Results beyond the last one count as the heap.
const (
	sinkHeap    = iota
	sinkUnknown // a callee of which nothing is known
	sinkMutator // an assignment through the pointer
	sinkCallee  // a call whose callee it is and whose result is used
	sinkResult
	numSinks = sinkResult + maxResults

	maxResults = 7
	maxDerefs  = 9
)

// sinkNames are the letters of the encoded form, by sink.
const sinkNames = "humc0123456"

// derefs returns the number of dereferences on the way to the sink, or -1.
func (l Leaks) derefs(sink int) int { return int(l[sink]) - 1 }

func (l *Leaks) add(sink, derefs int) {
	v := uint8(min(derefs, maxDerefs) + 1)
	if l[sink] == 0 || v < l[sink] {
		l[sink] = v
	}
}

// optimize removes flows that say no more than the flow to the heap.
func (l *Leaks) optimize() {
	for sink := range l {
		if sink != sinkHeap && l[sinkHeap] != 0 && l[sink] >= l[sinkHeap] {
			l[sink] = 0
		}
	}
}

// String encodes the leaks: for each sink a letter and the number of
// dereferences. "h0" leaks to the heap; "m001" is written through, and what it
// points to flows to the first result.
func (l Leaks) String() string {
	var b strings.Builder
	for sink, v := range l {
		if v == 0 {
			continue
		}
		b.WriteByte(sinkNames[sink])
		b.WriteByte('0' + v - 1)
	}
	return b.String()
}

// parseLeaks reads what String wrote. Anything else leaks to the unknown.
func parseLeaks(s string) Leaks {
	var l Leaks
	for ; len(s) >= 2; s = s[2:] {
		sink := strings.IndexByte(sinkNames, s[0])
		if sink < 0 || s[1] < '0' || s[1] > '0'+maxDerefs {
			break
		}
		l[sink] = s[1] - '0' + 1
	}
	if s != "" {
		l.add(sinkUnknown, 0)
	}
	return l
}

// A summary is what callers know of a function: the leaks of its parameters,
// the receiver first. Parameters behind the last do not leak.
type summary []Leaks

func (s summary) param(i int) Leaks {
	if i < len(s) {
		return s[i]
	}
	return Leaks{}
}

func (s summary) String() string {
	parts := make([]string, len(s))
	last := 0
	for i, l := range s {
		if parts[i] = l.String(); parts[i] != "" {
			last = i + 1
		}
	}
	return strings.Join(parts[:last], ",")
}

func parseSummary(text string) summary {
	if text == "" {
		return summary{}
	}
	var s summary
	for part := range strings.SplitSeq(text, ",") {
		s = append(s, parseLeaks(part))
	}
	return s
}
