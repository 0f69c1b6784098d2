package reader

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"dictum.example/internal/encoder"
	"dictum.example/internal/exact"
	"dictum.example/internal/weights"
	"dictum.example/internal/wordpiece"
	"dictum.example/text"
)

// Neighbouring windows share overlap words, and one hands over to the next at least margin words
// from either end of what they share.
const (
	overlap = 32
	margin  = overlap / 4
)

// Words wait for their labels until there are as many as a section has. Spans do
// not cross blocks, so that a section ends with one, unless it grows to maxSection.
// The states of those that wait are most of the memory of a reading.
const (
	section    = 256
	maxSection = 8192
)

// portion is how many words' states are put together at once, for the layers over them.
const portion = 48

// The parts of attributions, in their order among the labels.
const (
	sourcePart = iota
	cuePart
	contentPart
	numParts
)

// config is what a model file says of its network.
type config struct {
	Window int      `json:"window"`
	Names  []string `json:"names"`
	Link   int      `json:"link"`
	Tap    int      `json:"tap"`
	Early  int      `json:"early"`
}

// States are the network's states of a word: those of the early layer, of the tapped one, and of the last.
type States []float32

// A Reader reads texts with a network. It is read-only and safe for concurrent use.
type Reader struct {
	config
	// Workers is how many windows are read at the same time, in all calls of Read
	// together: a call whose text is the only one takes all of them. Each call reads
	// one in any case. New sets it to the number of cores, and it may be set until
	// the first call.
	Workers             int
	tokenizer           *wordpiece.Tokenizer
	encoder             *encoder.Encoder
	names, parts        *head
	speechHead          *encoder.Linear
	vectors             *encoder.Linear // of a word as anaphor and as antecedent, from its States; nil for none
	profiles            *encoder.Linear // what a word is to the others, from its States; nil for none
	keep                func(States)    // gets those of every word, in order; nil for nobody
	contentCue          *linker
	cueSource           *linker
	section, maxSection int
	scratch             pool[scratch]
	spare               pool[forward]
	busy                atomic.Int32 // windows that are being read, and calls that do other work
}

// New returns a reader for the network in m, whose layers are computed in p.
func New(m *weights.Model, p encoder.Precision) (*Reader, error) {
	r := &Reader{section: section, maxSection: maxSection, Workers: runtime.GOMAXPROCS(0)}
	if err := m.Config(&r.config); err != nil {
		return nil, err
	}
	// The vocabulary and the weights take equally long.
	var tokenizing sync.WaitGroup
	var tokenErr error
	tokenizing.Go(func() { r.tokenizer, tokenErr = wordpiece.New(m.Vocab()) })
	var err error
	r.encoder, err = encoder.New(m, p)
	tokenizing.Wait()
	if err = cmp.Or(tokenErr, err); err != nil {
		return nil, err
	}
	if r.Window < 4 || r.Window > r.encoder.MaxLen() || len(r.Names) == 0 || r.Link < 1 {
		return nil, fmt.Errorf("%w: window %d, %d types of names, %d link values", weights.ErrManifest, r.Window, len(r.Names), r.Link)
	}
	if err := r.loadHeads(m, p); err != nil {
		return nil, err
	}
	return r, nil
}

// loadHeads loads what stands on the encoder.
func (r *Reader) loadHeads(m *weights.Model, p encoder.Precision) (err error) {
	h := r.encoder.Width()
	if r.names, err = loadHead(m, "names", len(r.Names), h, p); err != nil {
		return err
	}
	if r.parts, err = loadHead(m, "parts", numParts, h, p); err != nil {
		return err
	}
	if r.speechHead, err = encoder.NewLinear(m, "speech", 1, 2*h, p); err != nil {
		return err
	}
	if err := r.loadProjections(m, p); err != nil {
		return err
	}
	if r.contentCue, err = loadLinker(m, "content_cue", h, r.Link, p); err != nil {
		return err
	}
	r.cueSource, err = loadLinker(m, "cue_source", h, r.Link, p)
	return err
}

