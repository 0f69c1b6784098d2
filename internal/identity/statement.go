package identity

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dictum.example/extract"
	"dictum.example/quote"
)

// A Said is what is kept of a quotation: its words between quotation marks, where it begins, and who said it.
type Said struct {
	ID      string  `json:"id"` // of the quotation in its article
	Text    string  `json:"text"`
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Speaker string  `json:"speaker,omitempty"` // the ID of its entity
	Sure    float64 `json:"sure,omitempty"`
}

// The most that is kept of an article's quotations, and the least words of one that can recur.
const (
	maxSaid      = 400
	maxSaidText  = 2000 // bytes
	minSaidWords = 5
)

// SaidID names a quotation within its article, by where its content begins and ends, and reports whether it has a place.
// No entity has such an ID.
func SaidID(q *quote.Quote) (string, bool) {
	if q == nil || len(q.Content) == 0 {
		return "", false
	}
	return "\"" + strconv.Itoa(q.Content[0].Start) + "-" + strconv.Itoa(q.Content[len(q.Content)-1].End), true
}

// saidIn returns what is kept of a document's quotations: of those with five words and more between their marks.
func saidIn(d *extract.Document) (found []Said) {
	seen := map[string]bool{}
	for _, q := range d.Quotes {
		id, ok := SaidID(q)
		if !ok || seen[id] || len(found) == maxSaid {
			continue
		}
		var parts []string
		longest := 0
		for _, x := range q.Quoted {
			parts = append(parts, strings.Join(strings.Fields(x.Text), " "))
			longest = max(longest, len(plainWords(x.Text)))
		}
		text := strings.ToValidUTF8(strings.Join(parts, " … "), "\uFFFD")
		if longest < minSaidWords || len(text) > maxSaidText {
			continue
		}
		seen[id] = true
		s := Said{ID: id, Text: text, Start: q.Content[0].Start, End: q.Content[len(q.Content)-1].End, Sure: q.Confidence}
		if q.Speaker != nil {
			s.Speaker = q.Speaker.ID
		}
		found = append(found, s)
	}
	return found
}

// plainWords returns the words of s in lower case, without marks.
func plainWords(s string) []string {
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("'’‘ʼ`´", r):
			return -1 // "don’t" is one word however its apostrophe is written
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
	return strings.Fields(s)
}

// A Statement is one statement with all the places where articles quote it, the fullest first.
type Statement struct {
	Members []Named
	Said    []Said // of Members
	// Speaker is the node of who said it, on which most of the places agree; "" where they do not.
	Speaker string
}

// Shingles are three words in a row. One that so many statements have already says nothing of the next.
const (
	shingleWords = 3
	maxBucket    = 64
)

// A quotation is a Said with what it is compared by.
type quotation struct {
	Said
	article  string
	node     string // of the speaker, or ""
	shingles []uint64
}

// Statements finds the statements that articles quote in two places or more. node tells the node of an entity.
//
// Quotations are taken from the longest to the shortest. Each joins the statement whose fullest wording has most of
// its shingles, if that has nearly all of them and the speakers may be one; so one that is part of two longer ones is of
// one of these, and does not make them the same. Time is in proportion to the words.
func Statements(ctx context.Context, articles []*Article, node func(Named) string) ([]Statement, error) {
	x := alike{leaders: map[uint64][]int32{}}
	for _, q := range quotations(articles, node) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		x.place(q)
	}
	var found []Statement
	for _, c := range x.clusters {
		if len(c.members) > 1 {
			found = append(found, c.statement())
		}
	}
	slices.SortFunc(found, func(a, b Statement) int { return compareNamed(a.Members[0], b.Members[0]) })
	return found, nil
}

