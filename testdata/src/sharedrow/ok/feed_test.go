package ok

import (
	"io"
	"strings"
)

type demuxer struct {
	packets [][]byte
	count   int
}

func (d *demuxer) input(p []byte) {
	d.packets = append(d.packets, p)
	d.count += len(d.packets[len(d.packets)-1])
}

// A test feeds what it tests with one buffer.
//
//proof:ok
func feeds() {
	in := strings.NewReader("aaaabbbb")
	d := new(demuxer)
	buf := make([]byte, 4)
	for {
		n, err := in.Read(buf)
		if err == io.EOF {
			break
		}
		d.input(buf[:n])
	}
	if d.count != 8 {
		panic(d.count)
	}
}
