// Package lib has functions whose results another package uses.
package lib

import "errors"

type Conn struct{ Addr string }

func (c *Conn) Name() string { return c.Addr }

// Dial returns nothing beside an error.
//
//proof:ok
func ok() {
	if c, err := Dial(""); c != nil || err == nil {
		panic("not nil")
	}
}

//proof:by ok
func Dial(addr string) (*Conn, error) {
	if addr == "" {
		return nil, errors.New("no address")
	}
	return &Conn{addr}, nil
}

//proof:by ok2
func Redial(addr string) (*Conn, error) { return Dial(addr) }

//proof:ok
func ok2() { Redial("") }

// Part returns what it has, beside an error.
//
//proof:by ok3
func Part(addr string) (*Conn, error) {
	c := &Conn{addr}
	if addr == "" {
		return c, errors.New("no address")
	}
	return c, nil
}

//proof:ok
func ok3() { Part("") }
