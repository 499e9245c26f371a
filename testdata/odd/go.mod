module github.com/gocorelint/gocorelint/testdata/odd

go 1.26.0
