// Package worker reads articles that come through a queue, NATS JetStream, and puts the documents into another.
//
// Articles are messages of the stream Articles, JSON as [extract.Article] has it. A Worker takes one, reads it,
// publishes its document to the stream Documents, and only then acknowledges it. So each article is read at least once:
// what a worker had in hand when it died comes to another one. And it is read to one effect, however often it came: the
// document of an article has a subject of its own, made of the article's id, which holds one message, the last; and the
// same document is not taken twice within an hour.
//
// What can't be read goes to the stream DeadLetters, with the article as it came and the reason in headers: what is no
// article, what is too long, and what no worker lived to finish in several tries. An article that comes again is read
// alone in its process, so that what was in hand beside one that kills workers is not given up with it.
//
// Any number of Workers, in any number of processes, share the stream. The package is a module of its own, so that
// nobody who imports Dictum gets what the queue needs.
package worker

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strconv"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dictum.example/extract"
)

// The streams.
const (
	Articles    = "DICTUM_ARTICLES"
	Documents   = "DICTUM_DOCUMENTS"
	DeadLetters = "DICTUM_DEAD_LETTERS"
)

// The subjects of articles begin with articlesSubject, and those of documents with documentsSubject.
const (
	articlesSubject  = "dictum.articles"
	documentsSubject = "dictum.documents"
	deadSubject      = "dictum.dead"
)

// The headers of messages: the id of a document's article; why an article is among the dead letters, and how often it
// was delivered.
const (
	HeaderID         = "Dictum-Article"
	HeaderReason     = "Dictum-Reason"
	HeaderDeliveries = "Dictum-Deliveries"
)

// consumer is the name under which all workers share the articles, and triesBucket holds how often those that came
// again were tried alone.
const (
	consumer    = "dictum-workers"
	triesBucket = "dictum-tries"
)

// Options say how a Worker works. The zero Options are good for most uses.
type Options struct {
	// Workers is how many articles are read at the same time; 0 means as many as there are cores.
	Workers int
	// MaxText is how many bytes a text may have; 0 means extract.MaxText.
	MaxText int
	// Tries is how often an article is tried before it is given up; 0 means DefaultTries.
	Tries int
	// Wait is after how long without a sign of life an article comes to another worker; 0 means DefaultWait. It
	// is set by whoever makes the consumer, the first Worker of all.
	Wait time.Duration
	// Logger is told what happens, without anything of the articles but their ids; nil means nothing.
	Logger *slog.Logger
}

// What Options have where they say nothing.
const (
	DefaultTries = 5
	DefaultWait  = 30 * time.Second
)

// Setup makes the streams, where there are none yet. What they hold is on disk, for as long as the server
// keeps it.
func Setup(ctx context.Context, js jetstream.JetStream) error {
	for _, c := range []jetstream.StreamConfig{
		{Name: Articles, Subjects: []string{articlesSubject}, Retention: jetstream.WorkQueuePolicy, Duplicates: time.Hour},
		{Name: Documents, Subjects: []string{documentsSubject + ".*"}, MaxMsgsPerSubject: 1, Duplicates: time.Hour},
		{Name: DeadLetters, Subjects: []string{deadSubject + ".*"}, MaxMsgsPerSubject: 1},
	} {
		_, err := js.CreateStream(ctx, c)
		if err != nil && !errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
			return fmt.Errorf("worker: stream %s: %w", c.Name, err)
		}
	}
	_, err := js.CreateOrUpdateKeyValue(ctx, jetstream.KeyValueConfig{Bucket: triesBucket, TTL: 24 * time.Hour})
	if err != nil {
		return fmt.Errorf("worker: %s: %w", triesBucket, err)
	}
	return nil
}

