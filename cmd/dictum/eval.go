package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"dictum.example/eval"
	"dictum.example/extract"
)

// evalCommand is "dictum eval".
type evalCommand struct {
	Gold []string `arg:"" name:"gold" predictor:"file" help:"Annotated articles: JSON lines, or columns as of CoNLL. Standard input for -."`

	Input  string `short:"i" enum:"auto,jsonl,conll" default:"auto" help:"${evalInput}"`
	Pred   string `placeholder:"FILE" help:"Score this output, as \"dictum extract -f jsonl\" writes it, and extract nothing."`
	Labels string `enum:"ontonotes,conll,worldwide,core" default:"ontonotes" help:"${evalLabels}"`
	Loose  bool   `help:"Compare names without a leading article and a trailing possessive."`
	Named  bool   `help:"Score coreference only of people, organisations and places that have a name."`
	Errors int    `placeholder:"N" help:"Show up to N mistakes in names, in quotes and in pronouns."`
	Format string `short:"f" enum:"text,json" default:"text" help:"Output: text for people, or json."`

	Published time.Time `format:"2006-01-02" placeholder:"YYYY-MM-DD" help:"Day of publication of the articles that do not tell theirs."`
	Model     string    `placeholder:"FILE" help:"Model to use in place of the built-in one."`
	Workers   int       `short:"j" help:"Articles to read at the same time; as many as there are cores by default."`
}

// Help is what --help adds.
func (*evalCommand) Help() string {
	return `A line of JSONL is an article with "id", "text" and one or more of
  "mentions": [{"start", "end", "type"}]                     scored as names
  "attributions": [{"source", "cue", "content": [[s, e], …], "kind", "speech", "speaker", "aliases"}]
  "chains": [[[s, e], …], …], "heads", "types", "named"      coreference
  "pronoun", "a", "b": [s, e], "a_coref", "b_coref"          a pronoun, as in GAP
Offsets count bytes of the UTF-8 text. What an article does not have, it is not scored for.

CoNLL columns have a token first and its BIO tag last, a blank line after each sentence,
and "# doc ID" or -DOCSTART- before each article.

What can't be read is reported on standard error with its file and line, and does not stop the rest.

Exit status: 0 all went well, 1 some of the input could not be read, 2 wrong command line, 3 it broke off.`
}

// Run scores all the articles and prints the figures.
func (c *evalCommand) Run(ctx context.Context, s *std) error {
	log := newReport(s, c.Gold)
	run := &evaluation{log: log, most: c.Errors}
	run.names.Loose, run.coref.Named = c.Loose, c.Named
	if err := run.names.Labels.UnmarshalText([]byte(c.Labels)); err != nil {
		return err
	}
	if err := c.score(ctx, s, run); err != nil {
		return err
	}
	failed := log.finish()
	if run.articles == 0 && failed == nil {
		return errors.New("no annotated articles")
	}
	write := run.text
	if c.Format == "json" {
		write = run.json
	}
	if err := write(s.out); err != nil {
		return fmt.Errorf("writing: %w", err)
	}
	run.notes(s.err)
	return failed
}

// score scores the articles against --pred, or against what is extracted from them.
func (c *evalCommand) score(ctx context.Context, s *std, run *evaluation) error {
	if c.Pred == "" {
		return c.extract(ctx, s, run)
	}
	f, done, err := openInput(ctx, c.Pred, s.in, run.log)
	if err != nil {
		return err
	}
	defer done()
	predictions := map[string]*eval.Prediction{}
	for p, err := range eval.ReadPredictions(f, c.Pred) {
		if err != nil {
			failedLine(run.log, err)
			continue
		}
		predictions[p.ID] = p
	}
	first := map[string]string{}
	for a := range c.articles(ctx, s, run.log) {
		if at, ok := first[a.ID]; ok {
			run.log.failed(a.place(), fmt.Errorf("the id %q is that of %s", a.ID, at))
			continue
		}
		first[a.ID] = a.place()
		p := predictions[a.ID]
		if p != nil {
			if err := p.Check(a.Text); err != nil {
				run.log.failed(fmt.Sprintf("%s:%d", c.Pred, p.Line), err)
				p = nil
			}
		}
		run.add(a, p)
	}
	return interrupted(ctx)
}

// extract scores what the extractor finds.
func (c *evalCommand) extract(ctx context.Context, s *std, run *evaluation) error {
	x, _, err := (&reading{Model: c.Model, Workers: c.Workers}).extractor()
	if err != nil {
		return err
	}
	var mu sync.Mutex
	var waiting []goldArticle
	texts := func(yield func(extract.Article, error) bool) {
		for a := range c.articles(ctx, s, run.log) {
			mu.Lock()
			waiting = append(waiting, a)
			mu.Unlock()
			if !yield(a.Article.Article, nil) {
				return
			}
		}
	}
	for doc, err := range x.All(ctx, texts) {
		if ctx.Err() != nil {
			break
		}
		mu.Lock()
		a := waiting[0]
		waiting = waiting[1:]
		mu.Unlock()
		if err != nil {
			run.log.failed(a.place(), errors.Unwrap(err))
			continue
		}
		run.add(a, eval.FromDocument(doc))
	}
	return interrupted(ctx)
}

