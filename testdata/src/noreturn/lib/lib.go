package lib

import "log"

func Fatal(err error) { // want Fatal:"never returns"
	log.Fatal(err)
}
