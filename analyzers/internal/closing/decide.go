package closing

import "slices"

// A node is a point of the function with what is known there.
type node struct {
	hit   *Hit
	again bool    // the hit lies in a loop
	dead  bool    // control ends here: a panic, os.Exit
	any   bool    // one good successor is enough: the branch is free
	succs []*node // none: the function returns

	sure bool // every way on comes to a hit or a dead end
	hits bool // and one of them to a hit
}

// decide finds out whether control surely comes from start to a hit, fate
// choosing at branches and the program at free ones.
//
// Loops are taken to end. What comes after them is sure if every way out of them
// is. A condition inside a loop that goes on either way need never hold,
// so a hit behind it is not.
func decide(start *node, nodes []*node) *Hit {
	calm(nodes)
	for changed := true; changed; {
		changed = false
		for _, n := range slices.Backward(nodes) {
			if !n.sure && n.becomesSure() {
				n.sure = true
				changed = true
			}
			if n.sure && !n.hits && slices.ContainsFunc(n.succs, func(s *node) bool { return s.sure && s.hits }) {
				n.hits = true
				changed = true
			}
		}
	}
	if !start.sure || !start.hits {
		return nil
	}
	return nearest(start)
}

func (n *node) becomesSure() bool {
	switch {
	case n.hit != nil:
		n.hits = true
		return true
	case n.any:
		return slices.ContainsFunc(n.succs, func(s *node) bool { return s.sure && s.hits })
	}
	return n.dead || len(n.succs) > 0 && !slices.ContainsFunc(n.succs, func(s *node) bool { return !s.sure })
}

// calm finds the nodes from which every way, whoever chooses, comes to a
// hit behind the loops or to a dead end: the greatest such set.
func calm(nodes []*node) {
	for _, n := range nodes {
		n.sure = n.hit != nil && !n.again || n.dead || len(n.succs) > 0
	}
	for {
		ends := reaching(nodes, func(n *node) bool { return n.hit != nil || n.dead })
		changed := false
		for _, n := range nodes {
			if n.sure && (!ends[n] || slices.ContainsFunc(n.succs, func(s *node) bool { return !s.sure })) {
				n.sure = false
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	hits := reaching(nodes, func(n *node) bool { return n.hit != nil })
	for _, n := range nodes {
		n.hits = hits[n]
	}
}

// reaching computes the sure nodes from which a goal is reached through sure
// nodes.
func reaching(nodes []*node, goal func(*node) bool) map[*node]bool {
	reach := make(map[*node]bool)
	for changed := true; changed; {
		changed = false
		for _, n := range slices.Backward(nodes) {
			if n.sure && !reach[n] && (goal(n) || slices.ContainsFunc(n.succs, func(s *node) bool { return reach[s] })) {
				reach[n] = true
				changed = true
			}
		}
	}
	return reach
}

// nearest finds the hit with the shortest way.
func nearest(start *node) *Hit {
	seen := map[*node]bool{start: true}
	for queue := []*node{start}; len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		if n.hit != nil {
			return n.hit
		}
		for _, s := range n.succs {
			if s.sure && !seen[s] {
				seen[s] = true
				queue = append(queue, s)
			}
		}
	}
	return nil
}
