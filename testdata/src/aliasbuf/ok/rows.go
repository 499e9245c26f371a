package ok

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
)

// A table is a driver with one column of texts.
type table []string

func (t table) Connect(context.Context) (driver.Conn, error) { return t, nil }
func (t table) Driver() driver.Driver                        { return nil }
func (t table) Prepare(string) (driver.Stmt, error)          { return t, nil }
func (t table) Begin() (driver.Tx, error)                    { return nil, driver.ErrSkip }
func (t table) Close() error                                 { return nil }
func (t table) NumInput() int                                { return 0 }
func (t table) Exec([]driver.Value) (driver.Result, error)   { return nil, driver.ErrSkip }
func (t table) Query([]driver.Value) (driver.Rows, error)    { return &cursor{t}, nil }

type cursor struct{ rest table }

func (c *cursor) Columns() []string { return []string{"name"} }
func (c *cursor) Close() error      { return nil }
func (c *cursor) Next(dest []driver.Value) error {
	if len(c.rest) == 0 {
		return io.EOF
	}
	dest[0], c.rest = c.rest[0], c.rest[1:]
	return nil
}

func query() (*sql.DB, *sql.Rows) {
	db := sql.OpenDB(table{"anna", "bert"})
	rows, err := db.Query("SELECT name FROM people")
	if err != nil {
		panic(err)
	}
	return db, rows
}

//proof:ok
func rawBytesCopied() {
	db, rows := query()
	defer db.Close()
	defer rows.Close()
	var name sql.RawBytes
	var names []string
	var clones [][]byte
	for rows.Next() {
		if rows.Scan(&name) == nil {
			names = append(names, string(name))
			clones = append(clones, bytes.Clone(name), append([]byte(nil), name...))
		}
	}
	if names[0] != "anna" || string(clones[1]) != "anna" {
		panic(names[0])
	}
}

// A []byte is a copy already.
//
//proof:ok
func bytesKept() {
	db, rows := query()
	defer db.Close()
	defer rows.Close()
	var names [][]byte
	for rows.Next() {
		var name []byte
		if rows.Scan(&name) == nil {
			names = append(names, name)
		}
	}
	if string(names[0]) != "anna" {
		panic(names[0])
	}
}

// Only the first row is kept, and nobody moves on.
//
//proof:ok
func rawBytesOfOne() {
	db, rows := query()
	defer db.Close()
	defer rows.Close()
	var names [][]byte
	if rows.Next() {
		var name sql.RawBytes
		if rows.Scan(&name) == nil {
			names = append(names, name)
		}
		if string(names[0]) != "anna" {
			panic(names[0])
		}
	}
}

type line struct{ cells [1]sql.RawBytes }

// What the next round sets anew is the same place.
//
//proof:ok
func rawBytesOfRound() {
	db, rows := query()
	defer db.Close()
	defer rows.Close()
	l := new(line)
	last := ""
	for rows.Next() {
		var name sql.RawBytes
		if rows.Scan(&name) == nil {
			l.cells[0] = name
			last = string(l.cells[0])
		}
	}
	if last != "bert" {
		panic(last)
	}
}
