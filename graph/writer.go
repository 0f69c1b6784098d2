package graph

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"dictum.example/extract"
)

// A Format is a way to write a graph as one stream. NewCSV writes several files.
type Format string

// The formats.
const (
	// NQuads is RDF 1.1 N-Quads: a statement a line, one named graph an article.
	NQuads Format = "nquads"
	// Turtle is RDF 1.1 Turtle, which has no named graphs: the statements of all
	// articles in one graph. Quotes, roles and unnamed sources still name their article.
	Turtle Format = "turtle"
	// TriG is RDF 1.1 TriG: Turtle with one named graph an article.
	TriG Format = "trig"
	// JSONLD is JSON-LD 1.1 with its context inside, one named graph an article.
	JSONLD Format = "jsonld"
	// GraphML is an XML form of property graphs that networkx, igraph, Gephi and yEd read.
	GraphML Format = "graphml"
	// DOT is the language of Graphviz. It draws the quotes of each article, who
	// said them and what they are about, and leaves out mere mentions.
	DOT Format = "dot"
	// FTM is FollowTheMoney's JSON, an entity a line, which Aleph and "ftm aggregate" read.
	FTM Format = "ftm"
)

// Formats returns the formats of NewWriter.
func Formats() []Format { return []Format{NQuads, Turtle, TriG, JSONLD, GraphML, DOT, FTM} }

// ErrFormat is the error of a format that NewWriter does not know.
var ErrFormat = errors.New("graph: unknown format")

// ErrClosed is the error of Add on a Writer that was closed.
var ErrClosed = errors.New("graph: writer is closed")

// A Writer writes the graph of the documents that it is given. It keeps none of
// them: an article that is added twice is written twice. It is not safe for
// concurrent use.
type Writer struct {
	options Options
	sink    sink
	err     error
	closed  bool
}

// A sink writes facts in one format.
type sink interface {
	add(*facts) error
	close() error
	// discard gives up what is kept, and writes nothing more.
	discard() error
}

// NewWriter returns a Writer of format f to w. Its errors are ErrFormat and
// ErrBase, wrapped. The Writer keeps temporary files until Close.
func NewWriter(w io.Writer, f Format, o Options) (*Writer, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	var s sink
	switch f {
	case NQuads:
		s = &nquads{out: out, base: o.base(), labels: newLabels()}
	case Turtle:
		s = &turtle{out: out, base: o.base(), labels: newLabels()}
	case TriG:
		s = &turtle{out: out, base: o.base(), graphs: true, labels: newLabels()}
	case JSONLD:
		s = &jsonld{out: out, base: o.base(), labels: newLabels()}
	case GraphML:
		g, err := newGraphML(out)
		if err != nil {
			return nil, fmt.Errorf("graph: %w", err)
		}
		s = g
	case DOT:
		s = &dot{out: out, nodes: newMerger()}
	case FTM:
		s = &ftm{out: out}
	default:
		return nil, fmt.Errorf("%w: %q", ErrFormat, string(f))
	}
	return &Writer{options: o, sink: s}, nil
}

// Add writes the nodes and edges of doc. After an error, every further Add
// returns it again.
func (w *Writer) Add(doc *extract.Document) error {
	switch {
	case w.closed:
		return ErrClosed
	case w.err != nil:
		return w.err
	case doc == nil:
		return nil
	}
	f := w.options.read(doc)
	if err := w.sink.add(f); err != nil {
		w.err = fmt.Errorf("graph: article %s: %w", f.iri, err)
	}
	return w.err
}

// Discard gives the output up: nothing more is written, and the files of NewCSV are left
// as they were. After Close it does nothing.
func (w *Writer) Discard() error {
	if w.closed {
		return nil
	}
	w.closed = true
	if err := w.sink.discard(); err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	return nil
}

// Close ends the output, and writes what was kept for the end; after an error of Add it is
// Discard. It does not close the underlying writer. Closing twice is safe.
func (w *Writer) Close() error {
	if w.closed {
		return w.err
	}
	if w.err != nil {
		return errors.Join(w.err, w.Discard())
	}
	w.closed = true
	if err := w.sink.close(); err != nil && w.err == nil {
		w.err = fmt.Errorf("graph: %w", err)
	}
	return w.err
}
