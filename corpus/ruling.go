package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"dictum.example/internal/identity"
)

// A Ruling is a user's decision about two names, Wikidata items or nodes.
type Ruling struct {
	// Same tells that A and B are one thing; otherwise they are not.
	Same bool
	// A and B are names as articles write them, items ("Q159") or ids of nodes.
	A, B string
}

// ErrRuling is what the errors of ReadRulings wrap.
var ErrRuling = errors.New(`corpus: a ruling is "same" or "not", and two names, with tabs between`)

// maxRuling bounds a line of rulings.
const maxRuling = 1 << 16

// ReadRulings reads rulings, one a line: the word "same" or "not", and two names, items
// or nodes, with tabs between. Empty lines and those that begin with # are passed over.
// The error wraps ErrRuling and names the line.
func ReadRulings(r io.Reader) ([]Ruling, error) {
	var rulings []Ruling
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxRuling)
	n := 0
	for lines.Scan() {
		n++
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || f[0] != "same" && f[0] != "not" || strings.TrimSpace(f[1]) == "" || strings.TrimSpace(f[2]) == "" {
			return nil, fmt.Errorf("line %d: %w", n, ErrRuling)
		}
		rulings = append(rulings, Ruling{f[0] == "same", strings.TrimSpace(f[1]), strings.TrimSpace(f[2])})
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w: %w", n+1, ErrRuling, err)
	}
	return rulings, nil
}

// rulings are the user's, with the entities of the nodes that they name.
func (x *Index) rulings() []identity.Ruling {
	if len(x.options.Rulings) == 0 {
		return nil
	}
	members := map[string]map[identity.Named]bool{}
	for m, id := range x.nodes {
		if members[id] == nil {
			members[id] = map[identity.Named]bool{}
		}
		members[id][m] = true
	}
	side := func(s string) identity.Side {
		for range len(x.aliases) + 1 {
			if ms := members[s]; ms != nil {
				return identity.Side{Members: ms}
			}
			next, ok := x.aliases[s]
			if !ok {
				break
			}
			s = next
		}
		return identity.Side{Name: s}
	}
	out := make([]identity.Ruling, len(x.options.Rulings))
	for i, r := range x.options.Rulings {
		out[i] = identity.Ruling{Same: r.Same, A: side(r.A), B: side(r.B)}
	}
	return out
}
