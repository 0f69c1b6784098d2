package corpus

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/internal/identity"
)

// DefaultMerge is the least probability of a merge, where Options say none.
const DefaultMerge = 0.5

// The errors of an Index.
var (
	ErrOptions = errors.New("corpus: a least probability is more than 0 and at most 1")
	ErrNode    = errors.New("corpus: no such node")
	ErrIndex   = errors.New("corpus: no usable index")
	ErrClosed  = errors.New("corpus: index is closed")
)

// Options say how names are merged. The zero Options are good for most uses.
type Options struct {
	// Merge is the least probability with which two names are taken for one thing; 0
	// means DefaultMerge.
	Merge float64
	// Rulings are the user's own decisions, as ReadRulings reads them.
	Rulings []Ruling
}

// A Node is one thing over all articles.
type Node struct {
	// ID names the node: "n" and 12 letters and digits.
	ID string
	// Label is the name that most articles give, or the usual one of a country.
	Label string
	Type  entity.Type
	// QID is the Wikidata item that most of its articles are linked to, or "".
	QID string
	// Names are the other names that articles give, most frequent first.
	Names []string
	// Articles are how many name it.
	Articles int
}

// An Index knows what was read. Its methods are safe for concurrent use.
type Index struct {
	mu       sync.Mutex
	options  Options
	store    store
	articles map[string]*identity.Article
	nodes    map[identity.Named]string // as last resolved
	things   []identity.Thing
	stated   []identity.Statement
	stateIDs []string          // of stated
	speakers map[string]string // of statements, by their ids
	ids      []string          // of things
	byID     map[string]int
	aliases  map[string]string // of ids that merges left behind
	changed  bool              // since it was last resolved
}

// New returns an Index that is kept in memory only.
func New(o Options) (*Index, error) { return newIndex(o, memory{}) }

// Open opens the index in folder dir, or makes one there. An index is open in one
// process at a time: Open waits a second for another to close it. Its errors wrap
// ErrIndex, or are ErrOptions.
func Open(dir string, o Options) (*Index, error) {
	s, err := openBolt(dir)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrIndex, dir, err)
	}
	x, err := newIndex(o, s)
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	return x, nil
}

func newIndex(o Options, s store) (*Index, error) {
	if o.Merge == 0 {
		o.Merge = DefaultMerge
	}
	if !(o.Merge > 0 && o.Merge <= 1) {
		return nil, ErrOptions
	}
	x := &Index{options: o, store: s, changed: true}
	x.articles, x.nodes, x.aliases = map[string]*identity.Article{}, map[identity.Named]string{}, map[string]string{}
	if err := s.load(x); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrIndex, err)
	}
	return x, nil
}

// Add reads documents. One whose article was read before takes its place. When Add has
// returned, what it read is kept, whatever happens to the process. An article is named
// by its ID, else by its URL, else by its text.
func (x *Index) Add(docs ...*extract.Document) error {
	read := make([]*identity.Article, 0, len(docs))
	for _, d := range docs {
		if d != nil {
			read = append(read, identity.Read(d))
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.articles == nil {
		return ErrClosed
	}
	if err := x.store.put(read); err != nil {
		return fmt.Errorf("corpus: %w", err)
	}
	for _, a := range read {
		x.articles[a.ID] = a
	}
	x.changed = x.changed || len(read) > 0
	return nil
}

// Remove takes away what articles contributed. Those that were never read are passed over.
func (x *Index) Remove(articles ...string) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.articles == nil {
		return ErrClosed
	}
	if err := x.store.remove(articles); err != nil {
		return fmt.Errorf("corpus: %w", err)
	}
	for _, id := range articles {
		if _, ok := x.articles[id]; ok {
			delete(x.articles, id)
			x.changed = true
		}
	}
	return nil
}

// Articles returns the names of the articles that were read, in order.
func (x *Index) Articles() []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return slices.Sorted(maps.Keys(x.articles))
}

