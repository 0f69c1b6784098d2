// Command speed measures what reading costs: the time to load the model and to the
// first result, the words read in a second by one worker and by two, and the
// memory that it takes.
//
//	go run ./bench/speed [-n ARTICLES] FILE…
//
// Each file is one article; they are read over and over.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"iter"
	"log"
	"os"
	"runtime"
	"strings"
	"time"

	"dictum.example/extract"
	"dictum.example/text"
)

func main() {
	n := flag.Int("n", 100, "`articles` to read with each number of workers")
	flag.Parse()
	log.SetFlags(0)
	if err := run(*n, flag.Args()); err != nil {
		log.Fatal("speed: ", err)
	}
}

func run(n int, files []string) error {
	var articles []extract.Article
	words := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		articles = append(articles, extract.Article{ID: name, Text: string(data)})
		words += len(text.Parse(string(data)).Words)
	}
	if len(articles) == 0 {
		return fmt.Errorf("no articles")
	}
	start := time.Now()
	x, err := extract.New()
	if err != nil {
		return err
	}
	loaded := time.Since(start)
	if _, err := x.ExtractArticle(context.Background(), articles[0]); err != nil {
		return err
	}
	fmt.Printf("load             %8.0f ms\n", ms(loaded))
	fmt.Printf("first result     %8.0f ms after the start\n", ms(time.Since(start)))
	for _, workers := range []int{1, 2} {
		if workers > runtime.NumCPU() {
			break
		}
		runtime.GOMAXPROCS(workers)
		if x, err = extract.New(extract.WithWorkers(workers)); err != nil {
			return err
		}
		start := time.Now()
		for _, err := range x.All(context.Background(), cycle(articles, n)) {
			if err != nil {
				return err
			}
		}
		read := float64(words) * float64(n) / float64(len(articles))
		fmt.Printf("workers %d        %8.0f words/s\n", workers, read/time.Since(start).Seconds())
		fmt.Printf("resident memory  %8s, at most\n", resident())
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// cycle yields n articles, the given ones in turn.
func cycle(articles []extract.Article, n int) iter.Seq2[extract.Article, error] {
	return func(yield func(extract.Article, error) bool) {
		for i := range n {
			if !yield(articles[i%len(articles)], nil) {
				return
			}
		}
	}
}

// resident returns the peak of the process's resident memory, where the system tells it.
func resident() string {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if v, ok := strings.CutPrefix(s.Text(), "VmHWM:"); ok {
			return strings.TrimSpace(v)
		}
	}
	return "unknown"
}