// loadProjections loads what makes vectors and profiles of the words' states, which a model need not have.
func (r *Reader) loadProjections(m *weights.Model, p encoder.Precision) (err error) {
	if r.Tap == 0 || r.Early == 0 {
		return nil
	}
	width := 3 * r.encoder.Width()
	if m.Has("vectors.weight") {
		if r.vectors, err = encoder.NewLinear(m, "vectors", weights.Any, width, p); err != nil {
			return err
		}
		if r.vectors.Out()%2 != 0 {
			return fmt.Errorf("%w: %d values for two vectors", weights.ErrManifest, r.vectors.Out())
		}
	}
	if m.Has("profiles.weight") {
		r.profiles, err = encoder.NewLinear(m, "profiles", weights.Any, width, p)
	}
	return err
}

// A head finds the spans of some kinds in the words' hidden states.
type head struct {
	scores *encoder.Linear
	chain  *chain
}

func loadHead(m *weights.Model, name string, kinds, width int, p encoder.Precision) (*head, error) {
	c, err := loadChain(m, name, kinds)
	if err != nil {
		return nil, err
	}
	l, err := encoder.NewLinear(m, name, numLabels(kinds), width, p)
	return &head{l, c}, err
}

// A forward is the memory that one window is read in.
type forward struct {
	encoder encoder.Scratch
	input   encoder.Input
	out     []float32 // hidden states of its pieces
	rows    encoder.Rows
	vectors []float32 // their vectors
	states  []float32 // the States of some of them, or of all where somebody keeps them
	profile []float32 // their profiles
}

// scratch is the memory that one reading works in.
type scratch struct {
	rows  encoder.Rows
	batch []window
	// the words whose labels are not decided yet
	hidden []float32
	ends   []float32 // of a span
	scores []float32
	p      []float32
	path   []uint8
	chain  chainScratch
}

// Read returns what the network says of the text of l. It reads window after
// window, several at a time where there are cores that no other call works on, and
// looks at ctx between them. The result does not depend on their number. Time is
// linear in the length of the text; beside the Reading itself, memory for the
// words' features alone grows with it.
func (r *Reader) Read(ctx context.Context, l *text.Layout) (*Reading, error) {
	r.busy.Add(1)
	defer r.busy.Add(-1)
	s := r.scratch.get()
	defer func() {
		if cap(s.hidden) > 4*section*r.encoder.Width() {
			*s = scratch{} // a block of that length is seldom
		}
		r.scratch.put(s, r.Workers)
	}()
	w := readWords(r.tokenizer, l)
	p := &pass{reader: r, scratch: s, words: w}
	if r.vectors != nil {
		p.vectors = newVectors(len(w.Words), r.vectors.Out())
	}
	if r.profiles != nil {
		p.profiles = newProfiles(len(w.Words), r.profiles.Out())
	}
	s.hidden, s.batch = s.hidden[:0], s.batch[:0]
	for win := range r.windows(w) {
		s.batch = append(s.batch, win)
		if len(s.batch) <= r.Workers-int(r.busy.Load()) {
			continue
		}
		if err := p.read(ctx, s.batch); err != nil {
			return nil, err
		}
		s.batch = s.batch[:0]
	}
	if err := p.read(ctx, s.batch); err != nil {
		return nil, err
	}
	p.decide(true)
	return p.reading(l), nil
}

// A window is the words [i, j) that are read together, of which [lo, hi) are kept.
type window struct{ i, j, lo, hi int }

// windows cuts the words into windows of as many pieces as the network reads at
// once. Each word is kept where it has context on both sides, and neighbours hand over between
// blocks or sentences where they can: few spans cross these.
func (r *Reader) windows(w *words) func(yield func(window) bool) {
	return func(yield func(window) bool) {
		size, n := r.Window-2, len(w.Words)
		for i, lo := 0, 0; i < n; {
			limit := w.Words[i].First + size
			j := i + sort.Search(n-i, func(k int) bool { return w.Words[i+k].First+w.Words[i+k].N > limit })
			j = max(j, i+1)
			if j >= n {
				yield(window{i, n, lo, n})
				return
			}
			next := max(i+1, j-overlap)
			hi := max(lo, w.handover(next, j))
			if !yield(window{i, j, lo, hi}) {
				return
			}
			i, lo = next, hi
		}
	}
}

