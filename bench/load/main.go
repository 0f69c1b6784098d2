// Command load asks "dictum serve" with many clients at once, and tells how many articles were read,
// how long answers took, and how the server's memory went.
//
//	go run ./bench/load -clients 64 -for 10m http://127.0.0.1:8080 ARTICLES.jsonl
//
// Clients post article after article; one that is refused waits as long as it is told to, and no
// more than two seconds.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"dictum.example/extract"
)

func main() {
	log.SetFlags(0)
	clients := flag.Int("clients", 64, "how many ask at once")
	during := flag.Duration("for", time.Minute, "for how long")
	flag.Parse()
	if flag.NArg() != 2 {
		log.Fatal("usage: load [-clients N] [-for D] URL ARTICLES.jsonl")
	}
	bodies, err := articles(flag.Arg(1))
	if err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), *during)
	defer cancel()
	l := &load{url: flag.Arg(0), bodies: bodies, statuses: map[int]int{}}
	var group sync.WaitGroup
	for i := range *clients {
		group.Go(func() { l.client(ctx, i) })
	}
	group.Go(func() { l.watch(ctx, *during/20) })
	group.Wait()
	l.report(os.Stdout, *during)
}

// articles returns the articles of a file of JSON lines, each as a body.
func articles(name string) ([][]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all [][]byte
	for a, err := range extract.ReadArticles(f, name, 0) {
		if err != nil {
			return nil, err
		}
		body, err := json.Marshal(a)
		if err != nil {
			return nil, err
		}
		all = append(all, body)
	}
	return all, nil
}

// A load is what the clients have met with.
type load struct {
	url    string
	bodies [][]byte

	mu       sync.Mutex
	statuses map[int]int
	took     []time.Duration // of the answers with a document
	bytes    int
	memory   []float64 // of the server, in MB
}

// client posts articles until ctx ends, beginning with the i-th of a hundred.
func (l *load) client(ctx context.Context, i int) {
	for n := i * 101; ctx.Err() == nil; n++ {
		body := l.bodies[n%len(l.bodies)]
		start := time.Now()
		status, again := l.post(ctx, body)
		if ctx.Err() != nil {
			return
		}
		l.mu.Lock()
		l.statuses[status]++
		if status == http.StatusOK {
			l.took = append(l.took, time.Since(start))
			l.bytes += len(body)
		}
		l.mu.Unlock()
		if again > 0 {
			time.Sleep(min(again, 2*time.Second))
		}
	}
}

// post returns the status of the answer, 0 for none, and when to try again.
func (l *load) post(ctx context.Context, body []byte) (status int, again time.Duration) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, l.url+"/v1/read", bytes.NewReader(body))
	if err != nil {
		return 0, 0
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, time.Second
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return 0, time.Second
	}
	seconds, _ := strconv.Atoi(answer.Header.Get("Retry-After"))
	return answer.StatusCode, time.Duration(seconds) * time.Second
}

// watch notes the server's resident memory every now and then.
func (l *load) watch(ctx context.Context, every time.Duration) {
	for tick := time.Tick(every); ; {
		select {
		case <-tick:
			l.mu.Lock()
			l.memory = append(l.memory, l.resident()/(1<<20))
			l.mu.Unlock()
		case <-ctx.Done():
			return
		}
	}
}

func (l *load) resident() float64 {
	answer, err := http.Get(l.url + "/metrics")
	if err != nil {
		return 0
	}
	defer answer.Body.Close()
	for in := bufio.NewScanner(answer.Body); in.Scan(); {
		if value, ok := strings.CutPrefix(in.Text(), "process_resident_memory_bytes "); ok {
			n, _ := strconv.ParseFloat(value, 64)
			return n
		}
	}
	return 0
}

func (l *load) report(w io.Writer, during time.Duration) {
	slices.Sort(l.took)
	fmt.Fprintf(w, "answers by status: %v\n", l.statuses)
	if n := len(l.took); n > 0 {
		fmt.Fprintf(w, "%d articles, %.1f a second, %.1f kB a second\n", n, float64(n)/during.Seconds(), float64(l.bytes)/1000/during.Seconds())
		fmt.Fprintf(w, "p50 %v, p90 %v, p99 %v, most %v\n", l.took[n/2], l.took[n*9/10], l.took[n*99/100], l.took[n-1])
	}
	fmt.Fprintf(w, "resident MB, %d times: %.0f\n", len(l.memory), l.memory)
}