// Publish puts an article, JSON as [extract.Article] has it, into the queue. The same bytes are taken once in an hour.
func Publish(ctx context.Context, js jetstream.JetStream, article []byte) error {
	_, err := js.Publish(ctx, articlesSubject, article, jetstream.WithMsgID(digest(article)))
	return err
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// A Worker reads the articles of the queue.
type Worker struct {
	extractor *extract.Extractor
	js        jetstream.JetStream
	options   Options
	alone     sync.RWMutex // held by readers, and to write by the reader of an article that came again
	tries     jetstream.KeyValue
}

// New returns a Worker that reads articles with x.
func New(x *extract.Extractor, js jetstream.JetStream, o Options) *Worker {
	o.Workers = cmp.Or(o.Workers, runtime.GOMAXPROCS(0))
	o.Tries = cmp.Or(o.Tries, DefaultTries)
	o.Wait = cmp.Or(o.Wait, DefaultWait)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return &Worker{extractor: x, js: js, options: o}
}

// Run reads articles until ctx ends. Then it finishes those that it has begun, and returns nil. The error is one of
// setting up. While the server is away it waits.
func (w *Worker) Run(ctx context.Context) error {
	if err := Setup(ctx, w.js); err != nil {
		return err
	}
	var err error
	if w.tries, err = w.js.KeyValue(ctx, triesBucket); err != nil {
		return fmt.Errorf("worker: %s: %w", triesBucket, err)
	}
	articles, err := w.js.CreateOrUpdateConsumer(ctx, Articles, jetstream.ConsumerConfig{
		Durable: consumer, AckPolicy: jetstream.AckExplicitPolicy, AckWait: w.options.Wait, MaxDeliver: -1, MaxAckPending: 10_000,
	})
	if err != nil {
		return fmt.Errorf("worker: consumer: %w", err)
	}
	var group sync.WaitGroup
	for range w.options.Workers {
		group.Go(func() { w.work(ctx, articles) })
	}
	group.Wait()
	return nil
}

// work takes articles one by one until ctx ends.
func (w *Worker) work(ctx context.Context, articles jetstream.Consumer) {
	for ctx.Err() == nil {
		m, err := articles.Next(jetstream.FetchMaxWait(time.Second))
		switch {
		case err == nil:
			w.handle(context.WithoutCancel(ctx), m)
		case !errors.Is(err, nats.ErrTimeout) && !errors.Is(err, jetstream.ErrNoMessages):
			w.options.Logger.Warn("waiting for articles", "error", err.Error())
			pause(ctx, time.Second)
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// handle reads the article of a message. The message is acknowledged when its document, or the dead letter, is kept.
func (w *Worker) handle(ctx context.Context, m jetstream.Msg) {
	defer w.alive(m)()
	deliveries := uint64(1)
	if about, err := m.Metadata(); err == nil {
		deliveries = about.NumDelivered
	}
	err := w.try(ctx, m.Data(), deliveries > 1)
	if unreadable(err) {
		err = w.bury(ctx, m, deliveries, err)
	}
	if err == nil {
		err = m.DoubleAck(ctx)
	}
	if err != nil { // the message comes again
		w.options.Logger.Warn("article not finished", "delivery", deliveries, "error", err.Error())
		m.NakWithDelay(min(time.Duration(deliveries)*time.Second, w.options.Wait))
	}
}

// try reads an article. One that came before is read alone, and as often as may be.
func (w *Worker) try(ctx context.Context, article []byte, again bool) error {
	if !again {
		w.alone.RLock()
		defer w.alone.RUnlock()
		return w.read(ctx, article)
	}
	w.alone.Lock()
	defer w.alone.Unlock()
	key, tried := digest(article), 1
	e, err := w.tries.Get(ctx, key)
	if err == nil {
		tried, err = strconv.Atoi(string(e.Value()))
	} else if errors.Is(err, jetstream.ErrKeyNotFound) {
		err = nil
	}
	if err != nil {
		return err
	}
	if tried >= w.options.Tries {
		return articleError{fmt.Errorf("no worker finished it in %d tries", tried)}
	}
	if _, err := w.tries.PutString(ctx, key, strconv.Itoa(tried+1)); err != nil {
		return err
	}
	return w.read(ctx, article)
}

// alive tells the server until it is ended that the message is being worked on.
func (w *Worker) alive(m jetstream.Msg) (end func()) {
	done := make(chan struct{})
	go func() {
		for tick := time.Tick(w.options.Wait / 3); ; {
			select {
			case <-tick:
				m.InProgress()
			case <-done:
				return
			}
		}
	}()
	return func() { close(done) }
}

// An articleError is the error of an article that no worker can read.
type articleError struct{ error }

func (e articleError) Unwrap() error { return e.error }

func unreadable(err error) bool {
	var e articleError
	return errors.As(err, &e)
}

// read reads an article and publishes its document.
func (w *Worker) read(ctx context.Context, data []byte) error {
	a, err := parse(data, w.options.MaxText)
	if err != nil {
		return articleError{err}
	}
	d, err := w.extractor.ExtractArticle(ctx, a)
	if err != nil {
		if errors.Is(err, extract.ErrTooLong) {
			err = articleError{err}
		}
		return err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(d); err != nil {
		return articleError{err}
	}
	document := bytes.TrimSuffix(out.Bytes(), []byte("\n"))
	id := digest([]byte(a.ID))
	m := &nats.Msg{Subject: documentsSubject + "." + id, Data: document, Header: nats.Header{HeaderID: {headerValue(a.ID)}}}
	_, err = w.js.PublishMsg(ctx, m, jetstream.WithMsgID(id+digest(document)))
	if errors.Is(err, nats.ErrMaxPayload) {
		err = articleError{fmt.Errorf("its document has %d bytes, more than the server's max_payload", len(document))}
	}
	return err
}

// parse reads an article as a line of JSON lines is read, so that an id is made of a text in the same way.
func parse(data []byte, maxText int) (extract.Article, error) {
	var line bytes.Buffer
	if err := json.Compact(&line, data); err != nil {
		return extract.Article{}, fmt.Errorf("no JSON: %w", err)
	}
	for a, err := range extract.ReadArticles(&line, "", maxText) {
		if wrong := (*extract.LineError)(nil); errors.As(err, &wrong) {
			err = wrong.Err
		}
		a.Origin = ""
		return a, err
	}
	return extract.Article{}, errors.New("the message is empty")
}

// bury puts an article among the dead letters.
func (w *Worker) bury(ctx context.Context, m jetstream.Msg, deliveries uint64, reason error) error {
	w.options.Logger.Error("article given up", "delivery", deliveries)
	_, err := w.js.PublishMsg(ctx, &nats.Msg{
		Subject: deadSubject + "." + digest(m.Data()), Data: m.Data(),
		Header: nats.Header{HeaderReason: {headerValue(reason.Error())}, HeaderDeliveries: {strconv.FormatUint(deliveries, 10)}},
	})
	return err
}

// headerValue returns s without the marks that end a header, and not too long for one.
func headerValue(s string) string {
	const most = 1000
	return string(bytes.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, []byte(s[:min(len(s), most)])))
}
