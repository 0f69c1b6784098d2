package office

import (
	"cmp"
	"slices"
	"strings"

	"dictum.example/internal/encoder"
	"dictum.example/internal/exact"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

// A Span is an office: the words [From, To) of the profiles.
type Span struct {
	From, To    int
	Probability float64 // the mean of its words'
}

// A Kind tells how a mention refers to a person.
type Kind int

// The kinds, as the ranker numbers them.
const (
	Name Kind = iota
	Nominal
	Pronoun
)

// A Mention is the words [From, To) that refer to a person, whom a number stands for.
type Mention struct {
	From, To int
	Person   int
	Kind     Kind
}

// A Holder is whose an office may be.
type Holder struct {
	Person      int
	Probability float64
}

// Offices are those of one text.
type Offices struct {
	Spans []Span // in the order of the text

	words    *reader.Profiles
	low      []string  // the words in lower case
	inside   []float64 // how likely each is a word of an office
	mentions []Mention
}

// Find finds the offices in a text, whose words' profiles are given. There are none without profiles, or with those of
// another network. look is called now and then, and may end the work by a panic.
func Find(s string, words *reader.Profiles, look func()) *Offices {
	o := &Offices{words: words}
	net := learned()
	if words.Len() == 0 || words.Width() != net.embed.In() {
		return o
	}
	o.low = make([]string, words.Len())
	for i := range o.low {
		o.low[i] = strings.ToLower(words.Word(i).Of(s))
	}
	scores := net.tag(words, look)
	o.inside = make([]float64, len(scores))
	for i, x := range scores {
		o.inside[i] = 1 - x.probability(out)
	}
	for i, tags := 0, decode(scores); i < len(tags); {
		j := i + 1
		if tags[i] == begin {
			for j < len(tags) && tags[j] == inside {
				j++
			}
			o.Spans = append(o.Spans, Span{i, j, mean(o.inside[i:j])})
		}
		i = j
	}
	return o
}

func mean(xs []float64) float64 {
	sum := 0.
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// Known reports whether anything is known of the text's offices.
func (o *Offices) Known() bool { return len(o.inside) > 0 }

// Likeliest returns how likely the likeliest word of s belongs to an office.
func (o *Offices) Likeliest(s text.Span) float64 {
	from, to := o.words.In(s)
	if !o.Known() || from == to {
		return 0
	}
	return slices.Max(o.inside[from:to])
}

// Place returns where an office stands.
func (o *Offices) Place(s Span) text.Span {
	return text.Span{Start: o.words.Word(s.From).Start, End: o.words.Word(s.To - 1).End}
}

// Mention returns the words of a mention at s, if there are any.
func (o *Offices) Mention(s text.Span, person int, kind Kind) (m Mention, ok bool) {
	from, to := o.words.In(s)
	return Mention{from, to, person, kind}, from < to
}

// Among sets the mentions among which holders are looked for.
func (o *Offices) Among(ms []Mention) {
	slices.SortFunc(ms, func(a, b Mention) int { return cmp.Or(a.From-b.From, a.To-b.To, a.Person-b.Person) })
	o.mentions = ms
}

// Holders returns the persons near an office, with how likely each holds it, the likeliest first.
func (o *Offices) Holders(s Span) []Holder {
	ps := o.pairs(s)
	if len(ps) == 0 {
		return nil
	}
	var out []Holder
	for i, x := range learned().rank(o, ps) {
		p := 1 / (1 + exact.Exp(-float64(x)))
		k := slices.IndexFunc(out, func(h Holder) bool { return h.Person == ps[i].mention.Person })
		if k < 0 {
			out = append(out, Holder{ps[i].mention.Person, p})
		} else {
			out[k].Probability = max(out[k].Probability, p)
		}
	}
	slices.SortStableFunc(out, func(a, b Holder) int { return cmp.Compare(b.Probability, a.Probability) })
	return out
}

// The tags of words.
const (
	out = iota
	begin
	inside
	numTags
)

// scores are the logits of a word's tags.
type scores [numTags]float32

// probability returns that of tag t.
func (s scores) probability(t int) float64 {
	sum, top := 0., max(s[out], s[begin], s[inside])
	for _, x := range s {
		sum += exact.Exp(float64(x - top))
	}
	return exact.Exp(float64(s[t]-top)) / sum
}

// ready is added to the scores of words of offices: more are found than are likelier than not, and who asks decides.
const ready = .5

// impossible is less than the scores of all paths.
const impossible = -1e300

// decode returns the tags of the best path, on which inside follows no out.
func decode(rows []scores) []int8 {
	back := make([][numTags]int8, len(rows))
	best := [numTags]float64{begin: impossible, inside: impossible} // no office is open before the first word
	for i, row := range rows {
		row[begin] += ready
		row[inside] += ready
		var next [numTags]float64
		for t := range row {
			from := begin
			for k := range best {
				if best[k] > best[from] && !(t == inside && k == out) {
					from = k
				}
			}
			back[i][t], next[t] = int8(from), best[from]+float64(row[t])
		}
		best = next
	}
	return trace(back, best)
}

// trace returns the tags of the path that ends best.
func trace(back [][numTags]int8, best [numTags]float64) []int8 {
	tags := make([]int8, len(back))
	t := int8(slices.Index(best[:], slices.Max(best[:])))
	for i := len(back) - 1; i >= 0; i-- {
		tags[i] = t
		t = back[i][t]
	}
	return tags
}

// chunk is how many words are tagged at once.
const chunk = 256

// tag returns the scores of all words.
func (n *network) tag(words *reader.Profiles, look func()) []scores {
	out := make([]scores, 0, words.Len())
	t := &tagging{network: n, words: words}
	for lo := 0; lo < words.Len(); lo += chunk {
		look()
		out = append(out, t.tag(lo, min(lo+chunk, words.Len()))...)
	}
	return out
}

// tagging has the space that the tagger works in.
type tagging struct {
	*network
	words *reader.Profiles
	rows  encoder.Rows
}

// tag returns the scores of the words [lo, hi).
func (t *tagging) tag(lo, hi int) []scores {
	n, e := hi-lo, t.embed.Out()
	embedded := t.embedded(lo-t.around, hi+t.around)
	in := make([]float32, n*t.tagHidden.In())
	for i := range n {
		copy(in[i*t.tagHidden.In():][:t.tagHidden.In()], embedded[i*e:])
	}
	hidden := make([]float32, n*t.tagHidden.Out())
	t.rows.Set(in, n, t.tagHidden.In())
	t.tagHidden.Apply(hidden, &t.rows)
	rectify(hidden)
	flat := make([]float32, n*numTags)
	t.rows.Set(hidden, n, t.tagHidden.Out())
	t.tags.Apply(flat, &t.rows)
	rows := make([]scores, n)
	for i := range rows {
		rows[i] = scores(flat[i*numTags:])
	}
	return rows
}

// embedded returns the embeddings of the words [lo, hi), zero for those that are not there.
func (t *tagging) embedded(lo, hi int) []float32 {
	e, w := t.embed.Out(), t.embed.In()
	all := make([]float32, (hi-lo)*e)
	from, to := max(lo, 0), min(hi, t.words.Len())
	in := make([]float32, (to-from)*w)
	for i := from; i < to; i++ {
		add(in[(i-from)*w:][:w], t.words.Values(i), 1)
	}
	t.rows.Set(in, to-from, w)
	some := all[(from-lo)*e:][:(to-from)*e]
	t.embed.Apply(some, &t.rows)
	for i, x := range some {
		some[i] = x / (1 + max(x, -x))
	}
	return all
}

// add adds a profile, times f, to dst.
func add(dst []float32, profile []int8, f float32) {
	f /= 127
	for i, v := range profile {
		dst[i] += float32(float32(v) * f)
	}
}

func rectify(xs []float32) {
	for i, x := range xs {
		xs[i] = max(x, 0)
	}
}
