package mcpserver

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"dictum.example/extract"
)

const (
	cranes = `OSLO - "Every crane has been checked," Maria Okoye, the harbour master of Oslo, told reporters on Friday.

Erik Dahl denied that the cranes were old.`
	storm = "“Nobody saw the storm coming,” said Maria Okoye. She praised Erik Dahl as brave. Residents said that it rained for days."
)

// A session is a client's, with the server at the other end.
type session struct {
	*testing.T
	client   *mcp.ClientSession
	articles map[string]string // texts by id
}

func newSession(t *testing.T, o Options, documents ...*extract.Document) *session {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(x, o, documents...)
	if err != nil {
		t.Fatal(err)
	}
	here, there := mcp.NewInMemoryTransports()
	ended := make(chan error, 1)
	go func() { ended <- s.Run(t.Context(), there) }()
	c, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Close()
		<-ended
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &session{t, c, map[string]string{}}
}

// call calls a tool, and checks that each span in the answer is verbatim.
func call[T any](s *session, tool string, args map[string]any) (answer T, failed string) {
	s.Helper()
	result, err := s.client.CallTool(s.Context(), &mcp.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		s.Fatal(err)
	}
	if result.IsError {
		return answer, result.Content[0].(*mcp.TextContent).Text
	}
	data, err := json.Marshal(result.StructuredContent)
	if err != nil {
		s.Fatal(err)
	}
	var raw any
	if err := json.Unmarshal(data, &raw); err != nil {
		s.Fatal(err)
	}
	s.checkSpans(raw)
	if err := json.Unmarshal(data, &answer); err != nil {
		s.Fatal(err)
	}
	return answer, ""
}

func (s *session) read(id, text string) reading {
	s.Helper()
	s.articles[id] = text
	r, failed := call[reading](s, "read_article", map[string]any{"id": id, "text": text, "published": "2025-07-04"})
	if failed != "" {
		s.Fatal(failed)
	}
	return r
}

func (s *session) checkSpans(value any) {
	s.Helper()
	switch v := value.(type) {
	case []any:
		for _, element := range v {
			s.checkSpans(element)
		}
	case map[string]any:
		if id, ok := v["article"].(string); ok && v["start"] != nil {
			text, start, end := s.articles[id], int(v["start"].(float64)), int(v["end"].(float64))
			if start >= end || end > len(text) || text[start:end] != v["text"] {
				s.Errorf("%v is not verbatim", v)
			}
		}
		for _, element := range v {
			s.checkSpans(element)
		}
	}
}

func TestTools(t *testing.T) {
	s := newSession(t, Options{})
	tools, err := s.client.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range tools.Tools {
		names = append(names, tool.Name)
	}
	if slices.Sort(names); !slices.Equal(names, []string{"look_up", "read_article", "who_said"}) {
		t.Fatalf("the tools are %q", names)
	}

	r := s.read("cranes", cranes)
	if len(r.Statements) < 2 || r.Statements[0].Speaker != "Maria Okoye" ||
		r.Statements[0].Content[0].Text != `"Every crane has been checked,"` {
		t.Errorf("%+v", r.Statements)
	}
}

