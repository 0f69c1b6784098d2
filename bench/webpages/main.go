// Command webpages measures what is lost between a web page and its text: words, names and
// quotes that are found in the article that package input/html reads off a page, against those
// found in a text that is known to be the page's article.
//
//	go run ./bench/webpages DIR ...
//
// Each DIR is a folder with source.html, the page, and expected.html, the article without
// what stands around it. The module cache holds some: go-readability's test-pages.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dictum.example/extract"
	"dictum.example/input/html"
)

func main() {
	log.SetFlags(0)
	each := flag.Bool("each", false, "print a line for each page")
	flag.Parse()
	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	var all figures
	for _, dir := range flag.Args() {
		f, err := measure(x, dir)
		if err != nil {
			log.Printf("%s: %v", dir, err)
		}
		if *each {
			fmt.Printf("%-40s %s\n", filepath.Base(dir), f)
		}
		all.add(f)
	}
	fmt.Printf("%d pages: %s\n", flag.NArg(), all)
}

// measure compares one page with its text. A page that cannot be read finds nothing.
func measure(x *extract.Extractor, dir string) (figures, error) {
	expected, err := os.ReadFile(filepath.Join(dir, "expected.html"))
	if err != nil {
		return figures{}, err
	}
	want, err := visible(string(expected))
	if err != nil {
		return figures{}, err
	}
	gold, err := x.Extract(context.Background(), want)
	if err != nil {
		return figures{}, err
	}
	page, err := os.Open(filepath.Join(dir, "source.html"))
	if err != nil {
		return figures{}, err
	}
	defer page.Close()
	a, readErr := html.Read(context.Background(), page, html.Options{})
	// The headline is no part of the expected text.
	if rest, ok := strings.CutPrefix(a.Text, a.Title); ok && a.Title != "" {
		a.Layout, a.Text = nil, strings.TrimSpace(rest)
	}
	found, err := x.ExtractArticle(context.Background(), a)
	if err != nil {
		return figures{}, err
	}
	return compare(gold, found), readErr
}

// visible returns the text of a page, with blank lines between its blocks.
func visible(page string) (string, error) {
	root, err := dom.Parse(strings.NewReader(page))
	if err != nil {
		return "", err
	}
	var out strings.Builder
	var walk func(n *dom.Node)
	walk = func(n *dom.Node) {
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Noscript, atom.Iframe:
			return
		case atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.Blockquote, atom.Figcaption, atom.Br, atom.Td:
			out.WriteString("\n\n")
			defer out.WriteString("\n\n")
		}
		if n.Type == dom.TextNode {
			words := strings.Join(strings.Fields(n.Data), " ")
			if strings.TrimLeft(n.Data, " \n\t") != n.Data {
				words = " " + words
			}
			if words != " " && strings.TrimRight(n.Data, " \n\t") != n.Data {
				words += " "
			}
			out.WriteString(words)
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(root)
	var blocks []string
	for b := range strings.SplitSeq(out.String(), "\n\n") {
		if b = strings.Join(strings.Fields(b), " "); b != "" {
			blocks = append(blocks, b)
		}
	}
	return strings.Join(blocks, "\n\n"), nil
}

// A count is of what is expected, found, and both.
type count struct{ want, got, both int }

func (c *count) add(d count) { c.want, c.got, c.both = c.want+d.want, c.got+d.got, c.both+d.both }

func (c count) String() string {
	p, r := float64(c.both)/float64(max(c.got, 1)), float64(c.both)/float64(max(c.want, 1))
	return fmt.Sprintf("P %.3f R %.3f F %.3f", p, r, 2*p*r/max(p+r, 1e-9))
}

type figures struct{ words, names, quotes count }

func (f *figures) add(g figures) { f.words.add(g.words); f.names.add(g.names); f.quotes.add(g.quotes) }

func (f figures) String() string {
	return fmt.Sprintf("words %s; names %s; quotes %s", f.words, f.names, f.quotes)
}

func compare(want, got *extract.Document) figures {
	return figures{
		words:  overlap(strings.Fields(want.Text), strings.Fields(got.Text)),
		names:  overlap(names(want), names(got)),
		quotes: overlap(quotes(want), quotes(got)),
	}
}

// overlap counts equal things, each as often as it occurs.
func overlap(want, got []string) count {
	left := map[string]int{}
	for _, s := range want {
		left[s]++
	}
	c := count{want: len(want), got: len(got)}
	for _, s := range got {
		if left[s] > 0 {
			left[s]--
			c.both++
		}
	}
	return c
}

// names returns every name of the document, with its type.
func names(d *extract.Document) []string {
	var out []string
	for _, e := range d.Entities {
		for _, m := range e.Mentions {
			out = append(out, fmt.Sprint(m.Type, " ", d.Text[m.Start:m.End]))
		}
	}
	return out
}

// quotes returns every quote of the document, with its speaker.
func quotes(d *extract.Document) []string {
	var out []string
	for _, q := range d.Quotes {
		speaker := ""
		if q.Speaker != nil {
			speaker = q.Speaker.Name
		}
		out = append(out, speaker+": "+strings.Join(strings.Fields(q.Text), " "))
	}
	return out
}
