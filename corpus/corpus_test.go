package corpus_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/corpus"
	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/text"
)

// document makes a document of a text in which names are marked: "{Anna Berg|PERSON}",
// or "{Berg|PERSON|Anna Berg}" for another name of one who is named elsewhere.
func document(id, marked string) *extract.Document {
	d := &extract.Document{Article: extract.Article{ID: id}}
	byName := map[string]*entity.Entity{}
	var b strings.Builder
	for marked != "" {
		before, rest, found := strings.Cut(marked, "{")
		b.WriteString(before)
		if !found {
			break
		}
		mark, after, _ := strings.Cut(rest, "}")
		marked = after
		f := strings.Split(mark+strings.Repeat("|", max(0, 1-strings.Count(mark, "|"))), "|")
		name := f[len(f)-1]
		if len(f) == 2 {
			name = f[0]
		}
		e := byName[name+f[1]]
		if e == nil {
			e = &entity.Entity{ID: fmt.Sprintf("e%d", len(d.Entities)+1), Type: entity.Type(f[1]), Name: name}
			byName[name+f[1]] = e
			d.Entities = append(d.Entities, e)
		}
		if f[0] != name {
			e.Aliases = append(e.Aliases, f[0])
		}
		start := b.Len()
		b.WriteString(f[0])
		x := text.Excerpt{Span: text.Span{Start: start, End: b.Len()}, Text: f[0]}
		e.Mentions = append(e.Mentions, entity.Mention{Excerpt: x, Type: e.Type, Kind: entity.Name})
	}
	d.Text = b.String()
	return d
}