func TestWhoSaid(t *testing.T) {
	s := newSession(t, Options{})
	s.read("cranes", cranes)
	s.read("storm", storm)
	for name, tt := range map[string]struct {
		args map[string]any
		want []string // words of what is found, in any order
	}{
		"all of somebody":        {map[string]any{"speaker": "okoye"}, []string{"Every crane", "Nobody saw", "as brave"}},
		"with a word":            {map[string]any{"speaker": "Maria Okoye", "about": "storm"}, []string{"Nobody saw"}},
		"about somebody":         {map[string]any{"about": "Erik Dahl"}, []string{"Erik Dahl"}},
		"somebody without name":  {map[string]any{"speaker": "residents"}, []string{"it rained"}},
		"in one article":         {map[string]any{"speaker": "Okoye", "article": "cranes"}, []string{"Every crane"}},
		"no part of a word":      {map[string]any{"speaker": "oko"}, nil},
		"nobody":                 {map[string]any{"speaker": "Nils Holm"}, nil},
		"surer than can be":      {map[string]any{"sure": 1.1}, nil},
		"no article of that id":  {map[string]any{"article": "none"}, nil},
		"words with other marks": {map[string]any{"about": "crane, has"}, []string{"Every crane"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, failed := call[found](s, "who_said", tt.args)
			if failed != "" || got.Total != len(tt.want) || len(got.Statements) != len(tt.want) {
				t.Fatalf("%s: %+v", failed, got)
			}
			for _, want := range tt.want {
				if !slices.ContainsFunc(got.Statements, func(s statement) bool { return strings.Contains(fmt.Sprint(s), want) }) {
					t.Errorf("no %q in %+v", want, got.Statements)
				}
			}
		})
	}

	one, failed := call[found](s, "who_said", map[string]any{"limit": 1})
	if failed != "" || len(one.Statements) != 1 || one.Total < 4 {
		t.Errorf("%s: %+v", failed, one)
	}
}

func TestLookUp(t *testing.T) {
	s := newSession(t, Options{})
	s.read("cranes", cranes)
	s.read("storm", storm)
	okoye, failed := call[cards](s, "look_up", map[string]any{"who": "Okoye"})
	if failed != "" || len(okoye.Things) != 1 {
		t.Fatalf("%s: %+v", failed, okoye)
	}
	c := okoye.Things[0]
	if c.Label != "Maria Okoye" || !slices.Equal(c.Articles, []string{"cranes", "storm"}) || len(c.Named) != 2 || c.Statements != 3 ||
		len(c.Roles) == 0 || !strings.Contains(c.Roles[0].Text, "harbour master") {
		t.Errorf("%+v", c)
	}
	byNode, failed := call[cards](s, "look_up", map[string]any{"who": c.Node})
	if failed != "" || len(byNode.Things) != 1 || byNode.Things[0].Label != c.Label {
		t.Errorf("%s: %+v", failed, byNode)
	}
	if said, _ := call[found](s, "who_said", map[string]any{"speaker": c.Node}); said.Total != c.Statements {
		t.Errorf("%d statements, want %d", said.Total, c.Statements)
	}
}

// What is wrong is told to the agent, and the session goes on.
func TestErrors(t *testing.T) {
	s := newSession(t, Options{MaxText: 100})
	for name, tt := range map[string]struct {
		tool string
		args map[string]any
		want string
	}{
		"no text":  {"read_article", map[string]any{}, "text"},
		"too long": {"read_article", map[string]any{"text": strings.Repeat("x", 101)}, "too long"},
		"no day":   {"read_article", map[string]any{"text": "It rained.", "published": "soon"}, "neither a date"},
		"unknown":  {"look_up", map[string]any{"who": "Nils Holm"}, "no article that was read names"},
		"nobody":   {"look_up", map[string]any{"who": " "}, "nobody is asked for"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, failed := call[any](s, tt.tool, tt.args); !strings.Contains(failed, tt.want) {
				t.Errorf("%q, want %q", failed, tt.want)
			}
		})
	}
	s.read("a", "It rained.")
}

// An article that comes again takes the place of what it was.
func TestAgain(t *testing.T) {
	s := newSession(t, Options{})
	s.read("a", cranes)
	s.read("a", storm)
	if got, _ := call[found](s, "who_said", map[string]any{"about": "crane"}); got.Total != 0 {
		t.Errorf("%+v", got)
	}
	if got, _ := call[cards](s, "look_up", map[string]any{"who": "Okoye"}); len(got.Things) != 1 || len(got.Things[0].Named) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestDocumentsFromTheStart(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	d, err := x.ExtractArticle(t.Context(), extract.Article{ID: "cranes", Text: cranes})
	if err != nil {
		t.Fatal(err)
	}
	s := newSession(t, Options{}, d)
	s.articles["cranes"] = cranes
	if got, failed := call[found](s, "who_said", map[string]any{"speaker": "Dahl"}); got.Total != 1 || got.Statements[0].Polarity != "denied" {
		t.Errorf("%s: %+v", failed, got)
	}
}
