package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"dictum.example/extract"
)

// A Store keeps a graph to which articles are added, and from which they are taken away. Each change is one transaction of the
// store: where the net fails or a process dies, an article's part is there whole or as it was before, and the same call again
// mends it. One process at a time may write: what two of them say of the labels of a node that both change may be out of date
// until its next change.
type Store interface {
	// Put writes what an article adds, in place of what it added before. The second time it changes nothing.
	Put(ctx context.Context, doc *extract.Document) error
	// Remove takes away what the article with an IRI added, as [Options.Article] makes it. Nothing happens where it added nothing.
	Remove(ctx context.Context, article string) error
}

// ErrStore is the error of a store that does not do what it is asked, wrapped with its answer.
var ErrStore = errors.New("graph: the store refused")

// graphStoreScheme begins the addresses of the Graph Store protocol.
const graphStoreScheme = "gsp+"

// NewStore returns the store at an address, reached by client, or by [http.DefaultClient] where that is nil:
//
//	http://localhost:3030/news/update        SPARQL 1.1 Update and Query, whose address has query in place of update
//	http://localhost:9999/sparql             the same, at one address
//	gsp+http://localhost:3030/news/data      the SPARQL 1.1 Graph Store protocol
//
// A name and a password in the address are sent as HTTP's basic authorisation. Through the Graph Store protocol each article is a
// graph and nothing else is written, so that nodes have the names that articles give them, and no labels.
func NewStore(address string, client *http.Client, o Options) (Store, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if client == nil {
		client = http.DefaultClient
	}
	rest, graphs := strings.CutPrefix(address, graphStoreScheme)
	u, err := url.Parse(rest)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("graph: %q is no address of a store", address)
	}
	remote := remote{client: client, user: u.User}
	u.User, u.Fragment = nil, ""
	if graphs {
		return &graphStore{remote: remote, url: u, options: o}, nil
	}
	s := &sparqlStore{remote: remote, update: u.String(), query: u.String(), options: o}
	if before, ok := strings.CutSuffix(u.Path, "/update"); ok {
		query := *u
		query.Path, query.RawPath = before+"/query", ""
		s.query = query.String()
	}
	return s, nil
}

// A remote is a server that answers requests.
type remote struct {
	client *http.Client
	user   *url.Userinfo
}

// maxRefusal bounds how much of a refusal is shown, in bytes.
const maxRefusal = 500

// do sends a request and returns what the server answers, which the caller closes.
func (r remote) do(ctx context.Context, method, address, contentType, accept string, body []byte) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(string(body)))
	if err != nil {
		return nil, fmt.Errorf("graph: %w", err)
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	if accept != "" {
		request.Header.Set("Accept", accept)
	}
	if password, ok := r.user.Password(); ok || r.user != nil {
		request.SetBasicAuth(r.user.Username(), password)
	}
	answer, err := r.client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("graph: %w", err)
	}
	if answer.StatusCode/100 == 2 || method == http.MethodDelete && answer.StatusCode == http.StatusNotFound {
		return answer.Body, nil
	}
	defer answer.Body.Close()
	why, _ := io.ReadAll(io.LimitReader(answer.Body, maxRefusal))
	return nil, fmt.Errorf("%w: %s %s: %s: %s", ErrStore, method, request.URL.Redacted(), answer.Status, oneLine(string(why)))
}

// send is do for answers that say nothing.
func (r remote) send(ctx context.Context, method, address, contentType string, body []byte) error {
	answer, err := r.do(ctx, method, address, contentType, "", body)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, answer) // what is left unread costs the connection
	if err := errors.Join(err, answer.Close()); err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	return nil
}

// A graphStore is reached by the Graph Store protocol (https://www.w3.org/TR/sparql11-http-rdf-update/).
type graphStore struct {
	remote
	url     *url.URL
	options Options
}

func (s *graphStore) Put(ctx context.Context, doc *extract.Document) error {
	g := s.options.read(doc).rdf(s.options.base())
	body := appendTriples(appendTriples(nil, g.about...), g.resources...)
	return s.send(ctx, http.MethodPut, s.address(g.iri), "application/n-triples", body)
}

func (s *graphStore) Remove(ctx context.Context, article string) error {
	return s.send(ctx, http.MethodDelete, s.address(s.options.graphOf(article)), "", nil)
}

// address returns the address of a graph.
func (s *graphStore) address(graph string) string {
	u := *s.url
	q := u.Query()
	q.Set("graph", graph)
	u.RawQuery = q.Encode()
	return u.String()
}

// graphOf returns the IRI of the named graph of the article with an IRI.
func (o Options) graphOf(article string) string { return o.base() + "graph/" + key(article) }
