package know

import "go/types"

// TakesLong reports whether a call of fn sleeps, or waits for the network or another process.
func TakesLong(fn *types.Func) bool { return in(takesLong, fn) }

var takesLong = set("time.Sleep", "(*net/http.Client).Do", "(*net/http.Client).Get", "(*net/http.Client).Head", "(*net/http.Client).Post", "(*net/http.Client).PostForm",
	"net/http.Get", "net/http.Head", "net/http.Post", "net/http.PostForm", "(*os/exec.Cmd).Run", "(*os/exec.Cmd).Output",
	"(*os/exec.Cmd).CombinedOutput", "(*os/exec.Cmd).Wait", "net.Dial", "net.DialTimeout", "(*net.Dialer).Dial", "(*net.Dialer).DialContext")
