// Command gen builds the tables that package gazetteer embeds: names.gaz (the
// names), countries.tsv and words.fst. It reads the folder of lists that -from
// names, writes into the folder that -to names, and prints what it kept. The same
// lists give the same bytes. With -all it writes another table instead, for
// extract.WithKnowledgeBase, with every item and name that the lists have.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"dictum.example/kb"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	from := flag.String("from", "", "`folder` of the lists")
	to := flag.String("to", ".", "`folder` to write to")
	all := flag.String("all", "", "`file` to write all names to, and nothing else")
	flag.Parse()
	if *from == "" {
		log.Fatal("-from is missing")
	}
	files, err := build(*from, *all != "", os.Stdout)
	if err != nil {
		log.Fatal(err)
	}
	if *all != "" {
		if err := os.WriteFile(*all, files["names.gaz"], 0o644); err != nil {
			log.Fatal(err)
		}
		return
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(*to, name), data, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// A generator holds what one step leaves to the next.
type generator struct {
	dir       string
	all       bool // items are kept that are not well known
	names     nameList
	nations   []nation
	byISO     map[string]int    // index in nations
	byGEC     map[string]string // ISO code of the Factbook's code
	items     map[string]string // ISO code of a country's Wikidata items
	places    map[string]bool   // Wikidata items known to be places
	words     words
	operators map[string][]operator
	frequency map[string]int             // ranks of words, from 0
	ordinary  map[string]bool            // common English words
	generic   map[string]map[string]bool // words in names of bodies, with the countries
	geography string                     // the Geography sections of the Factbook
	almanac   string                     // all of its text
	list      []*item                    // of Wikidata
	lands     map[string]string          // codes of countries by what descriptions call them
	shares    map[string][]sharing       // by folded string
	labels    map[string]bool            // folded labels of places
}

// build makes the files from the lists in dir, with all items of Wikidata or those that
// news may name, and reports counts to w.
func build(dir string, all bool, w io.Writer) (map[string][]byte, error) {
	g := &generator{dir: dir, all: all, names: nameList{}, places: map[string]bool{}}
	for _, step := range []struct {
		what string
		run  func() error
	}{
		{"words", g.readOrdinary},
		{"countries", g.countries},
		{"regions", g.regions},
		{"states", g.states},
		{"cities", g.cities},
		{"people", g.people},
		{"public bodies", g.government},
		{"organisations", g.organisations},
		{"demonyms", g.demonyms},
		{"items of Wikidata", g.wikidata},
		{"given names and surnames", g.personNames},
		{"nouns", g.nouns},
	} {
		before := len(g.names)
		if err := step.run(); err != nil {
			return nil, fmt.Errorf("%s: %w", step.what, err)
		}
		fmt.Fprintf(w, "%-26s %6d names, %6d words so far\n", step.what, len(g.names)-before, len(g.words))
	}
	var names bytes.Buffer
	if err := g.names.writeTo(&names); err != nil {
		return nil, err
	}
	words, err := g.words.encode()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"names.gaz": names.Bytes(), "countries.tsv": g.nationsFile(), "words.fst": words}
	for _, name := range []string{"names.gaz", "countries.tsv", "words.fst"} {
		fmt.Fprintf(w, "%-26s %9d bytes\n", name, len(files[name]))
	}
	return files, nil
}

// A nameList holds entries by folded name.
type nameList map[string][]kb.Entry

// Add adds an entry under a name.
func (l nameList) Add(name string, e kb.Entry) {
	if key := kb.Fold(name); key != "" && len(name) <= kb.MaxName && e.Kind != kb.Unknown {
		l[key] = append(l[key], e)
	}
}

// Entries returns what was added under a name.
func (l nameList) Entries(name string) []kb.Entry { return l[kb.Fold(name)] }

// writeTo writes the list as a table.
func (l nameList) writeTo(w io.Writer) (err error) {
	var b kb.Builder
	defer func() { err = errors.Join(err, b.Close()) }()
	for name, entries := range l {
		for _, e := range entries {
			b.Add(name, e)
		}
	}
	_, err = b.WriteTo(w)
	return err
}
