package a

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"time"
)

// database is one with three rows.
func database() *sql.DB { return sql.OpenDB(connector{}) }

type connector struct{}

func (connector) Connect(context.Context) (driver.Conn, error) { return conn{}, nil }
func (connector) Driver() driver.Driver                        { return nil }

type conn struct{}

func (conn) Prepare(string) (driver.Stmt, error) { return nil, errors.New("not prepared") }
func (conn) Close() error                        { return nil }
func (conn) Begin() (driver.Tx, error)           { return transaction{}, nil }
func (conn) QueryContext(context.Context, string, []driver.NamedValue) (driver.Rows, error) {
	return new(three), nil
}

type transaction struct{}

func (transaction) Commit() error   { return nil }
func (transaction) Rollback() error { return nil }

type three struct{ n int64 }

func (*three) Columns() []string { return []string{"n"} }
func (*three) Close() error      { return nil }
func (r *three) Next(values []driver.Value) error {
	if r.n == 3 {
		return io.EOF
	}
	r.n++
	values[0] = r.n
	return nil
}

// row: DB27
//
//proof:by returnedRows
//proof:instead defer cancel() => _ = cancel
func query(db *sql.DB) (*sql.Rows, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()                          //proof:at
	return db.QueryContext(ctx, "SELECT n") // want `the result set that is returned is of no use: the deferred cancel at line \d+ ends its context`
}

//proof:observe
func returnedRows() bool {
	db := database()
	defer db.Close()
	rows, err := query(db)
	if err != nil {
		return false
	}
	defer rows.Close()
	time.Sleep(20 * time.Millisecond)
	n := 0
	for rows.Next() {
		n++
	}
	return n < 3 && rows.Err() != nil
}

//proof:by returnedTransaction
//proof:instead defer cancel() => _ = cancel
func begin(db *sql.DB) (*sql.Tx, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel() //proof:at
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return tx, nil // want `the transaction that is returned is of no use`
}

//proof:observe
func returnedTransaction() bool {
	db := database()
	defer db.Close()
	tx, err := begin(db)
	if err != nil {
		return false
	}
	time.Sleep(20 * time.Millisecond)
	return tx.Commit() != nil
}
