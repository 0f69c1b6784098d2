package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// TestCommands puts articles, lets a worker read them, and gets the documents, as docs/worker.md shows it.
func TestCommands(t *testing.T) {
	s, err := server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoSigs: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	defer func() { s.Shutdown(); s.WaitForShutdown() }()
	if !s.ReadyForConnections(time.Minute) {
		t.Fatal("no queue")
	}
	file := filepath.Join(t.TempDir(), "articles.jsonl")
	const articles = `{"id":"1","text":"It rained."}

no article
{"id":"2","text":"It snowed."}`
	if err := os.WriteFile(file, []byte(articles), 0o666); err != nil {
		t.Fatal(err)
	}
	call := func(ctx context.Context, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if err := run(ctx, append(args, "--url", s.ClientURL()), &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	call(t.Context(), "put", file)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan string)
	go func() { ended <- call(ctx, "run") }()
	for strings.Count(call(t.Context(), "get"), "\n") < 2 || call(t.Context(), "get", "--dead") == "" {
		time.Sleep(10 * time.Millisecond)
	}
	cancel()
	<-ended
	if got := call(t.Context(), "get"); !strings.Contains(got, `"id":"1"`) || !strings.Contains(got, `"text":"It snowed."`) {
		t.Errorf("%s", got)
	}
	if got := call(t.Context(), "get", "--dead"); !strings.HasPrefix(got, "no JSON") || !strings.HasSuffix(got, "\tno article\n") {
		t.Errorf("%q", got)
	}
}

// TestDocumented checks that the page about this command shows what it has.
func TestDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/worker.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(page)) {
		command, ok := strings.CutPrefix(line, "    go run -C worker ./dictum-worker ")
		if !ok {
			continue
		}
		n++
		out, err := exec.CommandContext(t.Context(), "go", "run", ".", strings.Fields(command)[0], "--help").CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v: %s", command, err, out)
		}
	}
	if n < 3 {
		t.Errorf("%d commands", n)
	}
}
