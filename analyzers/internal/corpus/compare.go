package corpus

// A Comparison is what a run found beside what is recorded.
type Comparison struct {
	Found    []Label   // still found, with the lines of today
	New      []Finding // without a label
	Vanished []Label   // no longer found
}

// Compare matches findings, which are sorted, with the labels.
func (c *Corpus) Compare(findings []Finding) (Comparison, error) {
	labels, err := c.labels()
	if err != nil {
		return Comparison{}, err
	}
	return match(findings, labels), nil
}

func match(findings []Finding, labels []Label) Comparison {
	type id struct {
		check string
		key
	}
	recorded := make(map[id][]Label)
	for _, l := range labels {
		recorded[id{l.Check, l.key}] = append(recorded[id{l.Check, l.key}], l)
	}
	var cmp Comparison
	for _, f := range findings {
		k := id{f.Check, f.key}
		if len(recorded[k]) == 0 {
			cmp.New = append(cmp.New, f)
			continue
		}
		label := recorded[k][0]
		recorded[k] = recorded[k][1:]
		label.Line = f.Line
		cmp.Found = append(cmp.Found, label)
	}
	for _, l := range labels {
		k := id{l.Check, l.key}
		if len(recorded[k]) > 0 && recorded[k][0] == l {
			cmp.Vanished = append(cmp.Vanished, l)
			recorded[k] = recorded[k][1:]
		}
	}
	return cmp
}

// Clean reports whether all findings are recorded and read, and none is gone.
func (c Comparison) Clean() bool {
	for _, l := range c.Found {
		if l.Verdict == Unread {
			return false
		}
	}
	return c.New == nil && c.Vanished == nil
}
