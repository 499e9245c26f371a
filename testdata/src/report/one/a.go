package one

func bad() {}

func one() { bad() } // want `call of bad`
