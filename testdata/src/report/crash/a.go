package crash

func bad() {}

func crash() {}

func both() { bad(); crash() }
