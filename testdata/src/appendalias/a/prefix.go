package a

func withOne(list []int, v int) []int { return append(list, v) }

func six() []int { return append(make([]int, 0, 8), 1, 2, 3, 4, 5, 6) }

// row: SL35
//
//proof:observe
//proof:instead s[:2] => s[:2:2]
func prefixGiven() bool {
	s := six()
	front := withOne(s[:2], 9) // want `withOne appends to it \(line \d+\) and so overwrites what s has behind the 2 elements, which is used at line \d+: give it no room, s\[:2:2\]`
	rest := s[2:]
	return rest[0] == 9 && front[2] == 9
}

//proof:observe
//proof:instead s[:n] => s[:n:n]
func prefixRanged() bool {
	s, n := six(), len(numbers())
	front := withOne(s[:n], 9) // want `withOne appends to it`
	sum := 0
	for _, v := range s {
		sum += v
	}
	return sum == 26 && len(front) == n+1
}

type path struct{ parts []string }

func (p path) join(dir []string, name string) []string {
	dir = append(dir, name)
	return dir
}

//proof:by runPrefixOfParameter
//proof:instead args[:n] => args[:n:n]
func prefixOfParameter(args []string, n int) ([]string, []string) {
	dir := path{}.join(args[:n], "x") // want `join appends to it .* so overwrites what args has behind the n elements`
	return dir, args
}

//proof:observe
func runPrefixOfParameter() bool {
	_, args := prefixOfParameter([]string{"a", "b"}, 1)
	return args[1] == "x"
}
