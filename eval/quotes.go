package eval

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"dictum.example/text"
)

// A QuoteScorer scores attributions by the words that their parts cover;
// punctuation and quotation marks do not count. Predicted contents are paired
// with annotated ones, one to one, the most alike first, where they share at
// least half of the words that either has.
type QuoteScorer struct {
	scores QuoteScores
}

// QuoteScores are the figures of attributions.
type QuoteScores struct {
	ContentExact Score // the very same words
	ContentHalf  Score // paired
	ContentWords Score // words in any content
	Attribution  Score // paired, with sources that share a word, or none on both sides

	// Of the pairs with an annotated source, cue or speaker:

	SourceExact   Share
	SourceOverlap Share
	CueOverlap    Share
	Speaker       Share // the entity has the speaker's name or one of the aliases

	// Recall has the annotated contents that were paired, by their kind, and
	// as "speech" those with a verb of saying. A kind that was not told is "?".
	Recall map[string]Share

	// Each piece of a source, cue or content, with the very same words.

	SourceSpans  Score
	CueSpans     Score
	ContentSpans Score
}

// MarshalJSON writes the figures in snake case, with those of Recall as
// "recall_direct" and so on. Speaker is left out where no speaker is annotated.
func (s QuoteScores) MarshalJSON() ([]byte, error) {
	out := map[string]any{
		"content_exact": s.ContentExact, "content_half": s.ContentHalf, "content_words": s.ContentWords,
		"attribution": s.Attribution, "source_exact": s.SourceExact, "source_overlap": s.SourceOverlap,
		"cue_overlap": s.CueOverlap, "source_spans": s.SourceSpans, "cue_spans": s.CueSpans,
		"content_spans": s.ContentSpans,
	}
	for kind, share := range s.Recall {
		out["recall_"+kind] = share
	}
	if s.Speaker.Of > 0 {
		out["speaker"] = s.Speaker
	}
	return json.Marshal(out)
}

// Scores returns the figures so far.
func (s *QuoteScorer) Scores() QuoteScores {
	out := s.scores
	out.Recall = maps.Clone(out.Recall)
	return out
}

// A covered is an attribution with the words of its content.
type covered struct {
	Attribution
	words wordSet
}

// Add scores an article; without Attributions it has no effect, and with no
// prediction nothing was found. It returns the mistakes: first the annotated
// attributions that were missed or have the wrong source or speaker, then those
// that are not annotated.
func (s *QuoteScorer) Add(a *Article, p *Prediction) []Miss {
	if a.Attributions == nil {
		return nil
	}
	var quotes []Attribution
	if p != nil {
		quotes = p.Quotes
	}
	words := words(a.Text)
	s.pieces(words, a.Attributions, quotes)
	gold, found := withContent(words, a.Attributions), withContent(words, quotes)
	s.contents(gold, found)
	pairs := pair(gold, found)
	var wrong []Miss
	spurious := make([]bool, len(found))
	for j := range found {
		spurious[j] = true
	}
	for i, g := range gold {
		j := pairs[i]
		s.recall(g, j >= 0)
		if j < 0 {
			wrong = append(wrong, quoteMiss(a, Missed, g))
			continue
		}
		spurious[j] = false
		if fault := s.parts(words, g, found[j]); fault == WrongSpeaker {
			wrong = append(wrong, speakerMiss(a, g, found[j]))
		} else if fault != "" {
			wrong = append(wrong, quoteMiss(a, fault, found[j]))
		}
	}
	for j, f := range found {
		if spurious[j] {
			wrong = append(wrong, quoteMiss(a, Spurious, f))
		}
	}
	return wrong
}

// withContent returns those of the quotes whose content has a word.
func withContent(words []text.Span, quotes []Attribution) []covered {
	var kept []covered
	for _, q := range quotes {
		if set := cover(words, q.Content); len(set) > 0 {
			kept = append(kept, covered{q, set})
		}
	}
	return kept
}

// pieces scores each piece of a source, cue or content.
func (s *QuoteScorer) pieces(words []text.Span, gold, found []Attribution) {
	for _, part := range []struct {
		score *Score
		of    func(Attribution) []text.Span
	}{
		{&s.scores.SourceSpans, func(q Attribution) []text.Span { return q.Source }},
		{&s.scores.CueSpans, func(q Attribution) []text.Span { return q.Cue }},
		{&s.scores.ContentSpans, func(q Attribution) []text.Span { return q.Content }},
	} {
		keys := func(quotes []Attribution) map[string]bool {
			set := map[string]bool{}
			for _, q := range quotes {
				for _, x := range part.of(q) {
					if c := cover(words, []text.Span{x}); len(c) > 0 {
						set[c.key()] = true
					}
				}
			}
			return set
		}
		g, f := keys(gold), keys(found)
		part.score.Gold += len(g)
		part.score.Predicted += len(f)
		for k := range g {
			if f[k] {
				part.score.Correct++
			}
		}
	}
}

