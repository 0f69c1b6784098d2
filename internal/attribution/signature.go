package attribution

import (
	"regexp"
	"strings"

	"dictum.example/entity"
	"dictum.example/text"
)

// reach is how many bytes from a place a name is looked for that would stand next
// to it. It bounds the work on texts of one line.
const reach = 400

var (
	dash   = regexp.MustCompile(`^\s*(—|–|―|--?)\s*`)
	handle = regexp.MustCompile(`^\s*\(@\w{1,30}\)`)
	posts  = regexp.MustCompile(`\s(—|–|―|--)\s`)
)

var signatureBehindDash = step{Pass{
	Name: "signature-behind-dash", Purpose: "A quotation is of the person whose name stands behind it and a dash: “…” — Mina Tarr",
}, func(a *article) {
	for _, q := range a.passages {
		a.doc.Step()
		b, _ := a.blockOf(q.Start)
		if !q.Closed() || q.End > b.End {
			continue
		}
		if m := dash.FindStringSubmatchIndex(a.text[q.End:min(b.End, q.End+reach)]); m != nil {
			if name := (text.Span{Start: q.End + m[1], End: b.End}); a.isSignature(name) {
				a.signed(q.Span, text.Span{Start: q.End + m[2], End: q.End + m[3]}, name)
			}
		}
	}
}}

var signatureBelow = step{Pass{
	Name: "signature-below", Purpose: "A quotation that is a paragraph is of the person whose name is the next line.",
}, func(a *article) {
	for _, q := range a.passages {
		a.doc.Step()
		b, i := a.blockOf(q.Start)
		if !q.Closed() || q.Span != b.Span || i+1 == len(a.Layout.Blocks) {
			continue
		}
		name := a.Layout.Blocks[i+1].Span
		if strings.Count(a.text[b.End:name.Start], "\n") == 1 && a.isSignature(name) {
			a.signed(q.Span, text.Span{}, name)
		}
	}
}}

var post = step{Pass{
	Name: "post", Purpose: "What a dash, a person's name and a handle follow is a post of that person: So proud. — Mina Tarr (@minatarr)",
}, func(a *article) {
	for _, b := range a.Layout.Blocks {
		for _, m := range posts.FindAllStringSubmatchIndex(b.Of(a.text), -1) {
			r := a.entities.Opener(text.Span{Start: b.Start + m[1], End: min(b.End, b.Start+m[1]+reach)})
			if r == nil || r.Type != entity.Person {
				continue
			}
			if h := handle.FindStringIndex(a.text[r.End:min(b.End, r.End+reach)]); h != nil {
				a.signed(text.Span{Start: b.Start, End: b.Start + m[0]}, text.Span{Start: b.Start + m[2], End: b.Start + m[3]},
					text.Span{Start: r.Start, End: r.End + h[1]})
			}
		}
	}
}}

// signed makes a content with a signature a group. Its mark may be empty.
func (a *article) signed(content, mark, name text.Span) {
	g := apart(piece{Span: content, label: none, p: .9}, 1)
	g.label, g.verbatim = &name, true
	if mark.Len() > 0 {
		g.mark = &mark
	}
	a.replace(content, g)
}

// isSignature reports whether s is a person's name, perhaps with a title after it.
func (a *article) isSignature(s text.Span) bool {
	if s.Len() > reach {
		return false
	}
	r := a.entities.Opener(s)
	if r == nil || r.Type != entity.Person || wordsIn(s.Of(a.text)) > 14 {
		return false
	}
	rest := a.text[r.End:s.End]
	return rest == "" || strings.HasPrefix(rest, ",") || handle.MatchString(rest)
}