// A goldArticle is an annotated article with the file that it stands in.
type goldArticle struct {
	*eval.Article
	file string
}

func (a goldArticle) place() string { return fmt.Sprintf("%s:%d", a.file, a.Line) }

// articles yields those of all files. What can't be read is reported.
func (c *evalCommand) articles(ctx context.Context, s *std, log *report) iter.Seq[goldArticle] {
	return func(yield func(goldArticle) bool) {
		for _, name := range c.Gold {
			if !c.file(ctx, s, name, log, yield) {
				return
			}
		}
	}
}

// file yields the articles of one file, and reports whether more are wanted.
func (c *evalCommand) file(ctx context.Context, s *std, name string, log *report, yield func(goldArticle) bool) bool {
	r, done, err := openInput(ctx, name, s.in, log)
	if err != nil {
		log.failure(err)
		return true
	}
	defer done()
	place := place(name)
	for a, err := range c.read(r, name, place) {
		if err != nil {
			failedLine(log, err)
			continue
		}
		if a.Published.IsZero() {
			a.Published = c.Published
		}
		if c.Named && untyped(a) {
			log.failed(fmt.Sprintf("%s:%d", place, a.Line), errUntyped)
			continue
		}
		if !yield(goldArticle{a, place}) {
			return false
		}
	}
	return true
}

var errUntyped = errors.New("--named needs chains with types and named")

// untyped reports whether there are chains of which nobody annotated what they are.
func untyped(a *eval.Article) bool {
	return slices.ContainsFunc(a.Chains, func(c eval.Chain) bool { return c.Type == "" && !c.Named })
}

func failedLine(log *report, err error) {
	if e := (*eval.LineError)(nil); errors.As(err, &e) {
		log.failed(fmt.Sprintf("%s:%d", e.Name, e.Line), cause(e.Err))
	}
}

// read reads the articles of a file in its own form.
func (c *evalCommand) read(r io.Reader, name, place string) iter.Seq2[*eval.Article, error] {
	in := bufio.NewReader(r)
	jsonl := c.Input == "jsonl"
	if c.Input == "auto" {
		ext := strings.ToLower(filepath.Ext(name))
		start, _ := in.Peek(64)
		start = bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n")
		jsonl = ext == ".jsonl" || ext == ".ndjson" || bytes.HasPrefix(start, []byte("{"))
	}
	if jsonl {
		return eval.ReadArticles(in, place)
	}
	return eval.ReadCoNLL(in, place)
}

// An evaluation gathers figures and mistakes.
type evaluation struct {
	log  *report
	most int // mistakes that are shown of each task

	articles, answered int
	of                 [4]int // articles that each task was scored on

	names    eval.NameScorer
	quotes   eval.QuoteScorer
	coref    eval.CorefScorer
	pronouns eval.PronounScorer
	mistakes [4][]eval.Miss
}

// The tasks, by index, and what the JSON calls them.
const (
	nameTask = iota
	quoteTask
	corefTask
	pronounTask
)

var taskKeys = [...]string{nameTask: "ner", quoteTask: "quotes", corefTask: "coref", pronounTask: "gap"}

func (e *evaluation) add(a goldArticle, p *eval.Prediction) {
	e.articles++
	if p != nil {
		e.answered++
	}
	for task, has := range [...]bool{a.Mentions != nil, a.Attributions != nil, a.Chains != nil, a.Pronoun != nil} {
		if has {
			e.of[task]++
		}
	}
	e.keep(nameTask, e.names.Add(a.Article, p))
	e.keep(quoteTask, e.quotes.Add(a.Article, p))
	e.coref.Add(a.Article, p)
	e.keep(pronounTask, e.pronouns.Add(a.Article, p))
}

func (e *evaluation) keep(task int, wrong []eval.Miss) {
	room := max(0, e.most-len(e.mistakes[task]))
	e.mistakes[task] = append(e.mistakes[task], wrong[:min(room, len(wrong))]...)
}

