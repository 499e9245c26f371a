package ok

import "encoding/json"

// Config is filled by others too.
type Config struct {
	Name   string
	Labels map[string]string
	Inner  Part
}

// Part is a part of it.
type Part struct{ Counts map[string]int }

func (c *Config) init() { c.Labels = map[string]string{} }

func fillConfig(c *Config) { c.init() }

//proof:ok
func madeInLiteral() {
	c := &Config{Labels: map[string]string{}}
	c.Labels["a"] = "b"
	d := Config{Name: "a", Inner: Part{map[string]int{}}}
	d.Inner.Counts["a"]++
}

//proof:ok
func madeByHelpers() {
	c := new(Config)
	c.init()
	c.Labels["a"] = "b"
	var d Config
	fillConfig(&d)
	d.Labels["a"] = "b"
	var e Config
	e = *c
	e.Labels["a"] = "b"
	var f Config
	if json.Unmarshal([]byte(`{"Labels": {}}`), &f) == nil {
		f.Labels["a"] = "b"
	}
}

//proof:ok
func asked() {
	var c Config
	if c.Labels != nil {
		c.Labels["a"] = "b"
	}
	for k := range c.Labels {
		c.Labels[k] = "b"
	}
	if _, ok := c.Labels["a"]; ok {
		c.Labels["a"] = "b"
	}
}

//proof:ok
func onSomePath() {
	on := len(asText()) > 1
	var c Config
	if on {
		c.Labels = make(map[string]string)
	}
	for range 2 {
		if on {
			c.Labels["a"] = "b"
		}
	}
}

func asText() string { return "text" }

//proof:ok
func byAddress() {
	var c Config
	p := &c.Labels
	*p = map[string]string{}
	c.Labels["a"] = "b"
	d := new(Config)
	set := func() { d.Labels = map[string]string{} }
	set()
	d.Labels["a"] = "b"
	var e Config
	part := &e.Inner
	part.Counts = map[string]int{}
	e.Inner.Counts["a"] = 1
}

// NewConfig makes it.
//
//proof:by constructors
func NewConfig() *Config {
	c := new(Config)
	c.init()
	return c
}

// OrNil makes one of two.
//
//proof:by constructors
func OrNil(full bool) *Config {
	if full {
		return &Config{Labels: map[string]string{}}
	}
	return &Config{}
}

//proof:ok
func constructors() {
	c := NewConfig()
	c.Labels["a"] = "b"
	d := OrNil(true)
	d.Labels["a"] = "b"
}

//proof:ok
func innerMade() {
	m := make(map[string]map[string]int)
	for _, k := range []string{"a", "b"} {
		if m[k] == nil {
			m[k] = make(map[string]int)
		}
		m[k]["n"]++
	}
	o := make(map[string]map[string]int)
	addTo(o, "a")
	o["a"]["b"] = 1
	l := map[string]map[string]int{"a": {}}
	l["a"]["b"] = 1
	var cell = make(map[string]map[string]int)
	add := func(k string) { cell[k] = map[string]int{} }
	add("x")
	cell["x"]["y"] = 1
	r := make(map[string]map[string]int)
	for k := range r {
		r[k]["a"] = 1
	}
	if in, ok := r["a"]; ok {
		in["a"] = 1
	}
}

func addTo(m map[string]map[string]int, k string) { m[k] = map[string]int{} }

// Nothing makes such a struct.
type never struct{ m map[string]int }

//proof:none nothing makes one
func (n *never) put(k string) { n.m[k] = 1 }

//proof:none nothing makes one
func putNever(x any) {
	if n, ok := x.(*never); ok {
		n.put("a")
	}
}

var filledTable = map[string]map[string]int{"a": {"b": 1}, "c": {}}

//proof:ok
func initial() { filledTable["a"]["c"] = 2 }

func read(old bool) (*Config, error) {
	if old {
		return &Config{}, nil
	}
	return &Config{Labels: map[string]string{}}, nil
}

// The call says which it wants.
//
//proof:ok
func wanted() {
	c, err := read(false)
	if err != nil {
		return
	}
	c.Labels["a"] = "b"
}

func open(name string) (*Config, error) {
	if name == "" {
		return &Config{Name: "none"}, nil
	}
	return &Config{Name: name, Labels: map[string]string{}}, nil
}

// The map is made where it is missing.
//
//proof:ok
func mended() {
	names := []string{"", "a"}
	for _, name := range names {
		c, err := open(name)
		if err != nil {
			return
		}
		if c.Labels == nil {
			c.Labels = map[string]string{}
		}
		c.Labels["a"] = "b"
	}
}

type counts struct {
	byHost map[string]map[string]int
	names  map[string]map[string]bool
}

func newCounts() *counts {
	c := &counts{byHost: map[string]map[string]int{}, names: map[string]map[string]bool{"a": {}}}
	return c
}

//proof:by counted
func (c *counts) add(host, path string) {
	if c.byHost[host] == nil {
		c.byHost[host] = map[string]int{}
	}
	c.byHost[host][path]++
	c.names["a"][path] = true
}

//proof:ok
func counted() { newCounts().add("a", "b") }
