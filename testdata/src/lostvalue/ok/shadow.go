package ok

import "errors"

type connection struct{ open *int }

func dial(open *int) (*connection, error) {
	*open++
	return &connection{open}, nil
}

func (c *connection) close() { *c.open-- }

// It is set by =.
//
//proof:ok
func assigned() {
	open := 0
	var conn *connection
	defer func() {
		if conn != nil {
			conn.close()
		}
	}()
	for range 1 {
		var err error
		if conn, err = dial(&open); err != nil {
			return
		}
	}
}

// Another one of the name, and the first is set, too.
//
//proof:ok
func both() {
	open := 0
	var conn *connection
	defer func() {
		if conn != nil {
			conn.close()
		}
	}()
	conn, _ = dial(&open)
	if conn, err := dial(&open); err == nil {
		conn.close()
	}
}

// What is returned is nil on purpose: no literal asks for it.
//
//proof:ok
func alwaysNil() error {
	var err error
	for range 1 {
		if err := errors.New("x"); err == nil {
			return err
		}
	}
	return err
}

// The other one has another type.
//
//proof:ok
func otherType() {
	open := 0
	var conn *connection
	defer func() {
		if conn != nil {
			conn.close()
		}
	}()
	set(&conn, &open)
	for range 1 {
		conn := 3
		_ = conn
	}
}

func set(conn **connection, open *int) { *conn, _ = dial(open) }

// A literal sets it.
//
//proof:ok
func setInside() {
	open := 0
	var conn *connection
	connect := func() { conn, _ = dial(&open) }
	defer func() {
		if conn != nil {
			conn.close()
		}
	}()
	connect()
	if conn, err := dial(&open); err == nil {
		conn.close()
	}
}

// The one in the literal is the literal's own.
//
//proof:ok
func ownInLiteral() {
	open := 0
	var conn *connection
	func() {
		conn, err := dial(&open)
		if err == nil && conn != nil {
			conn.close()
		}
	}()
	defer func() {
		if conn != nil {
			conn.close()
		}
	}()
}
