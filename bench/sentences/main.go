// Sentences scores sentence boundaries on Universal Dependencies files.
//
//	go run ./bench/sentences [-errors N] FILE.conllu...
//
// It puts the raw text of each file together from its tokens (SpaceAfter=No,
// newpar, newdoc) and prints precision, recall and F1 of the sentences of
// Dictum, of plain UAX #29 and of github.com/jdkato/prose/v2. A sentence is
// right when both its ends match, white space aside.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/jdkato/prose/v2"

	"dictum.example/text"
)

func main() {
	errors := flag.Int("errors", 0, "print up to `N` sentences that Dictum gets wrong in each file")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: sentences [-errors N] FILE.conllu...")
		os.Exit(2)
	}
	fmt.Printf("%-24s %-8s %9s %7s %7s %7s %9s\n", "file", "method", "sentences", "P", "R", "F1", "MB/s")
	for _, path := range flag.Args() {
		docs, err := read(path)
		if err != nil {
			fmt.Fprintln(os.Stderr, "sentences:", err)
			os.Exit(1)
		}
		for _, m := range methods {
			score(filepath.Base(path), m.name, m.split, docs)
		}
		show(docs, *errors)
	}
}

var methods = []struct {
	name  string
	split func(string) []text.Span
}{
	{"dictum", func(s string) []text.Span { return text.Parse(s).Sentences }},
	{"uax29", uax29},
	{"prose", proseSentences},
}

func uax29(s string) []text.Span {
	var out []text.Span
	for it := sentences.FromString(s); it.Next(); {
		out = append(out, trim(s, it.Start(), it.End()))
	}
	return out
}

// proseSentences finds the sentences of prose, which have no offsets, in the text again.
func proseSentences(s string) []text.Span {
	var out []text.Span
	doc, err := prose.NewDocument(s, prose.WithTokenization(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return nil
	}
	from := 0
	for _, sent := range doc.Sentences() {
		t := strings.TrimSpace(sent.Text)
		i := strings.Index(s[from:], t)
		if i < 0 || t == "" {
			continue
		}
		out = append(out, text.Span{Start: from + i, End: from + i + len(t)})
		from += i + len(t)
	}
	return out
}

func trim(s string, start, end int) text.Span {
	t := s[start:end]
	start += len(t) - len(strings.TrimSpace(t)+t[len(strings.TrimRight(t, " \n\t\r")):])
	return text.Span{Start: start, End: start + len(strings.TrimSpace(t))}
}

type document struct {
	text string
	gold []text.Span
}

// read puts the documents of a CoNLL-U file together.
func read(path string) ([]document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := reader{start: -1}
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		r.line(in.Text())
	}
	r.flush()
	return r.docs, in.Err()
}

// A reader makes documents of the lines of a treebank.
type reader struct {
	docs  []document
	gold  []text.Span // the sentences of the document that is read
	text  strings.Builder
	start int    // of its sentence that is read, or -1
	space string // between the last word and the next
	skip  string // the last of the words that the token stands for
}

func (r *reader) flush() {
	if r.gold != nil {
		r.docs = append(r.docs, document{text: r.text.String(), gold: r.gold})
	}
	r.gold, r.space = nil, ""
	r.text.Reset()
}

func (r *reader) line(line string) {
	columns := strings.Split(line, "\t")
	switch {
	case strings.HasPrefix(line, "# newdoc"):
		r.flush()
	case strings.HasPrefix(line, "# newpar") && !strings.HasPrefix(line, "# newpar_block"):
		if r.text.Len() > 0 {
			r.space = "\n\n"
		}
	case line == "" && r.start >= 0:
		r.gold = append(r.gold, text.Span{Start: r.start, End: r.text.Len()})
		r.start = -1
	case len(columns) == 10 && r.isToken(columns[0]):
		r.text.WriteString(r.space)
		if r.start < 0 {
			r.start = r.text.Len()
		}
		r.text.WriteString(columns[1])
		r.space = " "
		if strings.Contains(columns[9], "SpaceAfter=No") {
			r.space = ""
		}
	}
}

// isToken reports whether the line of a number is of what the text has: no empty node, and no word of a token that stands for several.
func (r *reader) isToken(number string) bool {
	switch _, last, several := strings.Cut(number, "-"); {
	case several:
		r.skip = last
		return true
	case strings.Contains(number, "."):
		return false
	case r.skip == "":
		return true
	}
	if number == r.skip {
		r.skip = ""
	}
	return false
}

func score(file, method string, split func(string) []text.Span, docs []document) {
	var right, found, gold, size int
	start := time.Now()
	results := make([][]text.Span, len(docs))
	for i, d := range docs {
		results[i] = split(d.text)
		size += len(d.text)
	}
	took := time.Since(start).Seconds()
	for i, d := range docs {
		want := make(map[text.Span]bool, len(d.gold))
		for _, s := range d.gold {
			want[s] = true
		}
		gold += len(d.gold)
		found += len(results[i])
		for _, s := range results[i] {
			if want[s] {
				right++
			}
		}
	}
	p, r := float64(right)/float64(found), float64(right)/float64(gold)
	fmt.Printf("%-24s %-8s %9d %7.2f %7.2f %7.2f %9.2f\n", file, method, found, 100*p, 100*r, 200*p*r/(p+r), float64(size)/1e6/took)
}

// show prints where Dictum ends a sentence and the annotators do not (+), and the other way round (-).
func show(docs []document, n int) {
	for _, d := range docs {
		ends := make(map[int]int)
		for _, s := range d.gold {
			ends[s.End]--
		}
		for _, s := range text.Parse(d.text).Sentences {
			ends[s.End]++
		}
		for i := range len(d.text) + 1 {
			if ends[i] == 0 || n == 0 {
				continue
			}
			n--
			sign := "+"
			if ends[i] < 0 {
				sign = "-"
			}
			fmt.Printf("%s %q | %q\n", sign, d.text[max(0, i-60):i], d.text[i:min(len(d.text), i+50)])
		}
	}
}
