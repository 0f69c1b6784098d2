package eval_test

import (
	"encoding/json"
	"fmt"
	"log"
	"strings"

	"dictum.example/eval"
)

func Example() {
	const annotated = `{"id": "a1", "text": "Ana Lima left Ulm.", "mentions": [
		{"start": 0, "end": 8, "type": "PERSON"}, {"start": 14, "end": 17, "type": "GPE"}]}`
	const found = `{"id": "a1", "entities": [
		{"id": "e1", "type": "PERSON", "name": "Lima", "mentions": [{"start": 4, "end": 8, "kind": "name"}]},
		{"id": "e2", "type": "LOC", "name": "Ulm", "mentions": [{"start": 14, "end": 17, "kind": "name"}]}]}`
	var a eval.Article
	var p eval.Prediction // or eval.FromDocument, of what extract found
	if err := json.Unmarshal([]byte(annotated), &a); err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal([]byte(found), &p); err != nil {
		log.Fatal(err)
	}
	names := eval.NameScorer{Labels: eval.Core}
	for _, m := range names.Add(&a, &p) {
		fmt.Println(m.Fault, m.Label, m.Text)
	}
	fmt.Printf("F1 %.2f\n", names.Scores().All.F1())
	// Output:
	// missed PER Ana Lima
	// spurious PER Lima
	// F1 0.50
}

func ExampleReadCoNLL() {
	const columns = "# doc a1\nAna\tB-PER\nLima\tI-PER\n's\tO\nUlm\tB-LOC\n.\tO\n"
	for a, err := range eval.ReadCoNLL(strings.NewReader(columns), "columns.tsv") {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(a.ID, a.Text)
		for _, m := range a.Mentions {
			fmt.Println(m.Type, m.Of(a.Text))
		}
	}
	// Output:
	// a1 Ana Lima's Ulm.
	// PER Ana Lima
	// LOC Ulm
}
