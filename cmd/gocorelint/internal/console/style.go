package console

// A Style sets text in colours. The zero Style leaves it alone.
type Style struct{ on bool }

func (s Style) Bold(text string) string      { return s.set("1", text) }
func (s Style) Dim(text string) string       { return s.set("2", text) }
func (s Style) Italic(text string) string    { return s.set("3", text) }
func (s Style) Underline(text string) string { return s.set("4", text) }
func (s Style) Heading(text string) string   { return s.set("1;36", text) }
func (s Style) Code(text string) string      { return s.set("36", text) }
func (s Style) Link(text string) string      { return s.set("34", text) }

// Severity marks text by how bad it is: bug, risk or performance.
func (s Style) Severity(severity, text string) string {
	switch severity {
	case "bug":
		return s.set("1;31", text)
	case "risk":
		return s.set("1;33", text)
	}
	return s.set("1;34", text)
}

func (s Style) set(codes, text string) string {
	if !s.on || text == "" {
		return text
	}
	return "\x1b[" + codes + "m" + text + "\x1b[0m"
}
