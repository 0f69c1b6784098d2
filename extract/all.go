package extract

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
)

// An ArticleError tells which article of a stream could not be read.
type ArticleError struct {
	// Index counts the articles of the stream from 0.
	Index int
	// ID is the article's own id, if it has one.
	ID string
	// Origin is where it was read, if that is known.
	Origin string
	Err    error
}

// Error names the article and says what went wrong.
func (e *ArticleError) Error() string {
	name := cmp.Or(e.Origin, e.ID)
	if name == "" {
		return fmt.Sprintf("article %d: %v", e.Index, e.Err)
	}
	return fmt.Sprintf("article %d (%q): %v", e.Index, name, e.Err)
}

// Unwrap returns the error that the article met with.
func (e *ArticleError) Unwrap() error { return e.Err }

// Articles returns the articles as a sequence for [Extractor.All].
func Articles(list ...Article) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		for _, a := range list {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// All reads a stream of articles, several at a time, and yields one result for
// each in their order. An article that can't be read yields an *ArticleError, and an
// error of the sequence is yielded as it is, in its place; neither ends the others.
// When ctx ends, its error is yielded, and nothing more. Only a few articles for each
// worker are held at a time.
//
// The articles are drawn on a goroutine of their own, which waits while the
// results are not taken up. When the loop over the results ends, for whatever
// reason, All waits for the sequence to give up its turn, and leaves nothing running.
// What the sequence, a Recognizer or a knowledge base panics with, the loop panics with.
func (x *Extractor) All(ctx context.Context, articles iter.Seq2[Article, error]) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		if err := x.usable(); err != nil {
			yield(nil, err)
			return
		}
		s := stream{queue: make(chan *job, 2*x.workers), todo: make(chan *job)}
		ctx, cancel := context.WithCancel(ctx)
		s.start(ctx, x, articles)
		defer s.stop(cancel)
		s.deliver(ctx, yield)
	}
}

// A stream is one run of All: the source puts each job into the queue, which
// keeps the order, and then among those to do, which the workers take up.
type stream struct {
	queue chan *job
	todo  chan *job
	group sync.WaitGroup
	// panicked is what the sequence of articles panicked with. It is set before
	// the queue is closed.
	panicked any
}

type job struct {
	index   int
	article Article
	done    chan struct{} // closed when the others are set
	doc     *Document
	err     error
	// panicked is what the article was given up with.
	panicked any
}

func (s *stream) start(ctx context.Context, x *Extractor, articles iter.Seq2[Article, error]) {
	s.group.Go(func() { s.draw(ctx, articles) })
	for range x.workers {
		s.group.Go(func() {
			for j := range s.todo {
				j.run(ctx, x)
			}
		})
	}
}

// draw turns the articles into jobs until there are no more, or ctx ends.
func (s *stream) draw(ctx context.Context, articles iter.Seq2[Article, error]) {
	defer close(s.queue)
	defer close(s.todo)
	defer func() { s.panicked = recover() }()
	index := 0
	for a, err := range articles {
		j := &job{index: index, article: a, err: err, done: make(chan struct{})}
		index++
		if err != nil {
			close(j.done)
		}
		if !send(ctx, s.queue, j) || err == nil && !send(ctx, s.todo, j) {
			return
		}
	}
}

func send(ctx context.Context, to chan<- *job, j *job) bool {
	select {
	case to <- j:
		return true
	case <-ctx.Done():
		return false
	}
}

// errGone is what a job panics with whose goroutine was ended by what it called.
var errGone = errors.New("extract: a Recognizer or knowledge base ended its goroutine")

func (j *job) run(ctx context.Context, x *Extractor) {
	j.panicked = errGone
	defer close(j.done)
	defer func() {
		if p := recover(); p != nil {
			j.panicked = p
		}
	}()
	doc, err := x.ExtractArticle(ctx, j.article)
	if err != nil {
		err = &ArticleError{Index: j.index, ID: j.article.ID, Origin: j.article.Origin, Err: err}
	}
	j.doc, j.err, j.panicked = doc, err, nil
}

// deliver yields the results in order until there are no more, none is wanted, or ctx ends.
func (s *stream) deliver(ctx context.Context, yield func(*Document, error) bool) {
	for {
		j, open := next(ctx, s.queue)
		if ctx.Err() != nil {
			yield(nil, fmt.Errorf("extract: %w", ctx.Err()))
			return
		}
		if open && j.panicked != nil {
			panic(j.panicked)
		}
		if !open || !yield(j.doc, j.err) {
			return
		}
	}
}

// next waits for the next job in the queue to be done, or for the end of ctx.
func next(ctx context.Context, queue <-chan *job) (j *job, open bool) {
	select {
	case j, open = <-queue:
	case <-ctx.Done():
	}
	if !open {
		return nil, false
	}
	select {
	case <-j.done:
	case <-ctx.Done():
	}
	return j, true
}

// stop ends all goroutines of the stream and passes on the sequence's panic.
func (s *stream) stop(cancel context.CancelFunc) {
	cancel()
	s.group.Wait()
	if s.panicked != nil {
		panic(s.panicked)
	}
}
