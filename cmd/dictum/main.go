// Command dictum reads news articles and tells who is in them and who said what.
//
//	dictum extract [--format text|json|jsonl|html] [FILE ...]
//	dictum explain [FILE ...]
//	dictum resolve [--index DIR] [FILE ...]
//	dictum profiles [--output FILE] [FILE ...]
//	dictum tables --output FOLDER [FILE ...]
//	dictum site --output FOLDER [FILE ...]
//	dictum graph [--format FORMAT] [--output FILE] [FILE ...]
//	dictum eval [--pred FILE] GOLD ...
//	dictum kb build DUMP OUT
//	dictum serve [--listen ADDRESS]
//	dictum mcp [FILE ...]
//	dictum completion bash|zsh|fish
//
// Files whose name ends in .jsonl or .ndjson hold one article a line, as
// extract.Article describes; web pages, web archives and feeds are read by their
// names too, and all others as the text of one article. A folder stands for its files.
// Without files, or for "-", it reads standard input.
//
// It exits with 0 when all went well, 1 when some of the input could not be
// read and all else was, 2 for a wrong command line, 3 when it broke off (the output
// could not be written, the model not be loaded), and 128 and the signal's number
// (130, 143) when it was interrupted.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"
	mangokong "github.com/alecthomas/mango-kong"
	"github.com/posener/complete"
	"github.com/willabides/kongplete"

	"dictum.example/extract"
	"dictum.example/graph"
)

// The exit statuses: some of the input could not be read, and all else was; the command line is
// wrong; what was begun broke off, and may go well the next time.
const (
	exitFailed = 1
	exitUsage  = 2
	exitBroken = 3
)

// commands are the subcommands; each has a Run method and a file of its own.
type commands struct {
	Extract  extractCommand  `cmd:"" help:"Find the entities and quotes of articles."`
	Explain  explainCommand  `cmd:"" help:"Show which rules decided what is found."`
	Resolve  resolveCommand  `cmd:"" help:"Tell what is one thing over many documents."`
	Profiles profilesCommand `cmd:"" help:"Sum up the sources of many documents."`
	Tables   tablesCommand   `cmd:"" help:"Write documents as tables."`
	Site     siteCommand     `cmd:"" help:"Write documents as a folder of web pages."`
	Graph    graphCommand    `cmd:"" help:"Build a knowledge graph of articles."`
	Eval     evalCommand     `cmd:"" help:"Score what is found against annotated articles."`
	KB       kbCommand       `cmd:"" name:"kb" help:"Make knowledge bases."`
	Serve    serveCommand    `cmd:"" help:"Answer over HTTP."`
	MCP      mcpCommand      `cmd:"" name:"mcp" help:"Answer an agent, over the Model Context Protocol."`

	Completion completionCommand `cmd:"" help:"Print what makes a shell complete command lines."`

	Version kong.VersionFlag  `help:"Print the version and exit."`
	Man     mangokong.ManFlag `hidden:"" help:"Print the manual page and exit."`
}

// std holds the standard streams.
type std struct {
	in       io.Reader
	out, err io.Writer
}

// errReported is for a command whose errors have been printed as they came.
var errReported = errors.New("some of the input could not be read")

func main() {
	os.Exit(run(untilInterrupted(), std{os.Stdin, os.Stdout, os.Stderr}, os.Args[1:]))
}

func run(ctx context.Context, s std, args []string) int {
	parser := kong.Must(&commands{},
		kong.Name("dictum"),
		kong.Description("Reads news articles: who is in them, and who said what."),
		longHelp,
		kong.Vars{"version": version(), "base": graph.DefaultBase, "maxText": strconv.Itoa(extract.MaxText)},
		serveDefaults,
		kong.Writers(s.out, s.err),
	)
	kongplete.Complete(parser, kongplete.WithPredictor("file", complete.PredictFiles("*")))
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(s.err, "dictum: %s\nTry dictum --help.\n", clean(err.Error()))
		return exitUsage
	}
	command.BindTo(ctx, (*context.Context)(nil))
	err = command.Run(&s)
	switch stopped := (interruption{}); {
	case err == nil:
		return 0
	case errors.Is(err, errReported):
		return exitFailed
	case errors.As(err, &stopped):
		fmt.Fprintln(s.err, "dictum: interrupted")
		return stopped.status()
	}
	for message := range strings.Lines(err.Error()) {
		fmt.Fprintf(s.err, "dictum: %s\n", clean(message))
	}
	return exitBroken
}

// release is the version of a release, which its build sets.
var release string

// version returns the release's or the module's version and the revision that was built, as far as they are known.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "dictum, unknown version"
	}
	v := "dictum " + cmp.Or(release, info.Main.Version)
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			v += " " + s.Value
		}
	}
	return v
}