// Resolve decides what is one thing over all that was read, and gives new things ids.
// Annotate, Nodes and Explain call it where something has changed; it takes time about
// in proportion to what was read. The error is the context's, or of the store.
func (x *Index) Resolve(ctx context.Context) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.resolve(ctx)
}

func (x *Index) resolve(ctx context.Context) error {
	if x.articles == nil {
		return ErrClosed
	}
	if !x.changed {
		return nil
	}
	options := identity.Options{Merge: x.options.Merge, Rulings: x.rulings()}
	things, err := identity.Resolve(ctx, slices.Collect(maps.Values(x.articles)), options)
	if err != nil {
		return err
	}
	names := newNaming(x.nodes, x.aliases)
	ids := names.name(things)
	nodes := make(map[identity.Named]string, len(x.nodes))
	for i, t := range things {
		for _, m := range t.Members {
			nodes[m] = ids[i]
		}
	}
	stated, err := identity.Statements(ctx, slices.Collect(maps.Values(x.articles)), func(e identity.Named) string { return nodes[e] })
	if err != nil {
		return err
	}
	stateIDs := names.nameStatements(stated)
	for i, s := range stated {
		for _, m := range s.Members {
			nodes[m] = stateIDs[i]
		}
	}
	if err := x.store.putNodes(x.nodes, nodes, names.aliases); err != nil {
		return fmt.Errorf("corpus: %w", err)
	}
	x.things, x.ids, x.nodes, x.aliases, x.changed = things, ids, nodes, names.aliases, false
	x.stated, x.stateIDs, x.speakers = stated, stateIDs, make(map[string]string, len(stated))
	for i, s := range stated {
		x.speakers[stateIDs[i]] = s.Speaker
	}
	x.byID = make(map[string]int, len(ids))
	for i, id := range ids {
		x.byID[id] = i
	}
	return nil
}

// Annotate sets the Node of each entity of a document that was added, and of each quote of five words and more between
// quotation marks that articles have in another place too. A quote of which the document tells no speaker gets the one on
// whom the other places agree, if the document names that one. It changes the document's entities and quotes, which must
// not be read meanwhile. Values, such as dates, have no node, and neither have the entities of a document that was not added.
func (x *Index) Annotate(ctx context.Context, d *extract.Document) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.resolve(ctx); err != nil {
		return err
	}
	id := identity.ArticleID(d)
	for _, e := range d.Entities {
		if e != nil {
			e.Node = x.nodes[identity.Named{Article: id, Entity: e.ID}]
		}
	}
	x.annotateQuotes(id, d)
	return nil
}

// Nodes yields the nodes in the order of their first article. The index must not be
// used from within the loop.
func (x *Index) Nodes(ctx context.Context) iter.Seq2[Node, error] {
	return func(yield func(Node, error) bool) {
		x.mu.Lock()
		defer x.mu.Unlock()
		if err := x.resolve(ctx); err != nil {
			yield(Node{}, err)
			return
		}
		for i := range x.things {
			if !yield(x.node(i), nil) {
				return
			}
		}
	}
}

func (x *Index) node(i int) Node {
	t := &x.things[i]
	n := Node{ID: x.ids[i], Label: t.Label, Type: t.Type, QID: t.QID, Names: slices.Clone(t.Names)}
	last := ""
	for _, m := range t.Members {
		if m.Article != last || n.Articles == 0 {
			n.Articles++
			last = m.Article
		}
	}
	return n
}

// Close closes the index. It must not be used afterwards; closing twice is safe.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.articles == nil {
		return nil
	}
	x.articles, x.nodes, x.things = nil, nil, nil
	return x.store.close()
}

// current returns the id that a node bears today: its own, or that of the node that a
// merge has made it part of.
func (x *Index) current(id string) (int, bool) {
	id = strings.TrimSpace(id)
	for range len(x.aliases) + 1 {
		if i, ok := x.byID[id]; ok {
			return i, true
		}
		next, ok := x.aliases[id]
		if !ok {
			return 0, false
		}
		id = next
	}
	return 0, false
}
