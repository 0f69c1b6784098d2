// Package neo4j keeps the property graph of package graph in a Neo4j database, over Bolt: articles are added to it, again without
// change the second time, and taken away. It is a module of its own, so that nobody who imports Dictum gets Neo4j's driver with it.
//
// Nodes and edges are those of [graph.NewCSV], which docs/graph.md describes, but that each article that names two things in one
// paragraph has a MENTIONED_WITH of its own, and that a MENTIONS has what its article calls the thing: of these the name, the
// aliases and the counts of a thing are made anew whenever an article that names it comes or goes.
package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"dictum.example/extract"
	"dictum.example/graph"
)

// A Store is a [graph.Store] in a database. Each change is one transaction. It is safe for concurrent use as far as the driver is;
// two changes of one article at the same time end in a state that the next change of it mends.
type Store struct {
	driver   neo4j.DriverWithContext
	database string
	options  graph.Options
}

var _ graph.Store = (*Store)(nil)

// New returns the store in a database, the default one where its name is "". It makes the constraints and indexes that it needs.
func New(ctx context.Context, driver neo4j.DriverWithContext, database string, o graph.Options) (*Store, error) {
	s := &Store{driver, database, o}
	for _, label := range []string{"Entity", "Article", "Quote", "Happening", "Value"} {
		statements := []string{fmt.Sprintf("CREATE CONSTRAINT IF NOT EXISTS FOR (n:%s) REQUIRE n.id IS UNIQUE", label)}
		if label != "Entity" && label != "Article" {
			statements = append(statements, fmt.Sprintf("CREATE INDEX IF NOT EXISTS FOR (n:%s) ON (n.article)", label))
		}
		for _, statement := range statements {
			if _, err := neo4j.ExecuteQuery(ctx, driver, statement, nil, neo4j.EagerResultTransformer, s.on()); err != nil {
				return nil, fmt.Errorf("neo4j: %w", err)
			}
		}
	}
	return s, nil
}

func (s *Store) on() neo4j.ExecuteQueryConfigurationOption {
	return neo4j.ExecuteQueryWithDatabase(s.database)
}

// Put writes what an article adds, in place of what it added before.
func (s *Store) Put(ctx context.Context, doc *extract.Document) error {
	nodes, edges := s.options.Property(doc)
	article := nodes[0].ID
	return s.write(ctx, func(t *transaction) {
		touched := t.clear(article)
		t.create(article, nodes)
		t.join(nodes, edges)
		for _, n := range nodes {
			if n.Shared {
				touched[n.ID] = true
			}
		}
		t.name(touched)
	})
}

// Remove takes away what the article with an IRI added.
func (s *Store) Remove(ctx context.Context, article string) error {
	return s.write(ctx, func(t *transaction) {
		touched := t.clear(article)
		t.run("MATCH (a:Article {id: $id}) DETACH DELETE a", map[string]any{"id": article})
		t.name(touched)
	})
}

func (s *Store) write(ctx context.Context, change func(*transaction)) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database})
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		t := &transaction{ctx: ctx, tx: tx}
		change(t)
		return nil, t.err
	})
	if err != nil {
		return fmt.Errorf("neo4j: %w", err)
	}
	return nil
}

// A transaction runs statements until one fails.
type transaction struct {
	ctx context.Context
	tx  neo4j.ManagedTransaction
	err error
}

func (t *transaction) run(statement string, parameters map[string]any) []*neo4j.Record {
	if t.err != nil {
		return nil
	}
	result, err := t.tx.Run(t.ctx, statement, parameters)
	if err != nil {
		t.err = err
		return nil
	}
	records, err := result.Collect(t.ctx)
	t.err = err
	return records
}

// clear takes away what an article added, but for its node and for things, of which it returns those that the article named.
func (t *transaction) clear(article string) (things map[string]bool) {
	id := map[string]any{"id": article}
	things = map[string]bool{}
	for _, r := range t.run("MATCH (:Article {id: $id})-[:MENTIONS]->(e:Entity) RETURN e.id", id) {
		if iri, ok := r.Values[0].(string); ok {
			things[iri] = true
		}
	}
	t.run("MATCH (:Article {id: $id})-[:MENTIONS]->(:Entity)-[r {article: $id}]-() DELETE r", id)
	for _, label := range []string{"Quote", "Happening", "Value"} {
		t.run("MATCH (n:"+label+" {article: $id}) DETACH DELETE n", id)
	}
	t.run("MATCH (:Article {id: $id})-[r]-() DELETE r", id)
	return things
}

// create makes the nodes of an article; of things only those that are not there.
func (t *transaction) create(article string, nodes []graph.Node) {
	rows := map[string][]any{}
	for _, n := range nodes {
		rows[n.Labels[0]] = append(rows[n.Labels[0]], map[string]any{"id": n.ID, "properties": n.Properties})
	}
	for _, label := range slices.Sorted(maps.Keys(rows)) {
		parameters := map[string]any{"rows": rows[label], "article": article}
		switch label {
		case "Entity":
			t.run("UNWIND $rows AS r MERGE (n:Entity {id: r.id})", parameters)
		case "Article":
			t.run("UNWIND $rows AS r MERGE (n:Article {id: r.id}) SET n = r.properties, n.id = r.id", parameters)
		default:
			t.run("UNWIND $rows AS r MERGE (n:"+label+" {id: r.id}) SET n = r.properties, n.id = r.id, n.article = $article", parameters)
		}
	}
}