// handover returns the word from i to j with which the next window takes over: the first of a block, or else
// of a sentence, the nearest to the middle, or the middle itself.
func (w *words) handover(i, j int) int {
	middle := (i + j) / 2
	best, rank := middle, 0
	for k := i + margin; k <= j-margin; k++ {
		here := 0
		switch {
		case w.blocks[k]:
			here = 2
		case w.stops[k-1]:
			here = 1
		}
		if here > rank || here == rank && max(k-middle, middle-k) < max(best-middle, middle-best) {
			best, rank = k, here
		}
	}
	return best
}

// A pass is the state of one Read.
type pass struct {
	reader                *Reader
	scratch               *scratch
	words                 *words
	start                 int // the first word that is not decided
	names                 []run
	parts                 [numParts][]run
	contentCue, cueSource struct{ child, parent [][]float32 }
	speech                []float32
	vectors               Vectors
	profiles              Profiles
}

// read reads windows at the same time, keeps the hidden states of their words
// [lo, hi), and decides after each, as if it were alone.
func (p *pass) read(ctx context.Context, batch []window) error {
	if err := ctx.Err(); err != nil || len(batch) == 0 {
		return err
	}
	helpers := int32(len(batch) - 1) // this goroutine counts already
	p.reader.busy.Add(helpers)
	defer p.reader.busy.Add(-helpers)
	work, errs := make([]*forward, len(batch)), make([]error, len(batch))
	var group sync.WaitGroup
	for i, win := range batch {
		work[i] = p.reader.spare.get()
		defer p.reader.spare.put(work[i], p.reader.Workers)
		if i > 0 {
			group.Go(func() { errs[i] = p.window(win, work[i]) })
		}
	}
	errs[0] = p.window(batch[0], work[0])
	group.Wait()
	for i, win := range batch {
		if errs[i] != nil {
			return errs[i]
		}
		p.scratch.hidden = p.appendKept(p.scratch.hidden, work[i].out, win)
		if p.reader.vectors != nil {
			p.vectors.append(p.words.Words[win.lo:win.hi], work[i].vectors)
		}
		p.keep(win, work[i])
		p.decide(false)
	}
	return nil
}

// window reads one window.
func (p *pass) window(win window, f *forward) error {
	w := p.words
	from, to := w.Words[win.i].First, w.Words[win.j-1].First+w.Words[win.j-1].N
	to = min(to, from+p.reader.Window-2) // a word of very many pieces is cut
	in := &f.input
	n := to - from + 2
	in.IDs, in.Shapes = resize(in.IDs, n), resize(in.Shapes, n)
	in.Gaps, in.Marks = resize(in.Gaps, n), resize(in.Marks, n)
	clear(in.Shapes)
	clear(in.Gaps)
	clear(in.Marks)
	in.IDs[0], in.IDs[n-1] = p.reader.tokenizer.CLS(), p.reader.tokenizer.SEP()
	copy(in.IDs[1:], w.IDs[from:to])
	for k := win.i; k < win.j; k++ {
		at := w.Words[k].First - from + 1
		in.Gaps[at] = w.gaps[k]
		for q := at; q < min(at+w.Words[k].N, n-1); q++ {
			in.Marks[q] = uint8(w.marks[k])
			in.Shapes[q] = uint8(w.Shapes[from+q-1])
		}
	}
	var err error
	if f.out, err = p.reader.encoder.Forward(f.out, *in, &f.encoder); err != nil {
		return err
	}
	if p.reader.vectors != nil || p.reader.profiles != nil || p.reader.keep != nil {
		p.describe(win, f)
	}
	return nil
}

