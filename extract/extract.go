package extract

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"time"
	"unicode/utf8"

	"dictum.example/entity"
	"dictum.example/fact"
	"dictum.example/internal/doc"
	"dictum.example/internal/encoder"
	"dictum.example/internal/engine"
	"dictum.example/internal/facts"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/internal/until"
	"dictum.example/internal/weights"
	"dictum.example/kb"
	"dictum.example/quote"
	"dictum.example/text"
)

// An Article is a text to read, with what is known about it. Only Text is needed.
type Article struct {
	ID    string `json:"id,omitempty"`
	Title string `json:"title,omitempty"`
	Text  string `json:"text"`
	// Origin is where the article was read, a file or file:line, if anybody noted it.
	Origin string `json:"origin,omitempty"`
	// Published is what "yesterday" is reckoned from. The zero time is unknown.
	Published time.Time `json:"published,omitzero"`
	URL       string    `json:"url,omitempty"`
	// Authors are the names of those who wrote it, where the page or feed tells them.
	Authors []string `json:"authors,omitempty"`
	// Layout tells the blocks of Text where they are known, as those of a web page are, in the
	// way of [text.ParseBlocks]. Without it they are found by the lines of the text. A Document
	// has them as its Blocks.
	Layout []text.Block `json:"-"`
}

// A Document is an article that has been read. Its JSON is stable and survives
// the round trip. It is safe to share and must not be changed.
type Document struct {
	Article
	// Blocks are the article's headline, paragraphs and other blocks, in order.
	Blocks []text.Block
	// Entities are in the order of their first mention.
	Entities []*entity.Entity
	// Quotes are in the order of the text. Those within another's content are in its Nested.
	Quotes []*quote.Quote
	// Facts are what the article, or somebody in it, tells of the entities, in the order of the evidence.
	Facts []*fact.Fact
	// Events are what happens in it, in the order of the text.
	Events []*fact.Event
}

// ErrModel is what the errors of New wrap: the model file is missing, damaged or
// of another version.
var ErrModel = errors.New("extract: no usable model")

// ErrTooLong is what the errors of texts that are longer than MaxText, or another
// limit that was set, wrap.
var ErrTooLong = errors.New("extract: text is too long")

// MaxText is how many bytes a text may have, where nothing else is said.
const MaxText = 16 << 20

// An Extractor reads articles. It is made by New, and safe for concurrent use.
type Extractor struct {
	reader     layoutReader
	recognizer entity.Recognizer
	engine     engine.Engine
	workers    int
	maxText    int
}

// errNotMade is the error of an Extractor that New did not make.
var errNotMade = errors.New("extract: an Extractor is made by New, and this one is not")

func (x *Extractor) usable() error {
	if x == nil || x.reader == nil {
		return errNotMade
	}
	return nil
}

// A layoutReader is a *reader.Reader, or a test's.
type layoutReader interface {
	Read(ctx context.Context, l *text.Layout) (*reader.Reading, error)
}

// An Option changes how an Extractor works.
type Option func(*options)

type options struct {
	models     fs.FS
	model      string
	recognizer entity.Recognizer
	names      []Name
	bases      []kb.Base
	workers    int
	maxText    int
}

// WithModel takes the model from the named file of fsys, in place of the
// embedded one.
func WithModel(fsys fs.FS, name string) Option {
	return func(o *options) { o.models, o.model = fsys, name }
}

// WithRecognizer takes the names from r, in place of the model's. All else,
// numbers and dates included, is found as before.
func WithRecognizer(r entity.Recognizer) Option {
	return func(o *options) { o.recognizer = r }
}

// WithKnowledgeBase has the names of people, organisations and places linked to what
// base knows of them too, before the built-in gazetteer is asked. An entity gets an
// identifier only where the article settles on one candidate of its names. The option
// may be given several times; the first base that knows a name answers for it. A base
// that is to be closed must stay open while articles are read.
func WithKnowledgeBase(base kb.Base) Option {
	return func(o *options) { o.bases = append(o.bases, base) }
}

// WithWorkers sets how many articles [Extractor.All] reads at the same time, and
// how many parts of an article that is read alone; n < 1 means as many as there are
// cores (runtime.GOMAXPROCS), which is the default. The results do not depend on it.
func WithWorkers(n int) Option {
	return func(o *options) { o.workers = n }
}

// mostWorkers bounds the workers: more than any machine has cores for.
const mostWorkers = 1024

