package server

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics shows.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	articles *prometheus.CounterVec
	readings prometheus.Histogram
	bytes    prometheus.Counter
}

func newMetrics(g *gate) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dictum_http_requests_total", Help: "Requests by route and status."}, []string{"route", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dictum_http_request_seconds", Help: "How long requests took, waiting included.",
			Buckets: prometheus.ExponentialBuckets(0.005, 2, 14)}, []string{"route"}),
		articles: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dictum_articles_total", Help: "Articles by result."}, []string{"result"}),
		readings: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "dictum_reading_seconds", Help: "How long articles were read, without waiting.",
			Buckets: prometheus.ExponentialBuckets(0.005, 2, 14)}),
		bytes: prometheus.NewCounter(prometheus.CounterOpts{Name: "dictum_text_bytes_total", Help: "Bytes of the texts that were read."}),
	}
	gauge := func(name, help string, value func(inside, reading int, held int64) float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return value(g.counts()) })
	}
	m.registry.MustRegister(m.requests, m.duration, m.articles, m.readings, m.bytes, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		gauge("dictum_requests_inside", "Requests that wait or are read.", func(n, _ int, _ int64) float64 { return float64(n) }),
		gauge("dictum_articles_reading", "Articles that are being read.", func(_, n int, _ int64) float64 { return float64(n) }),
		gauge("dictum_held_bytes", "Bytes of bodies and answers.", func(_, _ int, n int64) float64 { return float64(n) }))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// article counts an article, with the error over which it was not read.
func (m *metrics) article(err error) {
	result := "read"
	if err != nil {
		result = "failed"
	}
	m.articles.WithLabelValues(result).Inc()
}

// reading counts a text, and returns what is to be called when it has been read.
func (m *metrics) reading(bytes int) func() {
	start := time.Now()
	return func() {
		m.bytes.Add(float64(bytes))
		m.readings.Observe(time.Since(start).Seconds())
	}
}

// notes are what is logged of a request.
type notes struct {
	http.ResponseWriter
	status, sent, received, articles, failed int
	code                                     string
}

type notesKey struct{}

// note returns the notes of a request.
func note(ctx context.Context) *notes {
	if n, ok := ctx.Value(notesKey{}).(*notes); ok {
		return n
	}
	return new(notes)
}

// WriteHeader notes the status.
func (n *notes) WriteHeader(status int) {
	n.status = status
	n.ResponseWriter.WriteHeader(status)
}

// Write notes how many bytes are sent.
func (n *notes) Write(p []byte) (int, error) {
	if n.status == 0 {
		n.status = http.StatusOK
	}
	sent, err := n.ResponseWriter.Write(p)
	n.sent += sent
	return sent, err
}

// Unwrap is for http.ResponseController.
func (n *notes) Unwrap() http.ResponseWriter { return n.ResponseWriter }

// headers are those of every answer: nothing is kept by caches, framed, or guessed at, and pages
// have no script.
var headers = map[string]string{
	"Cache-Control": "no-store",
	"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; " +
		"frame-ancestors 'none'",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Referrer-Policy":              "no-referrer",
	"X-Content-Type-Options":       "nosniff",
}

// observed returns h with the headers of every answer, without requests from pages of other
// origins, and with each request counted and logged.
func (s *Server) observed(h http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { refuse(w, r, newProblem(codeForeign, "")) }))
	h = origin.Handler(h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		n := &notes{ResponseWriter: w}
		r = r.WithContext(context.WithValue(r.Context(), notesKey{}, n))
		start := time.Now()
		defer func() { s.log(r, n, time.Since(start)) }()
		h.ServeHTTP(n, r)
	})
}

// log counts and logs a request. Paths that are none of ours are not repeated.
func (s *Server) log(r *http.Request, n *notes, took time.Duration) {
	route := r.Pattern
	if route == "" {
		route = "none"
	}
	s.metrics.requests.WithLabelValues(route, strconv.Itoa(n.status)).Inc()
	s.metrics.duration.WithLabelValues(route).Observe(took.Seconds())
	s.options.Logger.Info("request", "route", route, "status", n.status, "code", n.code, "remote", r.RemoteAddr, "received", n.received,
		"sent", n.sent, "articles", n.articles, "failed", n.failed, "seconds", took.Seconds())
}
