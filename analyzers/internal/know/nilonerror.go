package know

import "go/types"

// NilOnError reports whether a function returns nil for all that can be nil
// whenever it returns an error.
func NilOnError(fn *types.Func) bool { return in(nilOnError, fn) }

var nilOnError = set(
	"os.Open", "os.Create", "os.OpenFile", "os.CreateTemp", "os.Stat", "os.Lstat", "(*os.File).Stat", "os.StartProcess",
	"(io/fs.FS).Open", "io/fs.Stat", "(net/http.FileSystem).Open",
	"os.OpenRoot", "(*os.Root).Open", "(*os.Root).Create", "(*os.Root).OpenFile", "(*os.Root).Stat",

	"(*os/exec.Cmd).StdoutPipe", "(*os/exec.Cmd).StdinPipe", "(*os/exec.Cmd).StderrPipe",
	"os/user.Current", "os/user.Lookup", "os/user.LookupId", "os/user.LookupGroup",

	"net.Dial", "net.DialTimeout", "(*net.Dialer).Dial", "(*net.Dialer).DialContext", "net.Listen", "net.ListenPacket",
	"net.DialTCP", "net.DialUDP", "net.DialUnix", "net.ListenTCP", "net.ListenUDP", "net.ListenUnix",
	"net.ResolveTCPAddr", "net.ResolveUDPAddr", "net.ResolveIPAddr", "net.ResolveUnixAddr", "net.ParseMAC",
	"(net.Listener).Accept", "(*net.TCPListener).Accept", "(*net.TCPListener).AcceptTCP", "(*net.UnixListener).Accept",
	"net.InterfaceByName", "net.InterfaceByIndex",
	"crypto/tls.Dial", "crypto/tls.Listen", "net/smtp.Dial",

	// But for a redirect that is refused.
	"net/http.Get", "net/http.Head", "net/http.Post", "net/http.PostForm",
	"(*net/http.Client).Do", "(*net/http.Client).Get", "(*net/http.Client).Head", "(*net/http.Client).Post", "(*net/http.Client).PostForm",
	"net/http.NewRequest", "net/http.NewRequestWithContext", "net/http.ReadRequest", "net/http.ReadResponse",
	"(*net/http.Request).Cookie", "(*net/http.Request).MultipartReader",
	"(*net/http.Response).Location", "(net/http.Hijacker).Hijack", "(*net/http.ResponseController).Hijack",
	"net/url.Parse", "net/url.ParseRequestURI", "(*net/url.URL).Parse", "net/mail.ParseAddress", "net/mail.ReadMessage",

	"database/sql.Open", "(*database/sql.DB).Query", "(*database/sql.DB).QueryContext", "(*database/sql.DB).Begin", "(*database/sql.DB).BeginTx",
	"(*database/sql.DB).Prepare", "(*database/sql.DB).PrepareContext", "(*database/sql.DB).Conn",
	"(*database/sql.Tx).Query", "(*database/sql.Tx).QueryContext", "(*database/sql.Tx).Prepare", "(*database/sql.Tx).PrepareContext",
	"(*database/sql.Stmt).Query", "(*database/sql.Stmt).QueryContext", "(*database/sql.Conn).QueryContext", "(*database/sql.Conn).BeginTx",

	"regexp.Compile", "regexp.CompilePOSIX", "time.LoadLocation",
	"compress/gzip.NewReader", "compress/zlib.NewReader", "compress/gzip.NewWriterLevel", "compress/flate.NewWriter",
	"(*archive/zip.File).Open", "(*mime/multipart.Reader).NextPart",
	"crypto/x509.ParseCertificate", "plugin.Open",
)
