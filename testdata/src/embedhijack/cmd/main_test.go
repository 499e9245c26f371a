package main

import "testing"

type local struct {
	base        // want `the field Name of line \d+ is never written`
	Name string `json:"name"`
}

func TestConf(t *testing.T) {
	tell(conf{Name: "a"})
	tell(local{Name: "a"})
}
