package a

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

func query() *sql.Rows {
	rows, err := sql.OpenDB(table{"anna", "bert"}).Query("SELECT name FROM people")
	if err != nil {
		panic(err)
	}
	return rows
}

// row: DB21
//
//proof:observe
//proof:instead append(names, name) => append(names, bytes.Clone(name))
func rawBytesKept() bool {
	rows := query()
	defer rows.Close()
	var names [][]byte
	for rows.Next() {
		var name sql.RawBytes
		if err := rows.Scan(&name); err != nil {
			panic(err)
		}
		names = append(names, name) // want `this keeps an sql.RawBytes, memory of the driver that Scan at line \d+ has set, and Next at line \d+ overwrites it; keep a copy: bytes.Clone`
	}
	return bytes.Equal(names[0], []byte("bert"))
}

// row: DB21
//
//proof:observe
//proof:instead = name => = bytes.Clone(name)
func rawBytesInMap() bool {
	rows := query()
	var name sql.RawBytes
	m := make(map[int][]byte)
	for rows.Next() {
		if rows.Scan(&name) == nil {
			m[len(m)] = name // want `this keeps an sql.RawBytes`
		}
	}
	return string(m[0]) == "bert"
}

//proof:observe
//proof:instead values[0]) => bytes.Clone(values[0]))
func rawBytesOfColumns() bool {
	rows := query()
	values := make([]sql.RawBytes, 1)
	dest := []any{&values[0]}
	var all [][]byte
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			panic(err)
		}
		all = append(all, values[0]) // want `this keeps an sql.RawBytes`
	}
	return string(all[0]) == "bert"
}

type person struct{ name []byte }

//proof:observe
//proof:instead []byte(name) => bytes.Clone(name)
func rawBytesInField() bool {
	rows := query()
	var people []person
	for rows.Next() {
		var name sql.RawBytes
		if err := rows.Scan(&name); err != nil {
			panic(err)
		}
		p := person{[]byte(name)}  //proof:at
		people = append(people, p) // want `this keeps an sql.RawBytes`
	}
	return string(people[0].name) == "bert"
}
