// Command quickstart reads an article and prints who said what, and who and
// what is in it.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"

	"dictum.example/extract"
)

const article = `Harbour reopens after storm

PORT ALDER (Courier) - The port of Port Alder will reopen on Monday, Maria Okoye, the head of the Harbour Board, said on Friday.

"Every crane has been checked," Okoye told reporters. "Nobody needs to worry."

Tom Reyes, a spokesman for the Dockers' Union, denied that the cranes were safe. He said his members would not return before Wednesday.
`

func main() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer) error {
	x, err := extract.New()
	if err != nil {
		return err
	}
	doc, err := x.Extract(context.Background(), article)
	if err != nil {
		return err
	}
	for _, q := range doc.Quotes {
		fmt.Fprintf(w, "%v (%s, bytes %d to %d): %s\n", q.Speaker, q.Kind, q.Content[0].Start, q.Content[0].End, q.Text)
	}
	fmt.Fprintln(w)
	for _, e := range doc.Entities {
		fmt.Fprintf(w, "%-8s %s, mentioned %d times\n", e.Type, e, len(e.Mentions))
	}
	return nil
}
