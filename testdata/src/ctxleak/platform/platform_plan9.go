package platform

//proof:none it is for another system
func (s *server) close() { s.cancel() }
