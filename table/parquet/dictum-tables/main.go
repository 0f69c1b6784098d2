// Command dictum-tables writes documents, as "dictum extract" or "dictum resolve" wrote them as JSON lines, as tables in Parquet.
//
//	dictum-tables DOCUMENTS.jsonl FOLDER
//
// A document that can't be read is reported with its number, and ends the work; what was written is no use then.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"dictum.example/extract"
	"dictum.example/table/parquet"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: dictum-tables DOCUMENTS.jsonl FOLDER")
	}
	if err := convert(os.Args[1], os.Args[2]); err != nil {
		log.Fatal("dictum-tables: ", err)
	}
}

func convert(from, to string) error {
	in := os.Stdin
	if from != "-" {
		f, err := os.Open(from)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	out, err := parquet.Create(to)
	if err != nil {
		return err
	}
	return errors.Join(copyTo(out, in, from), out.Close())
}

func copyTo(out *parquet.Writer, in io.Reader, name string) error {
	decode := json.NewDecoder(bufio.NewReader(in))
	for n := 1; ; n++ {
		d := new(extract.Document)
		if err := decode.Decode(d); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: document %d: %w", name, n, err)
		}
		if err := out.Add(d); err != nil {
			return err
		}
	}
}
