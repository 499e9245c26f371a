TEXT ·assembly(SB), 4, $0-64
	RET
