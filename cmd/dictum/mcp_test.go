package main

import (
	"encoding/json"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// An agent starts the command and speaks with it over standard input and output.
func TestMCP(t *testing.T) {
	const storm = `{"id":"storm","text":"“Nobody saw the storm coming,” said Maria Okoye."}`
	code, documents, stderr := exec(t, storm, "extract", "-i", "jsonl", "-f", "jsonl")
	if code != 0 {
		t.Fatal(stderr)
	}
	file := filepath.Join(t.TempDir(), "documents.jsonl")
	if err := os.WriteFile(file, []byte(documents), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := osexec.Command(dictum(t), "mcp", file)
	var log strings.Builder
	cmd.Stderr = &log
	agent, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	call := func(tool string, arguments map[string]any, answer any) {
		t.Helper()
		result, err := agent.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
		if err != nil || result.IsError {
			t.Fatalf("%s: %v, %+v", tool, err, result)
		}
		data, err := json.Marshal(result.StructuredContent)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, answer); err != nil {
			t.Fatal(err)
		}
	}
	var read struct{ Article string }
	call("read_article", map[string]any{"id": "cranes", "text": `"Every crane has been checked," Maria Okoye told reporters.`}, &read)
	var found struct {
		Total      int
		Statements []struct {
			Content []struct{ Article, Text string }
		}
	}
	call("who_said", map[string]any{"speaker": "Okoye"}, &found)
	if read.Article != "cranes" || found.Total != 2 {
		t.Errorf("%+v, %+v", read, found)
	}
	var cards struct {
		Things []struct{ Articles []string }
	}
	call("look_up", map[string]any{"who": "Maria Okoye"}, &cards)
	if len(cards.Things) != 1 || len(cards.Things[0].Articles) != 2 {
		t.Errorf("%+v", cards)
	}
	if err := agent.Close(); err != nil {
		t.Error(err)
	}
	if code := cmd.ProcessState.ExitCode(); code != 0 || log.Len() > 0 {
		t.Errorf("status %d: %s", code, log.String())
	}
}