// contents scores contents without pairing them.
func (s *QuoteScorer) contents(gold, found []covered) {
	left := map[string]int{}
	for _, f := range found {
		left[f.words.key()]++
	}
	n := &s.scores.ContentExact
	for _, g := range gold {
		if k := g.words.key(); left[k] > 0 {
			left[k]--
			n.Correct++
		}
	}
	for _, n := range []*Score{n, &s.scores.ContentHalf, &s.scores.Attribution} {
		n.Gold += len(gold)
		n.Predicted += len(found)
	}
	g, f := union(gold), union(found)
	s.scores.ContentWords.add(Score{Correct: g.shared(f), Predicted: len(f), Gold: len(g)})
}

func union(quotes []covered) wordSet {
	var all wordSet
	for _, q := range quotes {
		all = append(all, q.words...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// pair returns for each annotated attribution the index of the predicted one
// that it is paired with, or -1.
func pair(gold, found []covered) []int {
	type candidate struct {
		alike float64
		g, f  int
	}
	var all []candidate
	for g, shared := range overlaps(gold, found) {
		for f, n := range shared {
			if either := len(gold[g].words) + len(found[f].words) - n; 2*n >= either {
				all = append(all, candidate{ratio(n, either), g, f})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.alike, a.alike), cmp.Compare(a.g, b.g), cmp.Compare(a.f, b.f))
	})
	pairs := make([]int, len(gold))
	for i := range pairs {
		pairs[i] = -1
	}
	taken := make([]bool, len(found))
	for _, c := range all {
		if pairs[c.g] < 0 && !taken[c.f] {
			pairs[c.g], taken[c.f] = c.f, true
		}
	}
	return pairs
}

// overlaps returns for each annotated attribution how many words of its content
// each predicted one shares, where it shares any.
func overlaps(gold, found []covered) []map[int]int {
	at := map[int][]int{}
	for f, q := range found {
		for _, w := range q.words {
			at[w] = append(at[w], f)
		}
	}
	out := make([]map[int]int, len(gold))
	for g, q := range gold {
		out[g] = map[int]int{}
		for _, w := range q.words {
			for _, f := range at[w] {
				out[g][f]++
			}
		}
	}
	return out
}

func (s *QuoteScorer) recall(g covered, paired bool) {
	if s.scores.Recall == nil {
		s.scores.Recall = map[string]Share{}
	}
	kinds := []string{cmp.Or(string(g.Kind), "?")}
	if g.Speech {
		kinds = append(kinds, "speech")
	}
	for _, k := range kinds {
		share := s.scores.Recall[k]
		share.count(paired)
		s.scores.Recall[k] = share
	}
	if paired {
		s.scores.ContentHalf.Correct++
	}
}

// parts scores source, cue and speaker of a pair, and returns what is wrong, if anything.
func (s *QuoteScorer) parts(words []text.Span, g, f covered) Fault {
	n := &s.scores
	gs, fs := cover(words, g.Source), cover(words, f.Source)
	overlap := gs.shared(fs) > 0
	if len(gs) > 0 {
		n.SourceExact.count(slices.Equal(gs, fs))
		n.SourceOverlap.count(overlap)
	}
	attributed := overlap || len(gs) == 0 && len(fs) == 0
	if attributed {
		n.Attribution.Correct++
	}
	if gc := cover(words, g.Cue); len(gc) > 0 {
		n.CueOverlap.count(gc.shared(cover(words, f.Cue)) > 0)
	}
	known := true
	if g.Speaker != "" {
		known = f.Speaker != "" && slices.ContainsFunc(append([]string{g.Speaker}, g.Aliases...), func(name string) bool {
			return normal(name) == normal(f.Speaker)
		})
		n.Speaker.count(known)
	}
	switch {
	case !attributed:
		return WrongSource
	case !known:
		return WrongSpeaker
	}
	return ""
}

func quoteMiss(a *Article, fault Fault, q covered) Miss {
	return Miss{
		Article: a.ID, Fault: fault, Label: string(q.Kind), Excerpt: extent(q.Content).Cut(a.Text),
		Detail: "source: " + cut(a.Text, q.Source) + "; cue: " + cut(a.Text, q.Cue),
	}
}

func speakerMiss(a *Article, g, f covered) Miss {
	m := quoteMiss(a, WrongSpeaker, f)
	m.Detail = "speaker: " + cmp.Or(f.Speaker, "none") + "; annotated: " + g.Speaker
	return m
}

// extent returns the least span that holds all the pieces.
func extent(pieces []text.Span) text.Span {
	all := pieces[0]
	for _, x := range pieces {
		all = text.Span{Start: min(all.Start, x.Start), End: max(all.End, x.End)}
	}
	return all
}

// cut returns what stands at the pieces.
func cut(in string, pieces []text.Span) string {
	if len(pieces) == 0 {
		return "none"
	}
	list := make([]string, len(pieces))
	for i, x := range pieces {
		list[i] = x.Of(in)
	}
	return strings.Join(list, " … ")
}
