//go:build linux

// Command onnx compares the encoder's speed with that of ONNX Runtime and of
// hugot's pure Go backend, side by side on the same windows of the same texts. Its
// README says what it needs and how to run it.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"dictum.example/internal/encoder"
	"dictum.example/internal/kernels"
	"dictum.example/internal/weights"
	"dictum.example/internal/wordpiece"
)

type options struct {
	model, python, hugot, dictum, work, kernels string
	rounds                                      int
	patience                                    time.Duration
	serve                                       bool
}

func main() {
	var o options
	flag.StringVar(&o.model, "model", "internal/model/dictum.model", "model `file`")
	flag.StringVar(&o.python, "python", "python3", "Python `interpreter` with onnx and onnxruntime; empty to leave ONNX Runtime out")
	flag.StringVar(&o.hugot, "hugot", "", "`command` that go build made of the folder hugot; empty to leave it out")
	flag.StringVar(&o.dictum, "dictum", "",
		"`command` that go build made of cmd/dictum, to time whole extractions; empty to leave them out")
	flag.StringVar(&o.work, "work", "bench/work/onnx", "`folder` for the exported network")
	flag.StringVar(&o.kernels, "kernels", "purego",
		"other `implementations` of Dictum's kernels to time beside the one in use, with commas between: avx2, purego")
	flag.IntVar(&o.rounds, "rounds", 15, "how often each side reads all windows")
	flag.DurationVar(&o.patience, "patience", 2*time.Minute,
		"how long hugot may take to load and to read the first window; after that it is left out")
	flag.BoolVar(&o.serve, "serve", false, "read the windows for each line on standard input: how the command starts the sides of -kernels")
	flag.Parse()
	log.SetFlags(0)
	log.SetPrefix("onnx: ")
	if flag.NArg() == 0 || o.rounds < 1 {
		log.Fatal("usage: onnx [flags] FILE…")
	}
	if err := run(o, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func run(o options, files []string) error {
	runtime.GOMAXPROCS(1)
	start := time.Now()
	ours, err := load(o.model)
	if err != nil {
		return err
	}
	loaded := time.Since(start)
	if err := ours.read(files); err != nil {
		return err
	}
	if o.serve {
		return ours.serve(os.Stdin, os.Stdout)
	}
	if err := os.MkdirAll(o.work, 0o777); err != nil {
		return err
	}
	if err := ours.export(o.work); err != nil {
		return err
	}
	fmt.Printf("%d windows, %d pieces, %d rounds, one thread each, kernels: %s\n\n", len(ours.windows), ours.pieces, o.rounds,
		kernels.Implementation())

	r := race{sides: []*side{{name: "Dictum int8, " + kernels.Implementation(), run: ours.run}}}
	defer r.stop()
	if err := r.add(o, files); err != nil {
		return err
	}
	fmt.Printf("%-22s loaded: %18.0f ms\n\n", "Dictum", ms(loaded))
	if err := r.run(o.rounds, ours.pieces); err != nil {
		return err
	}
	r.print()
	if o.dictum != "" {
		fmt.Println()
		return extractions(o, files)
	}
	return nil
}

// A race is sides that do the same work.
type race struct {
	sides   []*side
	workers []*worker
}

func (r *race) stop() {
	for _, w := range r.workers {
		w.stop()
	}
}

// add adds the sides that are asked for.
func (r *race) add(o options, files []string) error {
	for name := range strings.SplitSeq(o.kernels, ",") {
		if name == "" || name == kernels.Implementation() {
			continue
		}
		w, err := startKernels(o, name, files)
		if err != nil {
			return err
		}
		r.workers = append(r.workers, w)
		r.sides = append(r.sides, &side{name: "Dictum int8, " + name, run: func() (answer, error) { return w.ask("run") }})
	}
	if o.python != "" {
		if err := r.addONNX(o); err != nil {
			return err
		}
	}
	if o.hugot != "" {
		return r.addHugot(o)
	}
	return nil
}

// addONNX adds ONNX Runtime.
func (r *race) addONNX(o options) error {
	if err := command(o.python, "bench/onnx/export.py", o.model, o.work).Run(); err != nil {
		return fmt.Errorf("export.py: %w", err)
	}
	w, err := startWorker(o.python, nil, "bench/onnx/worker.py", o.work)
	if err != nil {
		return err
	}
	r.workers = append(r.workers, w)
	for _, s := range [][2]string{{"ONNX Runtime int8", "encoder.int8"}, {"ONNX Runtime float32", "encoder"}} {
		name, file := s[0], s[1]
		a, err := w.ask("load %s", file)
		if err != nil {
			return err
		}
		same, err := w.ask("compare %s", file)
		if err != nil {
			return err
		}
		fmt.Printf("%-22s loaded, first window: %4.0f ms, cosine with Dictum's vectors %.4f\n", name, 1000*a.Seconds, same.Cosine)
		r.sides = append(r.sides, &side{name: name, run: func() (answer, error) { return w.ask("run %s", file) }})
	}
	return nil
}

// addHugot adds hugot, if it loads in time.
func (r *race) addHugot(o options) error {
	w, err := startWorker(o.hugot, nil, o.work)
	if err != nil {
		return err
	}
	r.workers = append(r.workers, w)
	late := time.AfterFunc(o.patience, func() { w.cmd.Process.Kill() })
	switch a, err := w.ask("load"); {
	case !late.Stop():
		fmt.Printf("%-22s not loaded in %v\n", "hugot, pure Go", o.patience)
	case err != nil:
		return err
	default:
		fmt.Printf("%-22s loaded, first window: %4.0f ms\n", "hugot, pure Go", 1000*a.Seconds)
		r.sides = append(r.sides, &side{name: "hugot, pure Go float32", run: func() (answer, error) { return w.ask("run") }})
	}
	return nil
}

// run has the sides take turns, so that whatever else the machine does, it does to all.
func (r *race) run(rounds, pieces int) error {
	for range rounds {
		for _, s := range r.sides {
			a, err := s.run()
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			if a.Pieces == 0 {
				a.Pieces = pieces
			}
			s.rates = append(s.rates, float64(a.Pieces)/a.Seconds)
		}
	}
	return nil
}

func (r *race) print() {
	fmt.Printf("| encoder, pieces/s | least | median | most | Dictum's is … times as much |\n|---|---|---|---|---|\n")
	for _, s := range r.sides {
		var ratios []float64
		for i, rate := range s.rates {
			ratios = append(ratios, r.sides[0].rates[i]/rate)
		}
		fmt.Printf("| %s | %.0f | %.0f | %.0f | %.2f |\n", s.name, slices.Min(s.rates), median(s.rates), slices.Max(s.rates),
			median(ratios))
	}
}

// A side is one of those compared. The rates are in pieces a second, one a round.
type side struct {
	name  string
	run   func() (answer, error)
	rates []float64
}

// An answer is what a worker tells.
type answer struct {
	Seconds float64
	Pieces  int
	Cosine  float64
}

// dictum is the library's own encoder.
type dictum struct {
	encoder   *encoder.Encoder
	tokenizer *wordpiece.Tokenizer
	size      int // pieces of a window
	windows   []encoder.Input
	texts     []string
	pieces    int
	scratch   encoder.Scratch
	out       []float32
}

func load(model string) (*dictum, error) {
	m, err := weights.Open(os.DirFS(filepath.Dir(model)), filepath.Base(model))
	if err != nil {
		return nil, err
	}
	var config struct{ Window int }
	if err := m.Config(&config); err != nil {
		return nil, err
	}
	d := &dictum{size: config.Window}
	if d.tokenizer, err = wordpiece.New(m.Vocab()); err != nil {
		return nil, err
	}
	d.encoder, err = encoder.New(m, encoder.Stored)
	return d, err
}

// read cuts the files into windows, as full as whole words make them.
func (d *dictum) read(files []string) error {
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		t := d.tokenizer.Tokenize(string(data))
		for words := t.Words; len(words) > 0; {
			first, n := words[0].First, 0
			for n < len(words) && words[n].First+words[n].N-first <= d.size-2 {
				n++
			}
			if n == 0 { // a word of more pieces than a window has
				words = words[1:]
				continue
			}
			last := words[n-1]
			d.add(t.IDs[first:last.First+last.N], t.Shapes[first:last.First+last.N])
			d.texts = append(d.texts, string(data[words[0].Start:last.End]))
			words = words[n:]
		}
	}
	if len(d.windows) == 0 {
		return errors.New("there are no words in the files")
	}
	return nil
}

func (d *dictum) add(ids []int32, shapes []wordpiece.Shape) {
	n := len(ids) + 2
	w := encoder.Input{IDs: make([]int32, n), Shapes: make([]uint8, n), Gaps: make([]uint8, n), Marks: make([]uint8, n)}
	w.IDs[0], w.IDs[n-1] = d.tokenizer.CLS(), d.tokenizer.SEP()
	copy(w.IDs[1:], ids)
	for i, s := range shapes {
		w.Shapes[i+1] = uint8(s)
	}
	d.windows = append(d.windows, w)
	d.pieces += n
}

// export writes the windows, and the vectors of the first, for the other sides.
func (d *dictum) export(folder string) error {
	// Bytes would become base64.
	wide := func(x []uint8) []int32 {
		out := make([]int32, len(x))
		for i, v := range x {
			out[i] = int32(v)
		}
		return out
	}
	var windows []map[string][]int32
	for _, w := range d.windows {
		windows = append(windows, map[string][]int32{"ids": w.IDs, "shapes": wide(w.Shapes), "gaps": wide(w.Gaps), "marks": wide(w.Marks)})
	}
	for name, v := range map[string]any{"windows.json": windows, "texts.json": d.texts} {
		data, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o666); err != nil {
			return err
		}
	}
	hidden, err := d.encoder.Forward(nil, d.windows[0], &d.scratch)
	if err != nil {
		return err
	}
	data := make([]byte, 0, 4*len(hidden))
	for _, v := range hidden {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	return os.WriteFile(filepath.Join(folder, "hidden.f32"), data, 0o666)
}

func (d *dictum) run() (answer, error) {
	start := time.Now()
	for _, w := range d.windows {
		var err error
		if d.out, err = d.encoder.Forward(d.out, w, &d.scratch); err != nil {
			return answer{}, err
		}
	}
	return answer{Seconds: time.Since(start).Seconds()}, nil
}

// serve reads all windows for each line of in, and writes how long it took.
func (d *dictum) serve(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		a, err := d.run()
		if err != nil {
			return err
		}
		if err := json.NewEncoder(out).Encode(a); err != nil {
			return err
		}
	}
	return lines.Err()
}

