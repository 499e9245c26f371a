package fix

var (
	someIDs  = []int{1000, 2000}
	someMore = []id{1000, 2000}
	someWide = []uint64{1000, 2000}
	text     string
)

//proof:alloc
func runFormat() { text = format(someIDs, someMore, nil, someWide) }

//proof:alloc
func runShadowed() { text = shadowed(someIDs) }

//proof:alloc
func runOnly() { text = only(someIDs) }
