package know

import "go/types"

// ErrorByValue reports whether the standard library returns errors of the type
// as values, never as pointers.
func ErrorByValue(t *types.TypeName) bool {
	return t.Pkg() != nil && errorByValue[t.Pkg().Path()+"."+t.Name()]
}

var errorByValue = set(
	"crypto/tls.AlertError", "crypto/tls.RecordHeaderError",
	"crypto/x509.CertificateInvalidError", "crypto/x509.ConstraintViolationError", "crypto/x509.HostnameError",
	"crypto/x509.InsecureAlgorithmError", "crypto/x509.SystemRootsError", "crypto/x509.UnhandledCriticalExtension",
	"crypto/x509.UnknownAuthorityError",
	"encoding/asn1.StructuralError", "encoding/asn1.SyntaxError",
	"encoding/base32.CorruptInputError", "encoding/base64.CorruptInputError", "encoding/hex.InvalidByteError",
	"compress/flate.CorruptInputError", "compress/bzip2.StructuralError",
	"encoding/xml.UnmarshalError", "net/url.EscapeError", "net/url.InvalidHostError",
	"net.InvalidAddrError", "net.UnknownNetworkError",
	"syscall.Errno", "text/template.ExecError",
)
