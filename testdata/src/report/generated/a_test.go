package generated

func inTest() { bad() }
