package graph

import (
	"bufio"
	"cmp"
	"container/heap"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"slices"

	"dictum.example/internal/temp"
)

// A merger counts features of keys: of one node the names that articles give
// it, of a pair of nodes the articles that name both. What does not fit the
// memory goes to temporary files, sorted, and is merged at the end.
type merger struct {
	limit   int // of the bytes in memory
	maxRuns int
	dir     string
	size    int
	memory  map[string]counts
	runs    []*os.File
}

type counts map[string]int

// A record is a key with its counts, a line of a run.
type record struct {
	Key    string `json:"k"`
	Counts counts `json:"c"`
}

const (
	mergeBytes = 24 << 20
	mergeRuns  = 64
	perEntry   = 100 // bytes that a map's entry takes, about
)

func newMerger() *merger {
	return &merger{limit: mergeBytes, maxRuns: mergeRuns, memory: map[string]counts{}}
}

// add counts feature n times for key.
func (m *merger) add(key, feature string, n int) {
	c := m.memory[key]
	if c == nil {
		c = counts{}
		m.memory[key] = c
		m.size += len(key) + perEntry
	}
	if _, ok := c[feature]; !ok {
		m.size += len(feature) + perEntry
	}
	c[feature] += n
}

// settle moves what is in memory to disk where it is too much.
func (m *merger) settle() error {
	if m.size < m.limit {
		return nil
	}
	if len(m.runs) >= m.maxRuns {
		if err := m.compact(); err != nil {
			return err
		}
	}
	err := m.writeRun(func(write func(record) error) error {
		for _, key := range slices.Sorted(maps.Keys(m.memory)) {
			if err := write(record{key, m.memory[key]}); err != nil {
				return err
			}
		}
		return nil
	})
	m.memory, m.size = map[string]counts{}, 0
	return err
}

// compact makes one run of all.
func (m *merger) compact() error {
	old := m.runs
	m.runs = nil
	err := m.writeRun(func(write func(record) error) error { return mergeRunsInto(old, nil, write) })
	return errors.Join(err, remove(old))
}

// writeRun adds a run with the records that fill writes.
func (m *merger) writeRun(fill func(write func(record) error) error) error {
	f, err := temp.Create(m.dir, "dictum-graph-*")
	if err != nil {
		return err
	}
	m.runs = append(m.runs, f)
	out := bufio.NewWriterSize(f, 1<<16)
	encode := json.NewEncoder(out)
	if err := fill(func(r record) error { return encode.Encode(r) }); err != nil {
		return err
	}
	return out.Flush()
}

// each calls f for each key in order, with its counts from all runs.
func (m *merger) each(f func(key string, c counts) error) error {
	return mergeRunsInto(m.runs, m.memory, func(r record) error { return f(r.Key, r.Counts) })
}

// close removes the temporary files.
func (m *merger) close() error {
	runs := m.runs
	m.runs, m.memory = nil, nil
	return remove(runs)
}

func remove(files []*os.File) error {
	var errs []error
	for _, f := range files {
		errs = append(errs, temp.Remove(f))
	}
	return errors.Join(errs...)
}

// mergeRunsInto calls write for each key of the runs and the memory, in order.
func mergeRunsInto(runs []*os.File, memory map[string]counts, write func(record) error) error {
	var q queue
	for _, f := range runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		decode := json.NewDecoder(bufio.NewReaderSize(f, 1<<16))
		if err := q.pushNext(func() (r record, err error) { err = decode.Decode(&r); return r, err }); err != nil {
			return err
		}
	}
	keys := slices.Sorted(maps.Keys(memory))
	err := q.pushNext(func() (record, error) {
		if len(keys) == 0 {
			return record{}, io.EOF
		}
		key := keys[0]
		keys = keys[1:]
		return record{key, maps.Clone(memory[key])}, nil
	})
	if err != nil {
		return err
	}
	for q.Len() > 0 {
		r, err := q.pop()
		if err != nil {
			return err
		}
		for q.Len() > 0 && q[0].Key == r.Key {
			same, err := q.pop()
			if err != nil {
				return err
			}
			for feature, n := range same.Counts {
				r.Counts[feature] += n
			}
		}
		if err := write(r); err != nil {
			return err
		}
	}
	return nil
}

// A queue holds the next record of each run, the least key first.
type queue []source

type source struct {
	record
	next func() (record, error)
}

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].Key < q[j].Key }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(source)) }
func (q *queue) Pop() any {
	x := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return x
}

// pushNext puts the first record that next gives into the queue, if any.
func (q *queue) pushNext(next func() (record, error)) error {
	r, err := next()
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return err
	}
	heap.Push(q, source{r, next})
	return nil
}

// pop returns the least record and reads the one after it in its run.
func (q *queue) pop() (record, error) {
	s := heap.Pop(q).(source)
	return s.record, q.pushNext(s.next)
}

// most returns the feature counted most among those with the prefix, without
// it; of several the first in order.
func (c counts) most(prefix string) string {
	best, n := "", 0
	for _, f := range c.features(prefix) {
		if c[prefix+f] > n {
			best, n = f, c[prefix+f]
		}
	}
	return best
}

// features returns the features with the prefix, without it, in order.
func (c counts) features(prefix string) []string {
	var found []string
	for f := range c {
		if len(f) >= len(prefix) && f[:len(prefix)] == prefix {
			found = append(found, f[len(prefix):])
		}
	}
	slices.SortFunc(found, cmp.Compare[string])
	return found
}