// nodes returns the nodes of documents as "name@article", grouped.
func nodes(t *testing.T, x *corpus.Index, docs []*extract.Document) [][]string {
	t.Helper()
	by := map[string][]string{}
	for _, d := range docs {
		if err := x.Annotate(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		for _, e := range d.Entities {
			if e.Node != "" {
				by[e.Node] = append(by[e.Node], e.Name+"@"+d.ID)
			}
		}
	}
	var groups [][]string
	for _, g := range by {
		slices.Sort(g)
		groups = append(groups, g)
	}
	slices.SortFunc(groups, slices.Compare)
	return groups
}

func index(t *testing.T, o corpus.Options, docs ...*extract.Document) *corpus.Index {
	t.Helper()
	x, err := corpus.New(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Add(docs...); err != nil {
		t.Fatal(err)
	}
	return x
}

func story() []*extract.Document {
	return []*extract.Document{
		document("a", "{Angela Lindqvist|PERSON} leads the {Northern Harbour Authority|ORG} in {Velm|GPE}. "+
			"{Karl Oster|PERSON} works for {Ostra Shipping|ORG}."),
		document("b", "{Lindqvist|PERSON} met {Karl Oster|PERSON} of {Ostra Shipping|ORG} in {Velm|GPE}."),
		document("c", "The {Northern Harbour Authority|ORG} ({NHA|ORG|Northern Harbour Authority}) and {Angela Lindqvist|PERSON} "+
			"sued {Ostra Shipping|ORG}."),
		document("d", "{NHA|ORG} sued {Ostra Shipping Ltd.|ORG}, {Angela M. Lindqvist|PERSON} said in {Velm|GPE}."),
		document("e", "{Peter Lindqvist|PERSON} sang in {Brindle|GPE}."),
	}
}

func TestOneThing(t *testing.T) {
	for _, c := range []struct {
		name string
		docs []*extract.Document
		same []string // pairs "name@article = name@article"
		not  []string
	}{
		{"surname alone, acronym, company form, initial", story(),
			[]string{"Angela Lindqvist@a = Lindqvist@b", "NHA@d = Northern Harbour Authority@a",
				"Ostra Shipping@a = Ostra Shipping Ltd.@d", "Angela Lindqvist@a = Angela M. Lindqvist@d"},
			[]string{"Angela Lindqvist@a = Peter Lindqvist@e", "Karl Oster@a = Ostra Shipping@a"}},
		{"two could be meant", []*extract.Document{
			document("a", "{Anna Berg|PERSON} lives in {Velm|GPE}."),
			document("b", "{Karl Berg|PERSON} lives in {Velm|GPE}."),
			document("c", "{Berg|PERSON} lives in {Velm|GPE}."),
		}, nil, []string{"Anna Berg@a = Berg@c", "Karl Berg@b = Berg@c", "Anna Berg@a = Karl Berg@b"}},
		{"a first name that is short for another", []*extract.Document{
			document("a", "{William Harcastle|PERSON} of {Ostra Shipping|ORG} spoke in {Velm|GPE}."),
			document("b", "{Bill Harcastle|PERSON} of {Ostra Shipping|ORG} spoke in {Velm|GPE}."),
		}, []string{"William Harcastle@a = Bill Harcastle@b"}, nil},
		{"father and son", []*extract.Document{
			document("a", "{Anton Berg Sr.|PERSON} of {Ostra Shipping|ORG}."),
			document("b", "{Anton Berg Jr.|PERSON} of {Ostra Shipping|ORG}."),
		}, nil, []string{"Anton Berg Sr.@a = Anton Berg Jr.@b"}},
		{"organs of two countries", []*extract.Document{
			document("a", "The {Interior Ministry|ORG} in {Kuwait|GPE}. {Kuwait|GPE} again."),
			document("b", "The {Interior Ministry|ORG} in {Norway|GPE}. {Norway|GPE} again."),
			document("c", "{Norway|GPE}'s {Ministry of the Interior|ORG}. {Norway|GPE} again."),
		}, []string{"Interior Ministry@b = Ministry of the Interior@c"}, []string{"Interior Ministry@a = Interior Ministry@b"}},
		{"transcriptions", []*extract.Document{
			document("a", "{Muammar Gaddafi|PERSON} spoke in {Velm|GPE} to {Karl Oster|PERSON}."),
			document("b", "{Moammar Gadhafi|PERSON} spoke in {Velm|GPE} to {Karl Oster|PERSON}."),
		}, []string{"Muammar Gaddafi@a = Moammar Gadhafi@b"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			groups := nodes(t, index(t, corpus.Options{}, c.docs...), c.docs)
			one := func(pair string) bool {
				a, b, _ := strings.Cut(pair, " = ")
				return slices.ContainsFunc(groups, func(g []string) bool { return slices.Contains(g, a) && slices.Contains(g, b) })
			}
			for _, p := range c.same {
				if !one(p) {
					t.Errorf("not one: %s\n%v", p, groups)
				}
			}
			for _, p := range c.not {
				if one(p) {
					t.Errorf("one: %s\n%v", p, groups)
				}
			}
		})
	}
}

// Whatever order articles come in, and whether at once or one by one, they make the
// same things; at once they get the same ids.
func TestOrder(t *testing.T) {
	docs := story()
	want := nodes(t, index(t, corpus.Options{}, docs...), docs)
	ids := docs[0].Entities[0].Node
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		x := index(t, corpus.Options{})
		for _, d := range docs {
			if err := x.Add(d); err != nil {
				t.Fatal(err)
			}
			if seed%2 == 0 {
				if err := x.Resolve(context.Background()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if diff := cmp.Diff(want, nodes(t, x, docs)); diff != "" {
			t.Errorf("seed %d:\n%s", seed, diff)
		}
		for _, d := range docs {
			if got := d.Entities[0].Node; seed%2 == 1 && d.ID == "a" && got != ids {
				t.Errorf("seed %d: node %s, want %s", seed, got, ids)
			}
		}
	}
}

// An article that is removed is as if it had never been read.
func TestRemove(t *testing.T) {
	docs := story()
	x := index(t, corpus.Options{}, docs...)
	nodes(t, x, docs)
	rest := append(slices.Clone(docs[:2]), docs[3:]...)
	if err := x.Remove("c", "never read"); err != nil {
		t.Fatal(err)
	}
	got := nodes(t, x, rest)
	if diff := cmp.Diff(nodes(t, index(t, corpus.Options{}, rest...), rest), got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a", "b", "d", "e"}, x.Articles()); diff != "" {
		t.Error(diff)
	}
}

// Ids stay over runs; a merge leaves an alias behind.
func TestIDsStay(t *testing.T) {
	dir := t.TempDir()
	docs := story()
	a, c := docs[0], docs[2]
	d := document("d", "{NHA|ORG} hired {Rosa Blum|PERSON}.") // nothing tells whose letters these are
	run := func(docs ...*extract.Document) {
		x, err := corpus.Open(dir, corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := x.Add(docs...); err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			if err := x.Annotate(context.Background(), d); err != nil {
				t.Fatal(err)
			}
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
	run(a)
	authority := a.Entities[1].Node
	run(d)
	short := d.Entities[0].Node
	if short == authority {
		t.Fatal("already one")
	}
	run(c) // gives both names to one
	if got := c.Entities[0].Node; got != authority && got != short {
		t.Errorf("node %s, want %s or %s", got, authority, short)
	}
	x, err := corpus.Open(dir, corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for _, id := range []string{authority, short} {
		e, err := x.Explain(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"a", "c", "d"}, e.Articles); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
}

func TestRulings(t *testing.T) {
	docs := story()
	const mine = "# mine\nsame\tNHA\tKarl Oster\n\nnot\tOstra Shipping\tOstra Shipping Ltd.\nsame\tPeter Lindqvist\tLindqvist\n"
	rulings, err := corpus.ReadRulings(strings.NewReader(mine))
	if err != nil {
		t.Fatal(err)
	}
	x := index(t, corpus.Options{Rulings: rulings}, docs...)
	node := map[string]string{}
	for _, g := range nodes(t, x, docs) {
		for _, n := range g {
			node[n] = g[0]
		}
	}
	if node["NHA@d"] != node["Karl Oster@a"] || node["Lindqvist@b"] != node["Peter Lindqvist@e"] {
		t.Error("what is the same is not one")
	}
	if node["Ostra Shipping@a"] == "" || node["Ostra Shipping@a"] != node["Ostra Shipping@b"] {
		t.Error("what is one name is not one")
	}
	for _, bad := range []string{"same\tA", "maybe\tA\tB", "same\t\tB", "not\tA\tB\tC"} {
		_, err := corpus.ReadRulings(strings.NewReader("same\tA\tB\n" + bad))
		if !errors.Is(err, corpus.ErrRuling) || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, p := range []float64{-1, 1.5} {
		if _, err := corpus.New(corpus.Options{Merge: p}); !errors.Is(err, corpus.ErrOptions) {
			t.Errorf("%g: %v", p, err)
		}
	}
	x := index(t, corpus.Options{}, story()...)
	if _, err := x.Explain(context.Background(), "n-none"); !errors.Is(err, corpus.ErrNode) {
		t.Error(err)
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if err := index(t, corpus.Options{}, story()...).Resolve(stopped); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	x.Close()
	if err := x.Add(story()...); !errors.Is(err, corpus.ErrClosed) {
		t.Error(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "identity.db"), []byte("not an index, but long enough to be read as one"),
		0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := corpus.Open(dir, corpus.Options{}); !errors.Is(err, corpus.ErrIndex) {
		t.Error(err)
	}
}

const killed = "DICTUM_TEST_KILLED"

// A process that is killed loses nothing that Add has returned for.
func TestKill(t *testing.T) {
	if dir := os.Getenv(killed); dir != "" {
		addUntilKilled(dir)
	}
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		cmd := exec.Command(self, "-test.run=^TestKill$")
		cmd.Env = append(os.Environ(), killed+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var done []string
		lines := bufio.NewScanner(out)
		for lines.Scan() && len(done) < 5+7*round {
			done = append(done, lines.Text())
		}
		cmd.Process.Kill()
		cmd.Wait()
		x, err := corpus.Open(dir, corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		have := x.Articles()
		for _, id := range done {
			if !slices.Contains(have, id) {
				t.Errorf("round %d: %s is lost", round, id)
			}
		}
		if err := x.Resolve(context.Background()); err != nil {
			t.Error(err)
		}
		x.Close()
	}
}

func addUntilKilled(dir string) {
	x, err := corpus.Open(dir, corpus.Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for i := 0; ; i++ {
		d := document(fmt.Sprintf("%d-%d", os.Getpid(), i), "{Anna Berg|PERSON} met {Karl Oster|PERSON} in {Velm|GPE}.")
		if err := x.Add(d); err != nil {
			os.Exit(1)
		}
		fmt.Println(d.ID)
		if i%3 == 0 {
			x.Resolve(context.Background())
		}
		time.Sleep(time.Millisecond)
	}
}

func FuzzIndex(f *testing.F) {
	f.Add("{Anna Berg|PERSON} met {Berg|PERSON} in {U.S.|GPE}", "{A|ORG}{|ORG}{\xff|NORP}{ABC News|ORG|ABC}")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := []*extract.Document{document("a", a), document("b", b)}
		x := index(t, corpus.Options{}, docs...)
		got := nodes(t, x, docs)
		y := index(t, corpus.Options{}, docs[1], docs[0])
		if diff := cmp.Diff(got, nodes(t, y, docs)); diff != "" {
			t.Error(diff)
		}
	})
}

func FuzzReadRulings(f *testing.F) {
	f.Add("same\tA\tB\nnot\tC\tD")
	f.Fuzz(func(t *testing.T, s string) {
		rs, err := corpus.ReadRulings(strings.NewReader(s))
		if err != nil && !errors.Is(err, corpus.ErrRuling) {
			t.Error(err)
		}
		for _, r := range rs {
			if r.A == "" || r.B == "" {
				t.Errorf("%+v", r)
			}
		}
	})
}