// startKernels starts this command again, with other kernels.
func startKernels(o options, name string, files []string) (*worker, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args := append([]string{"-serve", "-model", o.model}, files...)
	return startWorker(self, []string{"DICTUM_KERNELS=" + name}, args...)
}

// A worker is another process that answers a line with a line.
type worker struct {
	name string
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
}

func command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Stderr = os.Stderr
	return c
}

func startWorker(name string, env []string, args ...string) (*worker, error) {
	w := &worker{name: name, cmd: command(name, args...)}
	w.cmd.Env = append(append(os.Environ(), "GOMAXPROCS=1"), env...)
	in, err := w.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	w.in, w.out = in, bufio.NewReader(out)
	return w, w.cmd.Start()
}

func (w *worker) ask(format string, args ...any) (a answer, err error) {
	if _, err := fmt.Fprintf(w.in, format+"\n", args...); err != nil {
		return a, fmt.Errorf("%s: %w", w.name, err)
	}
	line, err := w.out.ReadBytes('\n')
	if err != nil {
		return a, fmt.Errorf("%s: %w", w.name, err)
	}
	return a, json.Unmarshal(line, &a)
}

func (w *worker) stop() {
	w.in.Close()
	w.cmd.Wait()
}

// extractions times whole processes of the command, from start to end: over the
// first file alone, and over all files, each with one core and with two, in turns.
func extractions(o options, files []string) error {
	words := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		words += len(strings.Fields(string(data)))
	}
	type way struct {
		what   string
		files  []string
		cores  int
		took   []float64 // seconds
		memory int64     // MB
	}
	var ways []*way
	for _, cores := range []int{1, 2} {
		if cores <= runtime.NumCPU() {
			ways = append(ways, &way{what: "start to result, " + filepath.Base(files[0]), files: files[:1], cores: cores},
				&way{what: "all files", files: files, cores: cores})
		}
	}
	for range o.rounds {
		for _, w := range ways {
			c := command(o.dictum, append([]string{"extract", "--format", "jsonl"}, w.files...)...)
			c.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", w.cores))
			start := time.Now()
			if err := c.Run(); err != nil {
				return fmt.Errorf("%s: %w", o.dictum, err)
			}
			w.took = append(w.took, time.Since(start).Seconds())
			if u, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
				w.memory = max(w.memory, int64(u.Maxrss)/1024)
			}
		}
	}
	fmt.Printf("| whole extraction, %d rounds | ms, least | median | most | words/s, median | resident memory, at most |\n"+
		"|---|---|---|---|---|---|\n", o.rounds)
	for _, w := range ways {
		rate := "" // of one article, the start is most
		if len(w.files) > 1 {
			rate = fmt.Sprintf("%.0f", float64(words)/median(w.took))
		}
		fmt.Printf("| %s, cores: %d | %.0f | %.0f | %.0f | %s | %d MB |\n", w.what, w.cores,
			1000*slices.Min(w.took), 1000*median(w.took), 1000*slices.Max(w.took), rate, w.memory)
	}
	return nil
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
