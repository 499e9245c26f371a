package ok

import "net"

// A test gets what it has sent: the next packet comes when it has looked at this one.
//
//proof:ok
func inTest() {
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer server.Close()
	packets := make(chan []byte)
	go func() {
		buf := make([]byte, 100)
		for {
			n, _, err := server.ReadFrom(buf)
			if err != nil {
				return
			}
			packets <- buf[:n]
		}
	}()
	client, err := net.Dial("udp", server.LocalAddr().String())
	if err != nil {
		panic(err)
	}
	defer client.Close()
	for _, text := range []string{"a", "b"} {
		client.Write([]byte(text))
		if got := <-packets; string(got) != text {
			panic(string(got))
		}
	}
}
