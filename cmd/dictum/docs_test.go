package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Commands of the documentation that other tests run, or that a test can't.
var elsewhere = map[string]string{
	"dictum serve":        "TestServe runs it; the commands that ask it ask one that the test starts",
	"git clone":           "there is no address yet; the command behind it is TestSample's",
	"go ":                 "TestSample, TestOtherModule and the tests of examples run them",
	"grep -rlZ":           "renames the module",
	"internal/kernels":    "needs an emulator",
	"curl -O":             "needs the network",
	"pip install":         "needs the network",
	"python3 graph/test":  "the tests of package graph run it",
	"dictum graph --into": "TestInto runs them",
}

// documented returns the commands of a document: its indented lines that begin with one.
func documented(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var commands []string
	fenced := false
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		command, indented := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
		if !indented || fenced || strings.ContainsAny(command, "…") || strings.HasPrefix(command, " ") {
			continue
		}
		first, _, _ := strings.Cut(command, " ")
		switch first {
		case "dictum", "sed", "python3", "curl", "pip", "git", "go", "grep":
			commands = append(commands, command)
		}
	}
	return commands
}

func runElsewhere(command string) bool {
	for prefix := range elsewhere {
		if strings.HasPrefix(command, prefix) {
			return true
		}
	}
	return false
}

// TestDocumentedCommands runs every command of the documentation as it is written.
func TestDocumentedCommands(t *testing.T) {
	if _, err := osexec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := documentedFiles(t, root)
	const served = "http://127.0.0.1:8080"
	server := sync.OnceValue(func() string { return serveProcess(t).url })
	names, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(names, filepath.Join(root, "README.md"), filepath.Join(root, "examples", "newsgraph", "README.md")) {
		name, err := filepath.Rel(root, path)
		if err != nil {
			t.Fatal(err)
		}
		for _, command := range documented(t, path) {
			t.Run(name+": "+command, func(t *testing.T) {
				switch {
				case runElsewhere(command) || strings.Contains(command, "DUMP OUT"):
					t.Skip("elsewhere")
				case strings.Contains(command, "import kuzu") && osexec.Command("python3", "-c", "import kuzu").Run() != nil:
					t.Skip("no kuzu here")
				}
				if strings.Contains(command, served) {
					command = strings.ReplaceAll(command, served, server())
				}
				cmd := osexec.CommandContext(t.Context(), "bash", "-ec", command)
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "PATH="+filepath.Join(dir, "bin")+string(filepath.ListSeparator)+os.Getenv("PATH"))
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Errorf("%v: %s", err, out)
				}
			})
		}
	}
}

// documentedFiles makes a folder with what the commands read, in bin the programs that
// they call, and links to the folders of the repository.
func documentedFiles(t *testing.T, root string) string {
	t.Helper()
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	bin := filepath.Join(dir, "bin")
	check(os.Mkdir(bin, 0o777))
	check(os.Symlink(self, filepath.Join(bin, "dictum")))
	for _, folder := range []string{"testdata", "examples", "graph"} {
		check(os.Symlink(filepath.Join(root, folder), filepath.Join(dir, folder)))
	}
	var dump bytes.Buffer
	z := gzip.NewWriter(&dump)
	z.Write([]byte(`[
{"type":"item","id":"Q800000001","labels":{"en":{"language":"en","value":"Zora Quillam"}},"aliases":[],"claims":[],"sitelinks":{"a":{}}}
]
`))
	check(z.Close())
	const document = `{"id":%q,"text":"Angela Lindqvist spoke.","entities":[{"id":"e1","type":"PERSON","name":"Angela Lindqvist",` +
		`"mentions":[{"start":0,"end":16,"type":"PERSON","kind":"name"}]}],"quotes":[]}` + "\n"
	for name, from := range map[string]string{
		"page.html": "input/html/testdata/harbour.html", "crawl.warc.gz": "input/warc/testdata/crawl.warc.gz",
	} {
		check(os.Symlink(filepath.Join(root, filepath.FromSlash(from)), filepath.Join(dir, name)))
	}
	for name, content := range map[string]string{
		"2025-07-04-rain.txt": "It rained.\n",
		"monday.jsonl":        fmt.Sprintf(document, "article-17"),
		"tuesday.jsonl":       fmt.Sprintf(document, "article-18"),
		"mine.tsv":            "same\tAngela Lindqvist\tA. Lindqvist\n",
		"articles.jsonl":      "{\"text\":\"It rained.\"}\n{\"text\":\"Maria Okoye said so.\"}\n",
		"article.txt":         "“Every crane has been checked,” Maria Okoye said.\n",
		"clients.csv":         "name,type,id,aliases\nAcme Widgets plc,ORG,client:17,Acme\n",
		"latest-all.json.gz":  dump.String(),
		"bin/neo4j-admin":     "#!/bin/sh\nfor file; do case $file in *.csv) test -f \"${file##*=}\" || exit 1 ;; esac; done\n",
	} {
		check(os.WriteFile(filepath.Join(dir, name), []byte(content), 0o777))
	}
	if _, err := osexec.LookPath("dot"); err != nil {
		check(os.WriteFile(filepath.Join(bin, "dot"), []byte("#!/bin/sh\ngrep digraph\n"), 0o777))
	}
	return dir
}
