package main

import (
	"regexp"
	"strings"
	"testing"

	"dictum.example/internal/golden"
)

// What docs/identity.md shows, of two documents.
func TestExplain(t *testing.T) {
	const docs = `
{"id":"monday","text":"Angela Lindqvist of Ostra Shipping met Karl Oster.","entities":[
{"id":"e1","type":"PERSON","name":"Angela Lindqvist","mentions":[{"start":0,"end":16,"type":"PERSON","kind":"name"}]},
{"id":"e2","type":"ORG","name":"Ostra Shipping","mentions":[{"start":20,"end":34,"type":"ORG","kind":"name"}]},
{"id":"e3","type":"PERSON","name":"Karl Oster","mentions":[{"start":39,"end":49,"type":"PERSON","kind":"name"}]}]}
{"id":"tuesday","text":"Lindqvist met Karl Oster of Ostra Shipping.","entities":[
{"id":"e1","type":"PERSON","name":"Lindqvist","mentions":[{"start":0,"end":9,"type":"PERSON","kind":"name"}]},
{"id":"e2","type":"PERSON","name":"Karl Oster","mentions":[{"start":14,"end":24,"type":"PERSON","kind":"name"}]},
{"id":"e3","type":"ORG","name":"Ostra Shipping","mentions":[{"start":28,"end":42,"type":"ORG","kind":"name"}]}]}`
	code, got, stderr := exec(t, strings.NewReplacer("[\n", "[", ",\n", ",").Replace(docs), "resolve", "--explain", "Angela Lindqvist", "-")
	if code != 0 {
		t.Fatal(stderr)
	}
	if !regexp.MustCompile(`^n[a-z2-7]{12}  Angela Lindqvist, PERSON, in 2 articles\n`).MatchString(got) {
		t.Error(got)
	}
	golden.Block(t, "../../docs/identity.md", "explain", got)
}
