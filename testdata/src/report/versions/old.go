//go:build go1.21

package versions

func since22() {}
func until22() {}

func old() {
	since22()
	until22() // want `call of bad`
}