// quotations returns all that articles quote, the longest first.
func quotations(articles []*Article, node func(Named) string) (all []*quotation) {
	for _, a := range articles {
		for _, s := range a.Said {
			q := &quotation{Said: s, article: a.ID, shingles: shinglesOf(s.Text)}
			if s.Speaker != "" {
				q.node = node(Named{a.ID, s.Speaker})
			}
			all = append(all, q)
		}
	}
	slices.SortFunc(all, func(a, b *quotation) int {
		return cmp.Or(len(b.shingles)-len(a.shingles), strings.Compare(a.article, b.article), a.Start-b.Start, a.End-b.End)
	})
	return all
}

// shinglesOf returns the distinct shingles of the pieces of a text.
func shinglesOf(s string) []uint64 {
	var list []uint64
	for piece := range strings.SplitSeq(s, " … ") {
		words := plainWords(piece)
		for i := 0; i+shingleWords <= len(words); i++ {
			h := fnv.New64a()
			for _, w := range words[i : i+shingleWords] {
				h.Write([]byte(w))
				h.Write([]byte{0})
			}
			list = append(list, h.Sum64())
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// alike gathers quotations that are one statement.
type alike struct {
	clusters []*telling
	leaders  map[uint64][]int32 // the clusters whose fullest wording has a shingle
}

// A telling is a statement in the making. Its first member has the fullest wording.
type telling struct {
	members []*quotation
	votes   map[string]float64 // by speaker
}

// place puts q into the statement that it is, or begins a new one.
func (x *alike) place(q *quotation) {
	shared := map[int32]int{}
	for _, s := range q.shingles {
		for _, c := range x.leaders[s] {
			shared[c]++
		}
	}
	best := int32(-1)
	for c, n := range shared {
		if x.clusters[c].takes(q, n) && (best < 0 || n > shared[best] || n == shared[best] && c < best) {
			best = c
		}
	}
	if best >= 0 {
		x.clusters[best].add(q)
		return
	}
	c := &telling{votes: map[string]float64{}}
	c.add(q)
	x.clusters = append(x.clusters, c)
	for _, s := range q.shingles {
		if l := x.leaders[s]; len(l) < maxBucket {
			x.leaders[s] = append(l, int32(len(x.clusters)-1))
		}
	}
}

// The shares of its shingles that a quotation has in common with the fullest wording. Long ones are cut and edited; short
// ones are the same words often enough when other people say them.
const (
	longShingles  = 8 // of ten words in a row
	shareOfLong   = 0.6
	shareOfShort  = 1.0
	shareOfOthers = 0.8 // where articles name two speakers
)

// takes reports whether q, with n shingles in common, is the same statement.
func (t *telling) takes(q *quotation, n int) bool {
	share := float64(n) / float64(len(q.shingles))
	long := len(q.shingles) >= longShingles
	agree := q.node != "" && t.votes[q.node] > 0
	switch other := q.node != "" && len(t.votes) > 0 && !agree; {
	case !long && !agree && (other || t.members[0].article != q.article):
		return false // anybody says "hundreds of thousands of jobs"
	case other:
		return share >= shareOfOthers
	}
	return share >= shareOfShort || long && share >= shareOfLong
}

func (t *telling) add(q *quotation) {
	t.members = append(t.members, q)
	if q.node != "" {
		t.votes[q.node] += max(q.Sure, 0.01)
	}
}

// statement returns the statement with its places, and the speaker on whom most agree.
func (t *telling) statement() Statement {
	var s Statement
	for _, m := range t.members {
		s.Members = append(s.Members, Named{m.article, m.ID})
		s.Said = append(s.Said, m.Said)
	}
	most, second := 0.0, 0.0
	for node, v := range t.votes {
		switch {
		case v > most:
			s.Speaker, most, second = node, v, most
		case v > second:
			second = v
		}
	}
	if most == second {
		s.Speaker = ""
	}
	return s
}

func compareNamed(a, b Named) int {
	return cmp.Or(strings.Compare(a.Article, b.Article), strings.Compare(a.Entity, b.Entity))
}
