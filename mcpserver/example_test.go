package mcpserver_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"dictum.example/extract"
	"dictum.example/mcpserver"
)

func Example() {
	x, err := extract.New()
	if err != nil {
		log.Fatal(err)
	}
	s, err := mcpserver.New(x, mcpserver.Options{})
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	here, there := mcp.NewInMemoryTransports() // an agent that is another program starts "dictum mcp"
	go s.Run(ctx, there)
	agent, err := mcp.NewClient(&mcp.Implementation{Name: "agent"}, nil).Connect(ctx, here, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer agent.Close()

	const article = `"Every crane has been checked," Maria Okoye told reporters on Friday.`
	call := func(tool string, arguments map[string]any) *mcp.CallToolResult {
		result, err := agent.CallTool(ctx, &mcp.CallToolParams{Name: tool, Arguments: arguments})
		if err != nil {
			log.Fatal(err)
		}
		return result
	}
	call("read_article", map[string]any{"text": article})
	result := call("who_said", map[string]any{"speaker": "Okoye", "about": "crane"})

	var found struct {
		Statements []struct {
			Speaker string
			Content []struct {
				Start, End int
				Text       string
			}
		}
	}
	data, err := json.Marshal(result.StructuredContent)
	if err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal(data, &found); err != nil {
		log.Fatal(err)
	}
	for _, s := range found.Statements {
		for _, c := range s.Content {
			fmt.Println(s.Speaker, c.Start, c.End, c.Text)
		}
	}
	// Output:
	// Maria Okoye 0 31 "Every crane has been checked,"
}
