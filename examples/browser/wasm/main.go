//go:build js && wasm

// Wasm is the library as a WebAssembly module for JavaScript: web/dictum.js loads it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"os"
	"strings"
	"syscall/js"

	"dictum.example/extract"
	"dictum.example/page"
)

// main gives the functions read and page to the JavaScript function whose global name is
// the first argument, and stays, to be called.
func main() {
	ready := js.Global().Get(os.Args[1])
	x, err := extract.New(extract.WithWorkers(1))
	if err != nil {
		ready.Invoke(failed(err))
		return
	}
	ready.Invoke(map[string]any{"read": function(x, asJSON), "page": function(x, asPage)})
	select {}
}

// function returns a JavaScript function from an article, as a line of JSON, to an object
// with either a text or an error.
func function(x *extract.Extractor, format func(*extract.Document) (string, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		text, err := read(x, args, format)
		if err != nil {
			return failed(err)
		}
		return map[string]any{"text": text}
	})
}

func failed(err error) map[string]any {
	return map[string]any{"error": err.Error()}
}

func read(x *extract.Extractor, args []js.Value, format func(*extract.Document) (string, error)) (string, error) {
	if len(args) != 1 || args[0].Type() != js.TypeString {
		return "", errors.New("one article is read, as JSON")
	}
	a, err := first(extract.ReadArticles(strings.NewReader(args[0].String()), "article", 0))
	if err != nil {
		return "", err
	}
	a.Origin = ""
	doc, err := x.ExtractArticle(context.Background(), a)
	if err != nil {
		return "", err
	}
	return format(doc)
}

// first returns what comes first of a sequence.
func first(articles iter.Seq2[extract.Article, error]) (extract.Article, error) {
	for a, err := range articles {
		return a, err
	}
	return extract.Article{}, errors.New("no article")
}

func asJSON(doc *extract.Document) (string, error) {
	data, err := json.Marshal(doc)
	return string(data), err
}

func asPage(doc *extract.Document) (string, error) {
	var b strings.Builder
	err := page.Write(&b, doc)
	return b.String(), err
}
