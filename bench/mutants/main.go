// Mutants asks of a package's tests whether they would notice a fault: it makes conditions never
// true, one at a time, and runs the tests. What they do not notice is printed, for somebody to look at.
//
//	mutants [-n N] [-seed S] [-run TESTS] [-timeout D] PACKAGE…
//
// PACKAGE is a folder such as ./internal/resolve. N conditions of each are tried, drawn at random. The files stay as
// they are: the go command is given the changed one in their place (go test -overlay).
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 20, "conditions to try in each package")
	seed := flag.Uint64("seed", 1, "of the draw")
	run := flag.String("run", ".", "the `tests` to run, as go test has it")
	timeout := flag.Duration("timeout", time.Minute, "after which a test that does not end counts as one that failed")
	flag.Parse()
	for _, dir := range flag.Args() {
		if err := try(os.Stdout, dir, *run, *n, *seed, *timeout); err != nil {
			log.Fatal(err)
		}
	}
}

// A condition is that of an if statement, or an operand of && or || in one.
type condition struct {
	file       string
	line       int
	start, end int // bytes
	text       string
}

// try draws conditions of the package in dir and prints those that its tests can do without.
func try(w io.Writer, dir, run string, n int, seed uint64, timeout time.Duration) error {
	all, err := conditions(dir)
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(seed, 0))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = all[:min(n, len(all))]
	survived := 0
	for _, c := range all {
		noticed, err := notices(c, dir, run, timeout)
		if err != nil {
			return err
		}
		if !noticed {
			survived++
			fmt.Fprintf(w, "%s:%d: never true, and no test fails: %s\n", c.file, c.line, c.text)
		}
	}
	fmt.Fprintf(w, "%s: %d of %d conditions can be left out\n", dir, survived, len(all))
	return nil
}

// conditions returns the conditions in the Go files of dir that are neither tests nor generated.
func conditions(dir string) ([]condition, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var all []condition
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if strings.HasSuffix(name, "_test.go") || bytes.Contains(src, []byte("\n// Code generated")) ||
			bytes.HasPrefix(src, []byte("// Code generated")) {
			continue
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, src, 0)
		if err != nil {
			return nil, err
		}
		ast.Inspect(f, func(node ast.Node) bool {
			if s, ok := node.(*ast.IfStmt); ok {
				for _, e := range operands(s.Cond) {
					at := fset.Position(e.Pos())
					start, end := at.Offset, fset.Position(e.End()).Offset
					all = append(all, condition{name, at.Line, start, end, string(src[start:end])})
				}
			}
			return true
		})
	}
	return all, nil
}

// operands returns what && and || join in a condition, or the condition.
func operands(e ast.Expr) []ast.Expr {
	switch x := e.(type) {
	case *ast.ParenExpr:
		return operands(x.X)
	case *ast.BinaryExpr:
		if x.Op == token.LAND || x.Op == token.LOR {
			return append(operands(x.X), operands(x.Y)...)
		}
	}
	return []ast.Expr{e}
}

// notices reports whether the tests fail where c is never true. A file that does not compile counts as noticed.
func notices(c condition, dir, run string, timeout time.Duration) (bool, error) {
	temp, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(temp)
	src, err := os.ReadFile(c.file)
	if err != nil {
		return false, err
	}
	changed := filepath.Join(temp, "changed.go")
	mutant := string(src[:c.start]) + "(false && (" + c.text + "))" + string(src[c.end:])
	if err := os.WriteFile(changed, []byte(mutant), 0o600); err != nil {
		return false, err
	}
	path, err := filepath.Abs(c.file)
	if err != nil {
		return false, err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{path: changed}})
	if err != nil {
		return false, err
	}
	list := filepath.Join(temp, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		return false, err
	}
	cmd := exec.Command("go", "test", "-short", "-count=1", "-vet=off", "-overlay", list, "-run", run, "-timeout", timeout.String(), ".")
	cmd.Dir = dir
	return cmd.Run() != nil, nil
}
