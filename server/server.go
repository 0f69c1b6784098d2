package server

import (
	"cmp"
	"context"
	_ "embed"
	"log/slog"
	"net/http"
	"runtime"
	"time"

	"dictum.example/extract"
	"dictum.example/internal/schema"
)

// Options bound what requests may take. The zero Options are good for most uses.
type Options struct {
	// MaxText is how many bytes a text may have; 0 means DefaultMaxText. A text takes about a
	// second for 25 kB on one core.
	MaxText int
	// MaxBody is how many bytes a batch or a web page may have; 0 means DefaultMaxBody.
	MaxBody int
	// Workers is how many articles are read at the same time; 0 means as many as there are cores.
	Workers int
	// Queue is how many requests wait besides, before others are refused; 0 means eight for each worker.
	Queue int
	// Timeout is how long an article may wait and be read; 0 means DefaultTimeout.
	Timeout time.Duration
	// Logger gets a record of each request, without anything of the article; nil means none.
	Logger *slog.Logger
}

// What Options have where they say nothing.
const (
	DefaultMaxText = 200_000
	DefaultMaxBody = 4 << 20
	DefaultTimeout = 30 * time.Second
)

const (
	// mostHeld is how many bytes bodies and answers may take together.
	mostHeld = 32 << 20
	// patience is how long a body may be in coming, or one answer in being taken.
	patience = 30 * time.Second
)

// A Server is an http.Handler. It is made by New, and safe for concurrent use.
type Server struct {
	extractor *extract.Extractor
	options   Options
	gate      *gate
	metrics   *metrics
	handler   http.Handler
	stopping  chan struct{}   // closed when no more requests are taken
	life      context.Context // ends when what was begun is given up
	cut       context.CancelFunc
}

// New returns a Server that reads articles with x.
func New(x *extract.Extractor, o Options) *Server {
	o.MaxText = cmp.Or(o.MaxText, DefaultMaxText)
	o.MaxBody = cmp.Or(o.MaxBody, DefaultMaxBody)
	o.Workers = cmp.Or(o.Workers, runtime.GOMAXPROCS(0))
	o.Queue = cmp.Or(o.Queue, 8*o.Workers)
	o.Timeout = cmp.Or(o.Timeout, DefaultTimeout)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Server{extractor: x, options: o, gate: newGate(o.Workers, o.Queue, mostHeld), stopping: make(chan struct{})}
	s.life, s.cut = context.WithCancel(context.Background())
	s.metrics = newMetrics(s.gate)
	s.handler = s.observed(s.routes())
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

//go:embed openapi.json
var openAPI []byte

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/read", s.read)
	mux.HandleFunc("GET /healthz", plain("alive\n"))
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", s.metrics.handler())
	mux.HandleFunc("GET /openapi.json", static("application/json", openAPI))
	mux.HandleFunc("GET /document.schema.json", static("application/schema+json", schema.Document))
	mux.HandleFunc("GET /{$}", s.home)
	return mux
}

// ready answers whether requests should be sent here.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if s.isStopping() {
		refuse(w, r, newProblem(codeStopping, ""))
		return
	}
	plain("ready\n")(w, r)
}

func (s *Server) isStopping() bool {
	select {
	case <-s.stopping:
		return true
	default:
		return false
	}
}

func plain(text string) http.HandlerFunc { return static("text/plain; charset=utf-8", []byte(text)) }

func static(kind string, data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Write(data)
	}
}
