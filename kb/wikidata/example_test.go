package wikidata_test

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"strings"

	"dictum.example/kb"
	"dictum.example/kb/wikidata"
)

// A dump has one item a line. Here the class of harbours is told, not learned.
func ExampleImport() {
	dump := "[\n" + `{"type":"item","id":"Q900001","labels":{"en":{"language":"en","value":"Port of Halden"}},` +
		`"aliases":{"en":[{"language":"en","value":"Halden harbour"}]},"claims":{"P31":[{"mainsnak":` +
		`{"snaktype":"value","property":"P31","datavalue":{"value":{"entity-type":"item","numeric-id":900002,"id":"Q900002"},` +
		`"type":"wikibase-entityid"}},"rank":"normal"}]},` +
		`"sitelinks":{"enwiki":{"site":"enwiki","title":"Port of Halden"}}}` + "\n]\n"
	var b kb.Builder
	defer b.Close()
	stats, err := wikidata.Import(context.Background(), &b, strings.NewReader(dump), wikidata.Options{
		Classes: map[string]kb.Kind{"Q900002": kb.Company},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(stats.Items, "item,", stats.Kept, "kept")

	var file bytes.Buffer
	if _, err := b.WriteTo(&file); err != nil {
		log.Fatal(err)
	}
	table, err := kb.Parse(file.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range table.Lookup("Halden harbour") {
		fmt.Println(e.ID, e.Type())
	}
	// Output:
	// 1 item, 1 kept
	// Q900001 ORG
}
