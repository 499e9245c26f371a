package a

import (
	"io"
	"strings"
)

// row: SL35
//
//proof:observe
//proof:instead io.ReadFull(r, head) => io.ReadFull(r, append(head, 0, 0))
func fullNil() bool {
	var head []byte
	r := strings.NewReader("abcd")
	n, err := io.ReadFull(r, head) // want `io.ReadFull reads nothing: head has length 0 here`
	return n == 0 && err == nil
}

//proof:observe
//proof:instead r.Read(buf) => r.Read(append(buf, 0))
func readEmptyLiteral() bool {
	buf := []byte{}
	r := strings.NewReader("abcd")
	n, _ := r.Read(buf) // want `r.Read reads nothing: buf has length 0 here`
	return n == 0 && len(buf) == 0
}

type holder struct{ buf []byte }

//proof:observe
//proof:noflip the length comes from elsewhere
func intoField() bool {
	src := []byte("abcd")
	h := &holder{buf: make([]byte, 0, len(src))}
	copy(h.buf, src) // want `copy copies nothing: h.buf has length 0 here`
	return len(h.buf) == 0
}

//proof:observe
//proof:noflip the length comes from elsewhere
func cutField() bool {
	h := &holder{buf: make([]byte, 4)}
	r := strings.NewReader("abcd")
	h.buf = h.buf[:0]
	n, _ := r.Read(h.buf) // want `r.Read reads nothing: h.buf has length 0 here`
	return n == 0
}

//proof:observe
//proof:noflip each row has to be made
func rows() bool {
	from := [][]int{{1}, {2}}
	out := make([][]int, len(from))
	for i := range from {
		copy(out[i], from[i]) // want `copy copies nothing: out\[i\] has length 0 here`
	}
	return len(out[0]) == 0
}