// join makes the edges of an article.
func (t *transaction) join(nodes []graph.Node, edges []graph.Edge) {
	of := map[string]graph.Node{}
	for _, n := range nodes {
		of[n.ID] = n
	}
	rows := map[[3]string][]any{}
	for _, e := range edges {
		from, to := of[e.From], of[e.To]
		if from.ID == "" || to.ID == "" {
			continue
		}
		properties := maps.Clone(e.Properties)
		if e.Kind == "MENTIONS" { // with what the article calls it
			maps.Copy(properties, to.Properties)
			properties["label"] = to.Labels[1]
			delete(properties, "count")
		}
		key := [3]string{e.Kind, from.Labels[0], to.Labels[0]}
		rows[key] = append(rows[key], map[string]any{"from": e.From, "to": e.To, "properties": properties})
	}
	for _, key := range slices.SortedFunc(maps.Keys(rows), func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
		t.run(fmt.Sprintf("UNWIND $rows AS r MATCH (a:%s {id: r.from}) MATCH (b:%s {id: r.to}) CREATE (a)-[e:%s]->(b) SET e = r.properties",
			key[1], key[2], key[0]), map[string]any{"rows": rows[key]})
	}
}

// name gives things what all articles call them, and deletes those that none does.
func (t *transaction) name(things map[string]bool) {
	ids := map[string]any{"ids": slices.Sorted(maps.Keys(things))}
	t.run("MATCH (e:Entity) WHERE e.id IN $ids AND NOT EXISTS { (:Article)-[:MENTIONS]->(e) } DETACH DELETE e", ids)
	called := map[string]*sum{}
	for _, r := range t.run(`MATCH (e:Entity)<-[m:MENTIONS]-(:Article) WHERE e.id IN $ids
RETURN e.id, m.name, m.aliases, m.label, m.type, m.qid, m.unnamed, count(*), sum(m.mentions)`, ids) {
		id, _ := r.Values[0].(string)
		if called[id] == nil {
			called[id] = newSum()
		}
		called[id].add(r.Values[1:])
	}
	byLabel := map[string][]any{}
	for _, id := range slices.Sorted(maps.Keys(called)) {
		c := called[id]
		label := most(c.labels)
		byLabel[label] = append(byLabel[label], map[string]any{"id": id, "properties": c.properties(id)})
	}
	for _, label := range slices.Sorted(maps.Keys(byLabel)) {
		others := slices.DeleteFunc(graph.Labels(), func(l string) bool { return l == label })
		t.run("UNWIND $rows AS r MATCH (e:Entity {id: r.id}) SET e = r.properties, e:"+label+" REMOVE e:"+strings.Join(others, ":"),
			map[string]any{"rows": byLabel[label]})
	}
}

// A sum is what articles call a thing together.
type sum struct {
	names, labels, types, items map[string]int
	aliases                     map[string]bool
	unnamed                     bool
	articles, mentions          int64
}

func newSum() *sum {
	return &sum{names: map[string]int{}, labels: map[string]int{}, types: map[string]int{}, items: map[string]int{},
		aliases: map[string]bool{}}
}

// add adds what some articles call it alike: name, aliases, label, type, item, whether it is unnamed, how many articles and mentions.
func (c *sum) add(values []any) {
	n, _ := values[6].(int64)
	for i, counts := range map[int]map[string]int{0: c.names, 2: c.labels, 3: c.types, 4: c.items} {
		if s, ok := values[i].(string); ok {
			counts[s] += int(n)
		}
	}
	list, _ := values[1].([]any)
	for _, a := range list {
		if s, ok := a.(string); ok {
			c.aliases[s] = true
		}
	}
	unnamed, _ := values[5].(bool)
	mentions, _ := values[7].(int64)
	c.unnamed = c.unnamed || unnamed
	c.articles += n
	c.mentions += mentions
}

func (c *sum) properties(id string) map[string]any {
	item := most(c.items)
	name := graph.Called{Item: item, Person: most(c.labels) == "Person", Names: c.names}.Label()
	for n := range c.names {
		c.aliases[n] = true
	}
	delete(c.aliases, name)
	p := map[string]any{"id": id, "name": name, "unnamed": c.unnamed, "articles": c.articles, "mentions": c.mentions}
	if typ := most(c.types); typ != "" {
		p["type"] = typ
	}
	if item != "" {
		p["qid"] = item
	}
	if len(c.aliases) > 0 {
		p["aliases"] = slices.Sorted(maps.Keys(c.aliases))
	}
	return p
}

// most returns the key counted most, the first in order of several.
func most(counts map[string]int) string {
	best := ""
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		if counts[k] > counts[best] {
			best = k
		}
	}
	return best
}
