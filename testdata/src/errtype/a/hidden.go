package a

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"sync"
)

const missing = "/no/such/file"

var errEmpty = errors.New("empty")

//proof:by hidden
//proof:instead %v => %w
func readAsText(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %v", name, err) //proof:at
	}
	if len(data) == 0 {
		return nil, errEmpty
	}
	return data, nil
}

// row: ER37
//
//proof:observe
func hidden() bool {
	_, err := readAsText(missing)
	return !errors.Is(err, fs.ErrNotExist) // want `this never matches: every error of readAsText is a new one, and fmt.Errorf \(hidden.go:\d+|line \d+\) keeps only the text of what went wrong; wrap it there by %w`
}

//proof:observe
//proof:instead err != fs.ErrNotExist => err == nil
func hiddenCompared() bool {
	_, err := readAsText(missing)
	return err != fs.ErrNotExist // want `this never matches: every error of readAsText`
}

//proof:by hiddenType
//proof:instead %s => %w
func number(s string) (n int, err error) {
	n, err = strconv.Atoi(s)
	if err != nil {
		return 0, fmt.Errorf("no number: %s", err) //proof:at
	}
	return n, nil
}

//proof:observe
func hiddenType() bool {
	_, err := number("x")
	var syntax *strconv.NumError
	return !errors.As(err, &syntax) // want `this never matches: every error of number`
}

type store struct {
	mu sync.Mutex
	m  map[string]string
}

func (s *store) get(key string) (string, error) {
	v, ok := s.m[key]
	if !ok {
		return "", errAbsent
	}
	return v, nil
}

var errAbsent = errors.New("missing")

//proof:by hiddenByMethod
//proof:instead %+v => %w
func (s *store) load(key string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, err := s.get(key)
	if err != nil {
		return "", fmt.Errorf("load %q: %+v", key, err) //proof:at
	}
	return v, nil
}

func (s *store) twice(key string) (string, error) {
	v, err := s.load(key)
	if err == nil {
		return v + v, nil
	}
	return "", err
}

//proof:observe
func hiddenByMethod() bool {
	s := &store{}
	if _, err := s.load("a"); errors.Is(err, errAbsent) { // want `this never matches: every error of load`
		return false
	}
	return true
}

//proof:observe
//proof:instead errors.Is(err, errAbsent) => (err != nil)
func hiddenByTwo() bool {
	s := &store{}
	_, err := s.twice("a")
	return !errors.Is(err, errAbsent) // want `this never matches: every error of twice`
}

//proof:observe
//proof:instead errors.Is(err, fs.ErrNotExist) => (err != nil)
func hiddenOnBothWays() bool {
	_, err := readAsText(missing)
	if err == nil {
		_, err = number("1")
	}
	found := func() bool { return false }
	if errors.Is(err, fs.ErrNotExist) { // want `this never matches`
		return found()
	}
	return true
}
