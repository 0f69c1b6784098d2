package kb_test

import (
	"bytes"
	"fmt"
	"log"

	"dictum.example/kb"
)

func ExampleBuilder() {
	var b kb.Builder
	defer b.Close()
	b.Add("Halden", kb.Entry{ID: "X1", Kind: kb.City, Country: "NO", Prominence: 120})
	b.Add("Halden Rail", kb.Entry{ID: "X2", Kind: kb.Company, Country: "NO", Prominence: 60})
	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		log.Fatal(err)
	}

	table, err := kb.Parse(file.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range table.Lookup("Halden Rail") {
		fmt.Println(e.ID, e.Kind, e.Type())
	}
	// Output: X2 company ORG
}