// appendKept appends, of the states of a window's pieces, those of the first piece of each word that is kept.
func (p *pass) appendKept(dst, states []float32, win window) []float32 {
	h, from := p.reader.encoder.Width(), p.words.Words[win.i].First
	dst = slices.Grow(dst, (win.hi-win.lo)*h)
	for _, w := range p.words.Words[win.lo:win.hi] {
		dst = append(dst, states[(w.First-from+1)*h:][:h]...)
	}
	return dst
}

// portions cuts what is kept of a window.
func (win window) portions() func(yield func(window) bool) {
	return func(yield func(window) bool) {
		for lo := win.lo; lo < win.hi; lo += portion {
			if !yield(window{win.i, win.j, lo, min(lo+portion, win.hi)}) {
				return
			}
		}
	}
}

// describe computes the vectors and the profiles of a window's words [lo, hi), and all of their States for who keeps them.
func (p *pass) describe(win window, f *forward) {
	n, h := win.hi-win.lo, 3*p.reader.encoder.Width()
	f.states, f.vectors, f.profile = f.states[:0], room(f.vectors, p.reader.vectors, n), room(f.profile, p.reader.profiles, n)
	for part := range win.portions() {
		if p.reader.keep == nil {
			f.states = f.states[:0]
		}
		at := len(f.states)
		f.states = p.appendStates(f.states, part, f)
		f.rows.Set(f.states[at:], part.hi-part.lo, h)
		apply(f.vectors, p.reader.vectors, &f.rows, part.lo-win.lo)
		apply(f.profile, p.reader.profiles, &f.rows, part.lo-win.lo)
	}
}

// room returns memory for what a layer, if any, makes of n rows.
func room(dst []float32, l *encoder.Linear, n int) []float32 {
	if l == nil {
		return dst[:0]
	}
	return resize(dst, n*l.Out())
}

// apply writes what a layer, if any, makes of the rows, from row at of dst on.
func apply(dst []float32, l *encoder.Linear, rows *encoder.Rows, at int) {
	if l != nil {
		l.Apply(dst[at*l.Out():], rows)
	}
}

// appendStates appends the States of a window's words [lo, hi).
func (p *pass) appendStates(dst []float32, win window, f *forward) []float32 {
	h, from := p.reader.encoder.Width(), p.words.Words[win.i].First
	dst = slices.Grow(dst, (win.hi-win.lo)*3*h)
	for _, w := range p.words.Words[win.lo:win.hi] {
		at := (w.First - from + 1) * h
		for _, layer := range [][]float32{f.encoder.Early(), f.encoder.Tapped(), f.out} {
			dst = append(dst, layer[at:][:h]...)
		}
	}
	return dst
}

// keep keeps the profiles of a window's words.
func (p *pass) keep(win window, f *forward) {
	if p.reader.profiles != nil || p.reader.keep != nil {
		p.profiles.append(p.words.Words[win.lo:win.hi], f.profile)
	}
	if p.reader.keep != nil {
		h := 3 * p.reader.encoder.Width()
		for i := range win.hi - win.lo {
			p.reader.keep(f.states[i*h:][:h])
		}
	}
}

// Keep has f called with the States of every word of the texts that are read, in the order of their
// Profiles, from the goroutine that calls Read. It is for those who train, who read one text at a time.
func (r *Reader) Keep(f func(States)) { r.keep = f }

// decide labels the words that are waiting, up to the end of a block, once
// there are enough of them, or all where they are the last.
func (p *pass) decide(last bool) {
	h := p.reader.encoder.Width()
	n := len(p.scratch.hidden) / h
	end := n
	if !last {
		if n < p.reader.section {
			return
		}
		for end--; end > 0 && !p.words.blocks[p.start+end]; end-- {
		}
		if end == 0 {
			if n < p.reader.maxSection {
				return
			}
			end = n
		}
	}
	if end == 0 {
		return
	}
	p.label(p.scratch.hidden[:end*h], end)
	p.scratch.hidden = p.scratch.hidden[:copy(p.scratch.hidden, p.scratch.hidden[end*h:])]
	p.start += end
}