// json writes one object, with the figures of each task under its name.
func (e *evaluation) json(w io.Writer) error {
	out := map[string]any{"articles": e.articles, "answered": e.answered}
	for task, figures := range [...]any{e.names.Scores(), e.quotes.Scores(), e.coref.Scores(), e.pronouns.Scores()} {
		if e.of[task] > 0 {
			out[taskKeys[task]] = figures
		}
	}
	if e.most > 0 {
		wrong := map[string][]eval.Miss{}
		for task, list := range e.mistakes {
			if e.of[task] > 0 && task != corefTask {
				wrong[taskKeys[task]] = append([]eval.Miss{}, list...)
			}
		}
		out["mistakes"] = wrong
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// text writes a table for each task, and the mistakes.
func (e *evaluation) text(w io.Writer) error {
	var t table
	fmt.Fprintf(&t, "Articles: %d, with output: %d\n", e.articles, e.answered)
	if e.of[nameTask] > 0 {
		t.names(e.names.Scores(), e.title())
	}
	if e.of[quoteTask] > 0 {
		t.quotes(e.quotes.Scores())
	}
	if e.of[corefTask] > 0 {
		t.coref(e.coref.Scores(), e.coref.Named)
	}
	if e.of[pronounTask] > 0 {
		t.pronouns(e.pronouns.Scores())
	}
	t.mistakes(slices.Concat(e.mistakes[:]...))
	_, err := w.Write(t.Bytes())
	return err
}

func (e *evaluation) title() string {
	spans := "exact"
	if e.names.Loose {
		spans = "loose"
	}
	return fmt.Sprintf("NAMES (%s, %s)", e.names.Labels, spans)
}

// notes tells of annotated types that were left out.
func (e *evaluation) notes(w io.Writer) {
	unknown := e.names.Unknown()
	if len(unknown) == 0 {
		return
	}
	var list []string
	for _, t := range slices.Sorted(maps.Keys(unknown)) {
		list = append(list, fmt.Sprintf("%s (%d)", clean(t), unknown[t]))
	}
	fmt.Fprintf(w, "dictum: not scored, as --labels %s does not know these types: %s%s\n", e.names.Labels, strings.Join(list, ", "),
		better(e.names.Labels, unknown))
}

// better names the label set that knows most of the types that this one does not.
func better(than eval.LabelSet, unknown map[string]int) string {
	best, most := "", 0
	for _, set := range eval.LabelSets() {
		n := 0
		for t, count := range unknown {
			if _, ok := set.Label(t); ok {
				n += count
			}
		}
		if n > most {
			best, most = set.String(), n
		}
	}
	if best == "" {
		return ""
	}
	return "; try --labels " + best
}

// A table is the text form of the figures.
type table struct{ bytes.Buffer }

const labelColumns = 24

// head begins a task, whose scores have these columns.
func (t *table) head(title string) {
	fmt.Fprintf(t, "\n%-*s precision  recall      F1  annotated   found\n", labelColumns, title)
}

func (t *table) score(label string, s eval.Score) {
	p, r, f1 := s.Percents()
	fmt.Fprintf(t, "  %-*s %9.2f %7.2f %7.2f  %9d %7d\n", labelColumns-2, label, p, r, f1, s.Gold, s.Predicted)
}

func (t *table) cluster(label string, s eval.ClusterScore) {
	fmt.Fprintf(t, "  %-*s %9.2f %7.2f %7.2f\n", labelColumns-2, label, 100*s.Precision, 100*s.Recall, 100*s.F1())
}

// share writes a share in the column of the recall, which it is when it is one.
func (t *table) share(label string, s eval.Share) {
	fmt.Fprintf(t, "  %-*s %9s %7.2f %7s  %9d\n", labelColumns-2, label, "", 100*s.Accuracy(), "", s.Of)
}

func (t *table) names(s eval.NameScores, title string) {
	t.head(title)
	for _, label := range slices.Sorted(maps.Keys(s.Labels)) {
		t.score(label, s.Labels[label])
	}
	t.score("all", s.All)
}

func (t *table) quotes(s eval.QuoteScores) {
	t.head("QUOTES")
	t.score("content, exact", s.ContentExact)
	t.score("content, half", s.ContentHalf)
	t.score("content, words", s.ContentWords)
	t.score("attribution", s.Attribution)
	t.score("source pieces", s.SourceSpans)
	t.score("cue pieces", s.CueSpans)
	t.score("content pieces", s.ContentSpans)

	t.WriteString("\n")
	fmt.Fprintf(t, "%-*s           recall           annotated\n", labelColumns, "  of the annotated")
	for _, kind := range slices.Sorted(maps.Keys(s.Recall)) {
		t.share(clean(kind), s.Recall[kind])
	}
	t.WriteString("\n")
	fmt.Fprintf(t, "%-*s            right                  of\n", labelColumns, "  of those found")
	t.share("source, exact", s.SourceExact)
	t.share("source, overlap", s.SourceOverlap)
	t.share("cue, overlap", s.CueOverlap)
	if s.Speaker.Of > 0 {
		t.share("speaker", s.Speaker)
	}
}

func (t *table) coref(s eval.CorefScores, named bool) {
	title := "COREFERENCE"
	if named {
		title += " (named)"
	}
	fmt.Fprintf(t, "\n%-*s precision  recall      F1\n", labelColumns, title)
	t.cluster("MUC", s.MUC)
	t.cluster("B-cubed", s.BCubed)
	t.cluster("CEAF", s.CEAF)
	fmt.Fprintf(t, "  %-*s %9s %7s %7.2f\n", labelColumns-2, "CoNLL", "", "", 100*s.CoNLL())
}

func (t *table) pronouns(s eval.PronounScores) {
	t.head("PRONOUNS")
	t.score("feminine", s.Feminine)
	t.score("masculine", s.Masculine)
	t.score("all", s.All)
}

func (t *table) mistakes(list []eval.Miss) {
	if len(list) > 0 {
		t.WriteString("\nMISTAKES\n")
	}
	for _, m := range list {
		fmt.Fprintf(t, "  %s: %s %s: %s\n    %s\n", clean(m.Article), m.Fault, clean(m.Label), clean(m.Text), clean(m.Detail))
	}
}
