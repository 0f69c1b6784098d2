// Command dictum-parquet writes the profiles of the sources of documents, as "dictum extract" or "dictum resolve" wrote
// them as JSON lines, as Parquet.
//
//	dictum-parquet DOCUMENTS.jsonl OUT.parquet
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
	"dictum.example/profile"
	"dictum.example/profile/parquet"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: dictum-parquet DOCUMENTS.jsonl OUT.parquet")
	}
	if err := convert(os.Args[1], os.Args[2]); err != nil {
		log.Fatal("dictum-parquet: ", err)
	}
}

// convert writes the profiles of the documents in one file to another. A file that could not be written whole is removed.
func convert(from, to string) error {
	sources := profile.NewCollector()
	if err := read(from, sources); err != nil {
		return err
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if err := errors.Join(parquet.Write(out, sources.Profiles()), out.Close()); err != nil {
		return errors.Join(err, os.Remove(to))
	}
	return nil
}

func read(name string, sources *profile.Collector) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	decode := json.NewDecoder(bufio.NewReader(f))
	for n := 1; ; n++ {
		d := new(extract.Document)
		if err := decode.Decode(d); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: document %d: %w", name, n, err)
		}
		sources.Add(d)
	}
}
