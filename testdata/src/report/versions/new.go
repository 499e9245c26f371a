//go:build go1.22

package versions

func newer() {
	since22() // want `call of bad`
	until22()
}
