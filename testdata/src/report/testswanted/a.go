package testswanted

func bad() {}
