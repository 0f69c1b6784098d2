// Command folder reads all .txt files of a folder on all cores and prints, for
// each, who speaks in it and how often.
//
//	go run ./examples/folder [FOLDER]
package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"log"
	"os"
	"slices"
	"strings"

	"dictum.example/extract"
)

func main() {
	folder := "examples/folder/articles"
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	if err := run(os.Stdout, os.DirFS(folder)); err != nil {
		log.Fatal(err)
	}
}

// run reads the files of fsys and writes a line for each, in the order of their names.
func run(w io.Writer, fsys fs.FS) error {
	x, err := extract.New()
	if err != nil {
		return err
	}
	for doc, err := range x.All(context.Background(), articles(fsys)) {
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s: %s\n", doc.Origin, speakers(doc))
	}
	return nil
}

// articles yields a folder's articles. Each file is read when a core is about to be free
// for it, so that any number of files fits the memory.
func articles(fsys fs.FS) iter.Seq2[extract.Article, error] {
	return func(yield func(extract.Article, error) bool) {
		fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
			if err == nil && (d.IsDir() || !strings.HasSuffix(path, ".txt")) {
				return nil
			}
			var a extract.Article
			if err == nil {
				a, err = read(fsys, path)
			}
			if !yield(a, err) {
				return fs.SkipAll
			}
			return nil
		})
	}
}

func read(fsys fs.FS, path string) (extract.Article, error) {
	f, err := fsys.Open(path)
	if err != nil {
		return extract.Article{}, err
	}
	defer f.Close()
	return extract.ReadText(f, path, 0)
}

// speakers tells who is quoted how often, the most quoted first.
func speakers(doc *extract.Document) string {
	counts := map[string]int{}
	var names []string
	for _, q := range doc.Quotes {
		name := cmp.Or(q.SpeakerText(), "not named")
		if counts[name]++; counts[name] == 1 {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "nobody"
	}
	slices.SortStableFunc(names, func(a, b string) int { return counts[b] - counts[a] })
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d×", name, counts[name])
	}
	return strings.Join(names, ", ")
}
