package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"dictum.example/extract"
	"dictum.example/page"
)

// read answers POST /v1/read.
func (s *Server) read(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Now().Add(patience))
	if err := s.gate.enter(); err != nil {
		refuse(w, r, s.problemOf(r.Context(), err))
		return
	}
	defer s.gate.leave()
	kind, err := bodyType(r.Header)
	if err != nil {
		refuse(w, r, s.problemOf(r.Context(), err))
		return
	}
	body, done, err := s.body(w, r, s.options.bodyLimit(kind))
	defer done()
	control.SetReadDeadline(time.Time{})
	note(r.Context()).received = len(body)
	if err != nil {
		refuse(w, r, s.problemOf(r.Context(), err))
		return
	}
	asked, err := decode(kind, body, r.URL.Query(), s.options.MaxText)
	switch {
	case err != nil:
		refuse(w, r, s.problemOf(r.Context(), err))
	case asked.batch != nil:
		s.answerBatch(w, r, asked)
	default:
		s.answerOne(w, r, asked.load)
	}
}

// A form writes a document.
type form func(*extract.Document) ([]byte, error)

func asJSON(doc *extract.Document) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(doc)
	return out.Bytes(), err
}

func asPage(doc *extract.Document) ([]byte, error) {
	var out bytes.Buffer
	err := page.Write(&out, doc)
	return out.Bytes(), err
}

// answerOne answers with the document of an article.
func (s *Server) answerOne(w http.ResponseWriter, r *http.Request, article load) {
	write, kind := form(asJSON), typeJSON
	if prefersPage(r) {
		write, kind = asPage, "text/html; charset=utf-8"
	}
	var answer []byte
	t, err := s.turn(r.Context())
	if err == nil {
		answer, err = s.document(t, article, write)
	}
	defer s.gate.hold(-int64(len(answer)))
	s.metrics.article(err)
	if err != nil {
		refuse(w, r, s.problemOf(r.Context(), err))
		return
	}
	note(r.Context()).articles = 1
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Vary", "Accept")
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(patience))
	w.Write(answer)
}

// A turn is the leave to read one article, until its context ends.
type turn struct {
	ctx context.Context
	end func()
}

// turn waits for the turn of an article.
func (s *Server) turn(ctx context.Context) (turn, error) {
	ctx, cancel := context.WithTimeout(ctx, s.options.Timeout)
	stop := context.AfterFunc(s.life, cancel)
	end, err := s.gate.begin(ctx)
	if err != nil {
		stop()
		cancel()
		return turn{}, err
	}
	return turn{ctx, func() { end(); stop(); cancel() }}, nil
}

// document reads an article, whose turn it ends, and writes its document in a form. The gate
// counts what it returns as held.
func (s *Server) document(t turn, article load, write form) (answer []byte, err error) {
	defer t.end()
	defer s.recovered(&err)
	a, err := article(t.ctx)
	if err != nil {
		return nil, err
	}
	defer s.metrics.reading(len(a.Text))()
	doc, err := s.extractor.ExtractArticle(t.ctx, a)
	if err != nil {
		return nil, err
	}
	if answer, err = write(doc); err != nil {
		return nil, fmt.Errorf("%w: %w", errInternal, err)
	}
	s.gate.hold(int64(len(answer)))
	return answer, nil
}

// recovered makes an error of a panic. What it panicked with may hold words of the article: where it did is logged alone.
func (s *Server) recovered(err *error) {
	if p := recover(); p != nil {
		*err = errInternal
		s.options.Logger.Error("panic", "type", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
	}
}

// A line is the answer to one article of a batch.
type line struct {
	article extract.Article
	done    chan struct{} // closed when the others are set
	answer  []byte
	held    bool   // by the gate
	code    string // of the problem, if there is one
}

// answerBatch answers a batch with a line for each article, in order, as each is ready.
func (s *Server) answerBatch(w http.ResponseWriter, r *http.Request, asked *request) {
	ctx, cancel := context.WithCancel(r.Context())
	lines := make(chan *line, s.options.Workers)
	drop := func(l *line) {
		if l.held {
			s.gate.hold(-int64(len(l.answer)))
		}
	}
	var group sync.WaitGroup
	group.Go(func() { s.readBatch(ctx, asked, lines, &group) })
	defer group.Wait()
	defer cancel()
	w.Header().Set("Content-Type", typeLines)
	control := http.NewResponseController(w)
	for l := range lines {
		<-l.done
		control.SetWriteDeadline(time.Now().Add(patience))
		_, err := w.Write(l.answer)
		drop(l)
		if err = errors.Join(err, control.Flush()); err != nil && !errors.Is(err, http.ErrNotSupported) {
			break
		}
		noteLine(r.Context(), l)
	}
	cancel()
	for l := range lines { // those that were begun hold their answers
		<-l.done
		drop(l)
	}
	if s.life.Err() != nil || r.Context().Err() != nil {
		note(r.Context()).code = s.problemOf(r.Context(), context.Canceled).Code
		panic(http.ErrAbortHandler) // the answer must not look whole
	}
}

func noteLine(ctx context.Context, l *line) {
	if l.code != "" {
		note(ctx).failed++
	} else {
		note(ctx).articles++
	}
}

// readBatch begins to read the articles of a batch in order, a few at a time, and gives their lines.
func (s *Server) readBatch(ctx context.Context, asked *request, lines chan<- *line, group *sync.WaitGroup) {
	defer close(lines)
	for a, err := range asked.batch {
		l := &line{done: make(chan struct{}), article: a}
		select {
		case lines <- l:
		case <-ctx.Done():
			return
		}
		var t turn
		if err == nil {
			t, err = s.turn(ctx)
		}
		if err != nil {
			s.failLine(ctx, l, err)
			close(l.done)
			continue
		}
		group.Go(func() {
			defer close(l.done)
			var err error
			if l.answer, err = s.document(t, loaded(l.article), asJSON); err != nil {
				s.failLine(ctx, l, err)
				return
			}
			l.held = true
			s.metrics.article(nil)
		})
	}
}

// failLine answers with why the article of a line was not read.
func (s *Server) failLine(ctx context.Context, l *line, err error) {
	number, _ := strconv.Atoi(strings.TrimPrefix(l.article.Origin, batchOrigin+":"))
	if wrong := (*extract.LineError)(nil); errors.As(err, &wrong) {
		number, err = wrong.Line, cause(err)
	}
	s.metrics.article(err)
	p := s.problemOf(ctx, err)
	p.ID, p.Line, l.code = l.article.ID, number, p.Code
	l.answer, _ = json.Marshal(map[string]*problem{"error": p})
	l.answer = append(l.answer, '\n')
}
