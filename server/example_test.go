package server_test

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"

	"dictum.example/extract"
	"dictum.example/server"
)

func Example() {
	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	h := httptest.NewServer(server.New(x, server.Options{}))
	defer h.Close()

	const article = `"Every crane has been checked," Maria Okoye told reporters on Friday.`
	answer, err := http.Post(h.URL+"/v1/read", "text/plain", strings.NewReader(article))
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	var doc extract.Document
	if err := json.NewDecoder(answer.Body).Decode(&doc); err != nil {
		log.Fatal(err)
	}
	for _, q := range doc.Quotes {
		fmt.Println(q.SpeakerText(), q.Kind, q.Text)
	}
	// Output:
	// Maria Okoye direct "Every crane has been checked,"
}