// label finds the spans among the n words from start on, with the given hidden states.
func (p *pass) label(hidden []float32, n int) {
	p.scratch.rows.Set(hidden, n, p.reader.encoder.Width())
	p.names = append(p.names, p.spans(p.reader.names, n)...)
	for _, f := range p.spans(p.reader.parts, n) {
		p.parts[f.kind] = append(p.parts[f.kind], f)
		p.project(f.kind, hidden, f)
	}
}

// spans returns what a head finds among the n words from start on, whose hidden states are the scratch's rows.
func (p *pass) spans(h *head, n int) []run {
	s, m := p.scratch, h.chain.labels
	s.scores, s.path, s.p = resize(s.scores, n*m), resize(s.path, n), resize(s.p, n)
	h.scores.Apply(s.scores, &s.rows)
	for i, j := range p.blocks(n) {
		path, scores := s.path[i:j], s.scores[i*m:j*m]
		h.chain.path(path, scores, &s.chain)
		if slices.ContainsFunc(path, func(y uint8) bool { return y > 0 }) {
			h.chain.marginals(s.p[i:j], path, scores, &s.chain)
		}
	}
	return runs(s.path, s.p, p.start)
}

// blocks returns where the blocks of the next n words begin and end, from the first of them on.
func (p *pass) blocks(n int) func(yield func(i, j int) bool) {
	return func(yield func(i, j int) bool) {
		for i, j := 0, 0; i < n; i = j {
			for j = i + 1; j < n && !p.words.blocks[p.start+j]; j++ {
			}
			if !yield(i, j) {
				return
			}
		}
	}
}

// project keeps what the linkers need of a span's ends.
func (p *pass) project(part int, hidden []float32, f run) {
	h := p.reader.encoder.Width()
	p.scratch.ends = append(p.scratch.ends[:0], hidden[(f.i-p.start)*h:][:h]...)
	p.scratch.ends = append(p.scratch.ends, hidden[(f.j-1-p.start)*h:][:h]...)
	ends := &p.scratch.rows
	ends.Set(p.scratch.ends, 1, 2*h)
	cc, cs := &p.contentCue, &p.cueSource
	switch part {
	case contentPart:
		cc.child = append(cc.child, p.reader.contentCue.project(p.reader.contentCue.child, ends))
	case cuePart:
		cc.parent = append(cc.parent, p.reader.contentCue.project(p.reader.contentCue.parent, ends))
		cs.child = append(cs.child, p.reader.cueSource.project(p.reader.cueSource.child, ends))
		var x [1]float32
		p.reader.speechHead.Apply(x[:], ends)
		p.speech = append(p.speech, float32(1/(1+exact.Exp(-float64(x[0])))))
	case sourcePart:
		cs.parent = append(cs.parent, p.reader.cueSource.project(p.reader.cueSource.parent, ends))
	}
}

// reading puts together what the pass has found.
func (p *pass) reading(l *text.Layout) *Reading {
	b := newBetween(p.words, p.parts[sourcePart], p.parts[cuePart], p.parts[contentPart])
	label := func(f run, kind string) Label {
		return Label{text.Span{Start: p.words.Words[f.i].Start, End: p.words.Words[f.j-1].End}, kind, f.p, f.last}
	}
	labels := func(fs []run) []Label {
		out := make([]Label, len(fs))
		for i, f := range fs {
			out[i] = label(f, "")
		}
		return out
	}
	r := &Reading{
		Layout:     l,
		Sources:    labels(p.parts[sourcePart]),
		Cues:       labels(p.parts[cuePart]),
		Contents:   labels(p.parts[contentPart]),
		CueSpeech:  p.speech,
		Vectors:    p.vectors,
		Profiles:   p.profiles,
		ContentCue: p.reader.contentCue.links(b, p.parts[contentPart], p.parts[cuePart], p.contentCue.child, p.contentCue.parent),
		CueSource:  p.reader.cueSource.links(b, p.parts[cuePart], p.parts[sourcePart], p.cueSource.child, p.cueSource.parent),
	}
	for _, f := range p.names {
		r.Names = append(r.Names, label(f, p.reader.Names[f.kind]))
	}
	return r
}
