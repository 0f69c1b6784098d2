package mcpserver

import (
	"context"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"dictum.example/corpus"
	"dictum.example/extract"
)

// DefaultMaxText is how many bytes a text may have, where Options say nothing.
const DefaultMaxText = 200_000

// Options bound what an agent may ask. The zero Options are good for most uses.
type Options struct {
	// MaxText is how many bytes a text may have; 0 means DefaultMaxText.
	MaxText int
	// Version is what clients are told of the server's version.
	Version string
}

// A Server answers agents. It is made by New, and safe for concurrent use.
type Server struct {
	extractor *extract.Extractor
	maxText   int
	shelf     *shelf
	protocol  *mcp.Server
}

const instructions = `Dictum reads English news articles and tells who is in them, who said what, and what is told of them.
Read articles with read_article first; who_said and look_up answer over all that were read. Quote the "text" of spans: it stands verbatim in
the article at the byte offsets given. "confidence" is the probability that a statement and its speaker are right;
what is below 0.5 is doubtful.`

// New returns a Server that reads articles with x, and has the documents from the start.
func New(x *extract.Extractor, o Options, documents ...*extract.Document) (*Server, error) {
	index, err := corpus.New(corpus.Options{})
	if err != nil {
		return nil, err
	}
	if o.MaxText == 0 {
		o.MaxText = DefaultMaxText
	}
	s := &Server{extractor: x, maxText: o.MaxText, shelf: &shelf{index: index, documents: map[string]*extract.Document{}}}
	if err := s.shelf.add(documents...); err != nil {
		return nil, err
	}
	s.protocol = mcp.NewServer(&mcp.Implementation{Name: "dictum", Title: "Dictum", Version: o.Version},
		&mcp.ServerOptions{Instructions: instructions})
	closed := false
	hints := func(title string, readOnly bool) *mcp.ToolAnnotations {
		return &mcp.ToolAnnotations{Title: title, ReadOnlyHint: readOnly, IdempotentHint: true, OpenWorldHint: &closed, DestructiveHint: &closed}
	}
	mcp.AddTool(s.protocol, &mcp.Tool{Name: "read_article", Annotations: hints("Read an article", false),
		Description: "Read an English news article: who is in it, who said what, and what is told of them. It is kept for who_said and look_up."},
		s.readArticle)
	mcp.AddTool(s.protocol, &mcp.Tool{Name: "who_said", Annotations: hints("Who said what about what", true),
		Description: "Find statements in the articles that were read: by speaker, by whom or what they are about, or by words in them."},
		s.whoSaid)
	mcp.AddTool(s.protocol, &mcp.Tool{Name: "look_up", Annotations: hints("Look up a person, organisation or place", true),
		Description: "Look up a thing over all articles that were read, by a name, the id of a node, or a Wikidata item: its names, " +
			"what it is called, what is told of it, and where it is named."},
		s.lookUp)
	return s, nil
}

// Run answers the client at the other end of t until it goes, or ctx ends.
func (s *Server) Run(ctx context.Context, t mcp.Transport) error { return s.protocol.Run(ctx, t) }

// Close frees what the server keeps. It must not run.
func (s *Server) Close() error { return s.shelf.index.Close() }
