// Values measures the grammars of package value.
//
//	values -timex FILE.tsv [-errors]     strict F1 of the spans of DATE and TIME against BIO columns
//	values -articles FILE.jsonl >PRED    the mentions of each article, as the referee reads them
//
// FILE.tsv has a token and its BIO label in each line and a blank line between
// sentences; FILE.jsonl has "id" and "text".
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"

	"dictum.example/internal/value"
	"dictum.example/text"
)

func main() {
	log.SetFlags(0)
	timex := flag.String("timex", "", "score against this file of BIO columns")
	articles := flag.String("articles", "", "write the mentions of these articles")
	errors := flag.Bool("errors", false, "print each error")
	flag.Parse()
	var err error
	switch {
	case *timex != "":
		err = withFile(*timex, func(r io.Reader) error { return scoreColumns(r, *errors) })
	case *articles != "":
		err = withFile(*articles, predict)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func withFile(name string, f func(io.Reader) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := f(file); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// A sentence is a run of tokens put together as text, with its gold spans.
type sentence struct {
	text string
	gold map[text.Span]string
}

func scoreColumns(r io.Reader, errors bool) error {
	var tokens, labels []string
	var hit, loose, gold, found int
	flush := func() {
		s := join(tokens, labels)
		tokens, labels = nil, nil
		gold += len(s.gold)
		for _, m := range value.Find(&text.Layout{Text: s.text}, time.Time{}) {
			if m.Type != "DATE" && m.Type != "TIME" {
				continue
			}
			found++
			if _, ok := s.gold[m.Span]; ok {
				hit++
				delete(s.gold, m.Span)
			} else if x, ok := untilStop(s, m.Span); ok {
				loose++
				delete(s.gold, x)
			} else if errors {
				fmt.Println("SPURIOUS", show(s.text, m.Span))
			}
		}
		if errors {
			for span := range s.gold {
				fmt.Println("MISSED  ", show(s.text, span))
			}
		}
	}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		tok, label, ok := strings.Cut(in.Text(), "\t")
		switch {
		case ok:
			tokens, labels = append(tokens, tok), append(labels, label)
		case len(tokens) > 0:
			flush()
		}
	}
	if len(tokens) > 0 {
		flush()
	}
	report("dates and times, strict:                         ", hit, found, gold)
	report("the same but for a stop or comma at a span's end:", hit+loose, found, gold)
	return in.Err()
}

func report(what string, hit, found, gold int) {
	p, r := ratio(hit, found), ratio(hit, gold)
	fmt.Printf("%s precision %.2f recall %.2f F1 %.2f (gold %d, found %d)\n", what, 100*p, 100*r, 100*ratio2(p, r), gold, found)
}

// untilStop finds the gold span that differs from x by a stop or comma at its
// end, as where the gold's tokens are cut amiss ("next week .", "6 a.m").
func untilStop(s sentence, x text.Span) (text.Span, bool) {
	for g := range s.gold {
		if g.Start == x.Start && strings.TrimRight(g.Of(s.text), "., ") == strings.TrimRight(x.Of(s.text), "., ") {
			return g, true
		}
	}
	return text.Span{}, false
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func ratio2(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func show(s string, x text.Span) string {
	return fmt.Sprintf("%s [%s] %s", s[max(0, x.Start-30):x.Start], x.Of(s), s[x.End:min(len(s), x.End+30)])
}

// join sets tokens as running text.
func join(tokens, labels []string) sentence {
	s := sentence{gold: map[text.Span]string{}}
	var b strings.Builder
	open := text.Span{Start: -1}
	typ := ""
	quote := false
	prev := ""
	for i, t := range tokens {
		next := ""
		if i+1 < len(tokens) {
			next = tokens[i+1]
		}
		if i > 0 && spaced(prev, t, next, quote) {
			b.WriteByte(' ')
		}
		if strings.HasPrefix(labels[i], "I-") && open.Start >= 0 {
			open.End = b.Len() + len(t)
		} else {
			if open.Start >= 0 {
				s.gold[open] = typ
			}
			open.Start = -1
			if strings.HasPrefix(labels[i], "B-") {
				open, typ = text.Span{Start: b.Len(), End: b.Len() + len(t)}, labels[i][2:]
			}
		}
		if t == "``" || t == "''" || t == "\"" {
			quote = t == "``" || t == "\"" && !quote
		}
		b.WriteString(t)
		prev = t
	}
	if open.Start >= 0 {
		s.gold[open] = typ
	}
	s.text = b.String()
	return s
}

// spaced reports whether a space belongs between two tokens.
func spaced(prev, t, next string, inQuote bool) bool {
	switch t {
	case ",", ".", ";", ":", "?", "!", ")", "%", "'s", "'", "n't", "'re", "'ve", "'ll", "'d", "'m", "''":
		return false
	case "-":
		return !digit(prev)
	case "s":
		return !digit(prev)
	case "\"":
		return !inQuote
	}
	switch prev {
	case "(", "$", "``":
		return false
	case "\"":
		return !inQuote
	case "-":
		return t != "hour" && t != "day" && t != "month" && t != "week" && t != "year" && t != "old"
	}
	return true
}

func digit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

type article struct {
	ID        string    `json:"id"`
	Text      string    `json:"text"`
	Published time.Time `json:"published"`
}

type entity struct {
	ID       string      `json:"id"`
	Type     string      `json:"type"`
	Name     string      `json:"name"`
	Mentions []mention   `json:"mentions"`
	Value    value.Value `json:"value"`
}

type mention struct {
	text.Span
	Kind string `json:"kind"`
}

func predict(r io.Reader) error {
	out := json.NewEncoder(os.Stdout)
	dec := json.NewDecoder(bufio.NewReader(r))
	for {
		var a article
		if err := dec.Decode(&a); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		es := []entity{}
		for i, m := range value.Find(layout(a.Text), a.Published) {
			es = append(es, entity{fmt.Sprint("v", i+1), m.Type, m.Of(a.Text), []mention{{m.Span, "value"}}, m.Value})
		}
		if err := out.Encode(map[string]any{"id": a.ID, "entities": es}); err != nil {
			return err
		}
	}
}

// layout takes each line as a sentence.
func layout(s string) *text.Layout {
	l := &text.Layout{Text: s}
	start := 0
	for start < len(s) {
		end := start + strings.IndexByte(s[start:]+"\n", '\n')
		if end > start {
			l.Sentences = append(l.Sentences, text.Span{Start: start, End: end})
		}
		start = end + 1
	}
	return l
}
