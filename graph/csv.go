package graph

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dictum.example/internal/replace"
)

// csvFiles are the files of NewCSV, with their headers in Neo4j's notation
// (https://neo4j.com/docs/operations-manual/current/import/). The files of
// edges are named after their kind.
var csvFiles = map[string][]string{
	"articles": {"id:ID(Article)", "title", "date:date", "url", ":LABEL"},
	"entities": {"id:ID(Entity)", "name", "type", "qid", "aliases:string[]", "unnamed:boolean", "articles:int", "mentions:int", ":LABEL"},
	"quotes": {"id:ID(Quote)", "text", "statement", "kind", "polarity", "speech:boolean", "source", "cue", "speakerKind",
		"confidence:double",
		"start:int", "end:int", ":LABEL"},
	"events": {"id:ID(Event)", "lemma", "kind", "participants", "date", "polarity", "modality", "confidence:double", "claimed:boolean",
		"start:int", "end:int", ":LABEL"},
	"fact": {":START_ID(Entity)", ":END_ID(Entity)", "kind", "polarity", "modality", "standing", "date", "from", "until",
		"confidence:double", "article"},
	"claimed": {":START_ID(Entity)", ":END_ID(Entity)", "kind", "polarity", "modality", "standing", "date", "from", "until",
		"confidence:double", "article",
		"quote"},
	"values":          {"id:ID(Value)", "text", "type", "start", "end", "number", "upper", "unit", ":LABEL"},
	"tells":           {":START_ID(Article)", ":END_ID(Value)"},
	"has_amount":      {":START_ID(Event)", ":END_ID(Value)"},
	"associated_with": {":START_ID(Entity)", ":END_ID(Entity)", "article"},
	"takes_part":      {":START_ID(Entity)", ":END_ID(Event)", "role"},
	"happens_at":      {":START_ID(Event)", ":END_ID(Entity)"},
	"claimed_in":      {":START_ID(Event)", ":END_ID(Quote)"},
	"told_in":         {":START_ID(Event)", ":END_ID(Article)"},
	"said":            {":START_ID(Entity)", ":END_ID(Quote)"},
	"told":            {":START_ID(Quote)", ":END_ID(Entity)"},
	"about":           {":START_ID(Quote)", ":END_ID(Entity)"},
	"quoted_in":       {":START_ID(Quote)", ":END_ID(Article)"},
	"nested_in":       {":START_ID(Quote)", ":END_ID(Quote)"},
	"mentions":        {":START_ID(Article)", ":END_ID(Entity)", "count:int"},
	"described_in":    {":START_ID(Entity)", ":END_ID(Article)", "role", "date:date"},
	"affiliated_with": {":START_ID(Entity)", ":END_ID(Entity)", "role", "date:date", "article"},
	"mentioned_with":  {":START_ID(Entity)", ":END_ID(Entity)", "articles:int"},
}

// Neo4jImport is the command that loads the files of NewCSV, in their folder,
// into a new Neo4j database (version 5) named dictum.
const Neo4jImport = `neo4j-admin database import full dictum --overwrite-destination \
  --nodes=articles.csv --nodes=entities.csv --nodes=quotes.csv --nodes=events.csv --nodes=values.csv \
  --relationships=SAID=said.csv --relationships=TOLD=told.csv --relationships=ABOUT=about.csv \
  --relationships=QUOTED_IN=quoted_in.csv --relationships=NESTED_IN=nested_in.csv \
  --relationships=MENTIONS=mentions.csv --relationships=DESCRIBED_IN=described_in.csv \
  --relationships=AFFILIATED_WITH=affiliated_with.csv --relationships=MENTIONED_WITH=mentioned_with.csv \
  --relationships=FACT=fact.csv --relationships=CLAIMED=claimed.csv --relationships=TAKES_PART=takes_part.csv \
  --relationships=HAPPENS_AT=happens_at.csv --relationships=CLAIMED_IN=claimed_in.csv --relationships=TOLD_IN=told_in.csv \
  --relationships=TELLS=tells.csv --relationships=HAS_AMOUNT=has_amount.csv --relationships=ASSOCIATED_WITH=associated_with.csv
`

// csvFolder writes a folder of CSV files.
type csvFolder struct {
	things things
	files  map[string]*csvFile
	script *replace.File
}

type csvFile struct {
	file *replace.File
	buf  *bufio.Writer
	*csv.Writer
}