// WithMaxText has texts of more than n bytes refused, with an error that wraps
// ErrTooLong, in place of MaxText; n < 1 means that none is. A text takes some 100
// times its length in memory.
func WithMaxText(n int) Option {
	return func(o *options) { o.maxText = n }
}

// New returns an Extractor. The embedded model is loaded once in a process,
// however many Extractors there are. The errors wrap ErrModel or ErrNames.
func New(opts ...Option) (*Extractor, error) {
	o := options{maxText: MaxText}
	for _, opt := range opts {
		opt(&o)
	}
	if o.workers < 1 {
		o.workers = runtime.GOMAXPROCS(0)
	}
	o.workers = min(o.workers, mostWorkers)
	dict, err := dictionary(o.names)
	if err != nil {
		return nil, err
	}
	r, err := newReader(o.models, o.model)
	if err != nil {
		return nil, err
	}
	r.Workers = o.workers
	x := &Extractor{reader: r, recognizer: o.recognizer, engine: engine.Engine{Own: dict}, workers: o.workers, maxText: o.maxText}
	if len(o.bases) > 0 {
		x.engine.Base = kb.Join(o.bases...)
	}
	return x, nil
}

// newReader reads with the named model of fsys, or with the embedded one for no fsys.
func newReader(fsys fs.FS, name string) (*reader.Reader, error) {
	load := model.Embedded
	if fsys != nil {
		load = func() (*weights.Model, error) { return weights.Open(fsys, name) }
	}
	m, err := load()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	r, err := reader.New(m, encoder.Stored)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	return r, nil
}

// Extract reads a text of which nothing else is known.
func (x *Extractor) Extract(ctx context.Context, text string) (*Document, error) {
	return x.ExtractArticle(ctx, Article{Text: text})
}

// ExtractArticle reads an article. Any text can be read that is no longer than
// MaxText, or what WithMaxText sets; the other errors are those of ctx, and of the
// Recognizer if there is one.
func (x *Extractor) ExtractArticle(ctx context.Context, a Article) (*Document, error) {
	if err := x.check(ctx, a); err != nil {
		return nil, err
	}
	l, err := layout(ctx, a)
	if err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	r, err := x.reader.Read(ctx, l)
	if err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	if x.recognizer != nil {
		if r.Names, err = recognize(ctx, x.recognizer, l); err != nil {
			return nil, fmt.Errorf("extract: recognizer: %w", err)
		}
	}
	a.Layout = nil
	out := &Document{Article: a, Blocks: l.Blocks}
	if err := until.Do(ctx, func(w *until.Watch) { x.understand(w, out, r) }); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	if !utf8.ValidString(a.Text) {
		out.replace()
	}
	return out, nil
}

// layout cuts the text of a into blocks, sentences and words.
func layout(ctx context.Context, a Article) (*text.Layout, error) {
	if a.Layout == nil {
		return text.ParseContext(ctx, a.Text)
	}
	return text.ParseBlocks(ctx, a.Text, a.Layout)
}

// understand finds in a reading what a document holds.
func (x *Extractor) understand(w *until.Watch, out *Document, r *reader.Reading) {
	d := doc.NewUntil(w, r)
	out.Entities, out.Quotes = x.engine.Read(d, out.Published)
	tellGenders(out.Entities, out.Text)
	out.Facts, out.Events = facts.Find(facts.Article{
		Layout: r.Layout, Profiles: &r.Profiles, Entities: out.Entities, Quotes: out.Quotes, Watch: w,
	})
}

// check tells what stands against reading a.
func (x *Extractor) check(ctx context.Context, a Article) error {
	if err := x.usable(); err != nil {
		return err
	}
	if x.maxText > 0 && len(a.Text) > x.maxText {
		return fmt.Errorf("%w: %d bytes, and at most %d are read", ErrTooLong, len(a.Text), x.maxText)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("extract: %w", err)
	}
	return nil
}

// replace puts U+FFFD for every bad byte in what is read off the text; the
// excerpts stay as they are in it.
func (d *Document) replace() {
	for _, e := range d.Entities {
		e.Name = replaced(e.Name)
		for i := range e.Aliases {
			e.Aliases[i] = replaced(e.Aliases[i])
		}
	}
	replaceQuotes(d.Quotes)
}

func replaceQuotes(quotes []*quote.Quote) {
	for _, q := range quotes {
		q.Text = replaced(q.Text)
		replaceQuotes(q.Nested)
	}
}
