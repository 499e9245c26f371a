package know

import (
	"go/types"
	"strings"
	"sync"
)

// NeverReturns reports whether a call of fn never comes back to its caller:
// the process, the goroutine or the test ends, or it panics.
func NeverReturns(fn *types.Func) bool {
	return in(neverReturn, fn) || isKlogFatal(fn) || endsTest(fn) || isFatal(fn)
}

// endsTest knows the name that frameworks have for what ends a test at once.
func endsTest(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	return fn.Name() == "FailNow" || fn.Name() == "FailNowf" || fn.Name() == "SkipNow"
}

// isFatal knows the methods by which interfaces of loggers and of tests, such as the
// parts of testing.TB that libraries declare for themselves, end the process or the test.
func isFatal(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	sig := fn.Signature()
	return sig.Recv() != nil && types.IsInterface(sig.Recv().Type()) && sig.Results().Len() == 0 && strings.HasPrefix(fn.Name(), "Fatal")
}

var neverReturn = set(
	"os.Exit",
	"syscall.Exit",
	"runtime.Goexit",
	"log.Fatal", "log.Fatalf", "log.Fatalln",
	"log.Panic", "log.Panicf", "log.Panicln",
	"(*log.Logger).Fatal", "(*log.Logger).Fatalf", "(*log.Logger).Fatalln",
	"(*log.Logger).Panic", "(*log.Logger).Panicf", "(*log.Logger).Panicln",

	"(*testing.common).FailNow", "(*testing.common).Fatal", "(*testing.common).Fatalf",
	"(*testing.common).SkipNow", "(*testing.common).Skip", "(*testing.common).Skipf",
	"(testing.TB).FailNow", "(testing.TB).Fatal", "(testing.TB).Fatalf",
	"(testing.TB).SkipNow", "(testing.TB).Skip", "(testing.TB).Skipf",

	"(*go.uber.org/zap.Logger).Fatal", "(*go.uber.org/zap.Logger).Panic",
	"(*go.uber.org/zap.SugaredLogger).Fatal", "(*go.uber.org/zap.SugaredLogger).Fatalf",
	"(*go.uber.org/zap.SugaredLogger).Fatalw", "(*go.uber.org/zap.SugaredLogger).Fatalln",
	"(*go.uber.org/zap.SugaredLogger).Panic", "(*go.uber.org/zap.SugaredLogger).Panicf",
	"(*go.uber.org/zap.SugaredLogger).Panicw", "(*go.uber.org/zap.SugaredLogger).Panicln",
	"github.com/sirupsen/logrus.Fatal", "github.com/sirupsen/logrus.Fatalf", "github.com/sirupsen/logrus.Fatalln",
	"github.com/sirupsen/logrus.Panic", "github.com/sirupsen/logrus.Panicf", "github.com/sirupsen/logrus.Panicln",
	"(*github.com/sirupsen/logrus.Logger).Fatal", "(*github.com/sirupsen/logrus.Logger).Fatalf", "(*github.com/sirupsen/logrus.Logger).Fatalln",
	"(*github.com/sirupsen/logrus.Logger).Panic", "(*github.com/sirupsen/logrus.Logger).Panicf", "(*github.com/sirupsen/logrus.Logger).Panicln",
	"(*github.com/sirupsen/logrus.Logger).Exit",
	"(*github.com/sirupsen/logrus.Entry).Fatal", "(*github.com/sirupsen/logrus.Entry).Fatalf", "(*github.com/sirupsen/logrus.Entry).Fatalln",
	"(*github.com/sirupsen/logrus.Entry).Panic", "(*github.com/sirupsen/logrus.Entry).Panicf", "(*github.com/sirupsen/logrus.Entry).Panicln",
	"github.com/golang/glog.Fatal", "github.com/golang/glog.Fatalf", "github.com/golang/glog.Fatalln", "github.com/golang/glog.FatalDepth",
	"github.com/golang/glog.Exit", "github.com/golang/glog.Exitf", "github.com/golang/glog.Exitln",
	"github.com/stretchr/testify/require.FailNow", "github.com/stretchr/testify/require.Fail",
	"(*github.com/stretchr/testify/require.Assertions).FailNow",
)

// NeverReturnsByName reports whether a function or method of the name could be
// one of those that NeverReturns knows.
func NeverReturnsByName(name string) bool {
	return neverReturnNames()[name] || name == "FailNowf" || strings.HasPrefix(name, "Fatal") || strings.HasPrefix(name, "Exit")
}

var neverReturnNames = sync.OnceValue(func() map[string]bool {
	names := make(map[string]bool)
	for full := range neverReturn {
		names[full[strings.LastIndexByte(full, '.')+1:]] = true
	}
	return names
})

// isKlogFatal knows klog's families, in any major version.
func isKlogFatal(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() != nil {
		return false
	}
	path := fn.Pkg().Path()
	return (path == "k8s.io/klog" || path == "k8s.io/klog/v2") &&
		(strings.HasPrefix(fn.Name(), "Fatal") || strings.HasPrefix(fn.Name(), "Exit"))
}