// NewCSV returns a Writer of CSV files into the folder dir, which it makes
// where it is missing. Close puts the files in the places of those of the same names, which
// stay as they are until then. The file
// import.sh holds Neo4jImport, which loads them into Neo4j; docs/graph.md has the commands for Kuzu. Text stands
// on one line, control characters are replaced by U+FFFD, and semicolons in
// aliases, which separate them, by commas.
func NewCSV(dir string, o Options) (*Writer, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("graph: %w", err)
	}
	c := &csvFolder{things: newThings(), files: map[string]*csvFile{}}
	for name, header := range csvFiles {
		f, err := replace.Create(filepath.Join(dir, name+".csv"))
		if err != nil {
			return nil, fmt.Errorf("graph: %w", errors.Join(err, c.discard()))
		}
		buf := bufio.NewWriterSize(f, 1<<15)
		c.files[name] = &csvFile{f, buf, csv.NewWriter(buf)}
		c.write(name, header...)
	}
	var err error
	if c.script, err = newScript(filepath.Join(dir, "import.sh")); err != nil {
		return nil, fmt.Errorf("graph: %w", errors.Join(err, c.discard()))
	}
	return &Writer{options: o, sink: c}, nil
}

// CSVFiles returns the names of the files that NewCSV writes into its folder.
func CSVFiles() []string {
	names := []string{"import.sh"}
	for name := range csvFiles {
		names = append(names, name+".csv")
	}
	slices.Sort(names)
	return names
}

// newScript writes the command that imports the files of its folder, wherever it is called.
func newScript(name string) (*replace.File, error) {
	f, err := replace.Create(name)
	if err != nil {
		return nil, err
	}
	_, err = f.WriteString("#!/bin/sh\nset -e\ncd \"$(dirname \"$0\")\"\n" + Neo4jImport)
	if err = errors.Join(err, f.Chmod(0o755)); err != nil {
		return nil, errors.Join(err, f.Discard())
	}
	return f, nil
}

// write adds a row; an error stays with the file until close.
func (c *csvFolder) write(name string, row ...string) { _ = c.files[name].Write(row) }

func (c *csvFolder) add(f *facts) error {
	c.write("articles", f.iri, field(f.title), f.date, field(f.doc.URL), "Article")
	walk(f.quotes, func(q *said) { c.write("quotes", append(quoteValues(q), "Quote")...) })
	for _, h := range f.happenings {
		c.write("events", append(happeningValues(h), "Happening")...)
	}
	for _, v := range f.figures {
		c.write("values", append(figureValues(v), "Value")...)
	}
	f.edges(c.edge)
	return errors.Join(c.things.add(f), c.failed())
}

func (c *csvFolder) edge(e edge) {
	c.write(strings.ToLower(string(e.kind)), append([]string{e.from, e.to}, e.columns()...)...)
}

// columns returns what a row says of an edge behind its ends.
func (e edge) columns() []string {
	switch e.kind {
	case mentionsEdge, mentionedWith:
		return []string{strconv.Itoa(e.count)}
	case describedIn:
		return []string{e.role, e.date}
	case associatedWith:
		return []string{e.article}
	case affiliatedWith:
		return []string{e.role, e.date, e.article}
	case factEdge:
		return []string{e.fact, e.polarity, e.modality, e.standing, e.date, e.since, e.until, e.confidence, e.article}
	case claimedEdge:
		return []string{e.fact, e.polarity, e.modality, e.standing, e.date, e.since, e.until, e.confidence, e.article, e.claim}
	case takesPart:
		return []string{e.role}
	}
	return nil
}

func (c *csvFolder) close() error {
	err := c.things.eachNode(func(t thing) error {
		aliases := strings.ReplaceAll(strings.Join(t.aliases, "\n"), ";", ",")
		c.write("entities", t.iri, t.name, t.entity, t.qid, strings.ReplaceAll(aliases, "\n", ";"), strconv.FormatBool(t.unnamed),
			strconv.Itoa(t.articles), strconv.Itoa(t.mentions), "Entity;"+t.label)
		return c.files["entities"].Error()
	})
	if err == nil {
		err = c.things.eachPair(func(e edge) error { c.edge(e); return c.files["mentioned_with"].Error() })
	}
	if err = errors.Join(err, c.flush()); err != nil {
		return errors.Join(err, c.discard())
	}
	return errors.Join(c.things.close(), c.commit())
}

func (c *csvFolder) failed() error {
	for _, f := range c.files {
		if err := f.Error(); err != nil {
			return err
		}
	}
	return nil
}

func (c *csvFolder) flush() error {
	for _, f := range c.files {
		f.Flush()
		if err := errors.Join(f.Error(), f.buf.Flush()); err != nil {
			return err
		}
	}
	return nil
}

func (c *csvFolder) commit() error {
	errs := []error{c.script.Commit()}
	for _, f := range c.files {
		errs = append(errs, f.file.Commit())
	}
	return errors.Join(errs...)
}

func (c *csvFolder) discard() error {
	errs := []error{c.things.close()}
	for _, f := range c.files {
		errs = append(errs, f.file.Discard())
	}
	if c.script != nil {
		errs = append(errs, c.script.Discard())
	}
	return errors.Join(errs...)
}
