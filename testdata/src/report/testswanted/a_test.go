package testswanted

func inTest() { bad() } // want `call of bad`
