package server

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/input/html"
	"dictum.example/text"
)

// webPage has an article, in Latin-1 had it any other letters.
var webPage = "<html><head><title>Cranes</title></head><body><nav>Home</nav><article><h1>Cranes</h1><p>" +
	strings.Repeat("It rained in the harbour on Friday, and nobody was hurt when the cranes were checked. ", 6) + "</p><p>" + said +
	"</p></article></body></html>"

const said = `"Every crane has been checked," Maria Okoye told reporters on Friday.`

// embedded is the real model, loaded once.
var embedded = sync.OnceValues(func() (*extract.Extractor, error) { return extract.New() })

func extractor(t testing.TB) *extract.Extractor {
	t.Helper()
	x, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// A slow recognizer finds nothing, and waits in each article until it may go on.
type slow struct{ begun, goOn chan struct{} }

func newSlow() slow { return slow{make(chan struct{}, 100), make(chan struct{})} }

func (s slow) Recognize(ctx context.Context, _ *text.Layout) ([]entity.Mention, error) {
	s.begun <- struct{}{}
	select {
	case <-s.goOn:
		return nil, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func slowExtractor(t *testing.T, r entity.Recognizer) *extract.Extractor {
	t.Helper()
	x, err := extract.New(extract.WithRecognizer(r))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// A client asks a server and checks each answer against its description.
type client struct {
	*testing.T
	url         string
	description *description
	header      http.Header
}

func serve(t *testing.T, s *Server) *client {
	t.Helper()
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return &client{T: t, url: h.URL, description: described(t), header: http.Header{}}
}

func (c *client) with(name, value string) *client {
	other := *c
	other.header = c.header.Clone()
	other.header.Set(name, value)
	return &other
}

func (c *client) ask(method, path, body string) (*http.Response, string) {
	c.Helper()
	r, err := http.NewRequestWithContext(c.Context(), method, c.url+path, strings.NewReader(body))
	if err != nil {
		c.Fatal(err)
	}
	r.Header = c.header
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		c.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		c.Fatal(err)
	}
	c.description.check(c.T, answer, data)
	return answer, string(data)
}

func (c *client) post(kind, body string) (*http.Response, string) {
	c.Helper()
	return c.with("Content-Type", kind).ask("POST", "/v1/read", body)
}

// wantProblem checks the status and the code of a problem.
func wantProblem(t *testing.T, answer *http.Response, body string, status int, code string) {
	t.Helper()
	var p problem
	if err := json.Unmarshal([]byte(body), &p); err != nil || answer.StatusCode != status || p.Code != code || p.Status != status {
		t.Errorf("status %d, %v: %s; want %d, %s", answer.StatusCode, err, body, status, code)
	}
}

// The document that comes over HTTP is the one that the library makes, byte for byte.
func TestSameAsLibrary(t *testing.T) {
	c := serve(t, New(extractor(t), Options{}))
	sample, err := os.ReadFile("../testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	document := func(a extract.Article) string {
		doc, err := extractor(t).ExtractArticle(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		data, err := asJSON(doc)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	named, err := extract.ReadText(bytes.NewReader(sample), "", 0)
	if err != nil {
		t.Fatal(err)
	}
	told := extract.Article{ID: "7", Title: "Cranes", Text: said, Published: time.Date(2025, 7, 4, 0, 0, 0, 0, time.UTC),
		URL: "https://a.example/1"}
	onPage, err := html.Read(t.Context(), strings.NewReader(webPage), html.Options{URL: told.URL})
	if err != nil {
		t.Fatal(err)
	}
	onPage.ID, onPage.Title, onPage.Published = told.ID, told.Title, told.Published
	object := `{"id": 7, "title": "Cranes", "text": ` + quoted(said) + `, "published": "2025-07-04", "url": "https://a.example/1"}`
	form := url.Values{"id": {"7"}, "title": {"Cranes"}, "text": {said}, "published": {"2025-07-04"}, "url": {"https://a.example/1"}}
	for name, tt := range map[string]struct{ kind, query, body, want string }{
		"text":           {"text/plain; charset=utf-8", "", string(sample), document(named)},
		"no type":        {"", "", string(sample), document(named)},
		"text and query": {"text/plain", "?id=7&title=Cranes&published=2025-07-04&url=https://a.example/1", said, document(told)},
		"object":         {"application/json", "", object, document(told)},
		"on many lines":  {"application/json", "", strings.ReplaceAll(object, ", \"", ",\n\t\""), document(told)},
		"page": {"text/html; charset=iso-8859-1",
			"?id=7&title=Cranes&published=2025-07-04&url=https://a.example/1",
			webPage, document(onPage)},
		"form": {"application/x-www-form-urlencoded", "", form.Encode(), document(told)},
	} {
		t.Run(name, func(t *testing.T) {
			answer, got := c.with("Content-Type", tt.kind).ask("POST", "/v1/read"+tt.query, tt.body)
			if diff := cmp.Diff(tt.want, got); answer.StatusCode != http.StatusOK || diff != "" {
				t.Errorf("status %d (-want +got):\n%s", answer.StatusCode, diff)
			}
		})
	}
}

func quoted(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

func TestPage(t *testing.T) {
	c := serve(t, New(extractor(t), Options{})).with("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
	_, home := c.ask("GET", "/", "")
	if !strings.Contains(home, `<form method="post" action="/v1/read">`) {
		t.Errorf("no form in %s", home)
	}
	answer, got := c.post("application/x-www-form-urlencoded", url.Values{"text": {"<b>Ana</b>\r\n\r\n" + said}}.Encode())
	if answer.StatusCode != http.StatusOK || !strings.Contains(got, "Maria Okoye</bdi>") || strings.Contains(got, "<b>") {
		t.Errorf("status %d: %s", answer.StatusCode, got)
	}
	answer, got = c.post("application/x-www-form-urlencoded", "text=")
	if answer.StatusCode != http.StatusBadRequest || !strings.Contains(got, "<h1>The request holds no article</h1>") {
		t.Errorf("status %d: %s", answer.StatusCode, got)
	}
}

func TestBatch(t *testing.T) {
	c := serve(t, New(extractor(t), Options{MaxText: 1000}))
	var body strings.Builder
	for i := range 40 {
		fmt.Fprintf(&body, "{\"id\":\"a%d\",\"text\":%q}\n", i, strings.Repeat("It rained. ", i*7%13))
	}
	body.WriteString("{\"text\":}\n\n{\"id\":\"long\",\"text\":\"" + strings.Repeat("x", 1001) + "\"}\n" + `{"id":"last","text":"It rained."}`)
	answer, got := c.post("application/x-ndjson", body.String())
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "application/x-ndjson" {
		t.Fatalf("status %d: %s", answer.StatusCode, got)
	}
	lines := strings.Split(strings.TrimSpace(got), "\n")
	if len(lines) != 43 {
		t.Fatalf("%d lines: %s", len(lines), got)
	}
	for i, line := range lines {
		var d struct {
			ID    string
			Error problem
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		switch want := fmt.Sprintf("a%d", i); {
		case i < 40 && d.ID != want:
			t.Errorf("line %d is of %q", i, d.ID)
		case i == 40 && (d.Error.Code != codeMalformed || d.Error.Line != 41):
			t.Errorf("line %d: %s", i, line)
		case i == 41 && (d.Error.Code != codeTooLong || d.Error.Line != 43):
			t.Errorf("line %d: %s", i, line)
		case i == 42 && d.ID != "last":
			t.Errorf("line %d: %s", i, line)
		}
	}
}

// The lines of a batch come while others are still read.
func TestBatchStreams(t *testing.T) {
	r := newSlow()
	c := serve(t, New(slowExtractor(t, r), Options{Workers: 1}))
	go func() { r.goOn <- struct{}{} }()
	body := `{"id":"1","text":"One."}` + "\n" + `{"id":"2","text":"Two."}`
	answer, err := http.Post(c.url+"/v1/read", typeLines, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	in := bufio.NewReader(answer.Body)
	if line, err := in.ReadString('\n'); err != nil || !strings.HasPrefix(line, `{"version":2,"id":"1"`) {
		t.Errorf("first line: %v: %s", err, line)
	}
	close(r.goOn)
	if line, err := in.ReadString('\n'); err != nil || !strings.HasPrefix(line, `{"version":2,"id":"2"`) {
		t.Errorf("second line: %v: %s", err, line)
	}
}

func TestRefused(t *testing.T) {
	c := serve(t, New(extractor(t), Options{MaxText: 1000, MaxBody: 2000}))
	long := strings.Repeat("x", 1001)
	for name, tt := range map[string]struct {
		kind, query, body string
		status            int
		code              string
	}{
		"no JSON":          {typeJSON, "", "{", 400, codeMalformed},
		"two objects":      {typeJSON, "", `{"text":"a"}{"text":"b"}`, 400, codeMalformed},
		"empty":            {typeJSON, "", "", 400, codeMalformed},
		"a list":           {typeJSON, "", `[{"text":"a"}]`, 400, codeMalformed},
		"no text":          {typeJSON, "", "{}", 400, codeMalformed},
		"text of a number": {typeJSON, "", `{"text":7}`, 400, codeMalformed},
		"no day":           {typeJSON, "", `{"text":"a","published":"soon"}`, 400, codeMalformed},
		"no day in query":  {typeText, "?published=soon", "a", 400, codeMalformed},
		"binary":           {typeText, "", "\x00\x01\x02\x03", 400, codeMalformed},
		"form":             {typeForm, "", "text=%zz", 400, codeMalformed},
		"long text":        {typeText, "", long, 413, codeTooLong},
		"longer text":      {typeText, "", strings.Repeat(long, 100), 413, codeTooLong},
		"long in JSON":     {typeJSON, "", `{"text":"` + long + `"}`, 413, codeTooLong},
		"longer in JSON":   {typeJSON, "", `{"text":"` + strings.Repeat(long, 100) + `"}`, 413, codeTooLong},
		"long form":        {typeForm, "", "text=" + long, 413, codeTooLong},
		"no article":       {typeHTML, "", "<html><body><p>Hm.</p></body></html>", 400, codeMalformed},
		"long on a page":   {typeHTML, "", strings.ReplaceAll(webPage, "Friday", "Friday, "+strings.Repeat("x", 200)), 413, codeTooLong},
		"deep page":        {typeHTML, "", strings.Repeat("<b>", 600) + webPage, 413, codeTooLong},
		"long page":        {typeHTML, "", strings.Repeat(" ", 2001), 413, codeTooLong},
		"long batch":       {typeLines, "", strings.Repeat("{\"text\":\"a\"}\n", 200), 413, codeTooLong},
		"picture":          {"image/png", "", "a", 415, codeUnsupported},
		"Latin-1":          {"text/plain; charset=iso-8859-1", "", "a", 415, codeUnsupported},
		"no media type":    {"a b", "", "a", 415, codeUnsupported},
	} {
		t.Run(name, func(t *testing.T) {
			answer, body := c.with("Content-Type", tt.kind).ask("POST", "/v1/read"+tt.query, tt.body)
			wantProblem(t, answer, body, tt.status, tt.code)
		})
	}
	answer, body := c.with("Origin", "https://evil.example").post(typeText, "It rained.")
	wantProblem(t, answer, body, 403, codeForeign)
	if answer, _ := http.Get(c.url + "/v1/read"); answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("GET: %d", answer.StatusCode)
	}
	for _, path := range []string{"/etc/passwd", "/../go.mod", "/v1/read/..%2f..%2fgo.mod", "/openapi.json/../server.go"} {
		if answer, err := http.Get(c.url + path); err != nil || answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %v, %v", path, answer, err)
		}
	}
}

// Where all places are taken, a request is refused at once and told when to come again; those inside are answered.
func TestBusy(t *testing.T) {
	r := newSlow()
	s := New(slowExtractor(t, r), Options{Workers: 1, Queue: 2})
	c := serve(t, s)
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			if answer, body := c.post(typeText, "It rained."); answer.StatusCode != http.StatusOK {
				t.Errorf("status %d: %s", answer.StatusCode, body)
			}
		})
	}
	<-r.begun
	waitFor(t, func() bool { inside, _, _ := s.gate.counts(); return inside == 3 })
	answer, body := c.post(typeText, "It rained.")
	wantProblem(t, answer, body, 429, codeBusy)
	if answer.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	close(r.goOn)
	group.Wait()
	if answer, _ := c.post(typeText, "It rained."); answer.StatusCode != http.StatusOK {
		t.Errorf("after that: %d", answer.StatusCode)
	}
	if inside, reading, held := s.gate.counts(); inside != 0 || reading != 0 || held != 0 {
		t.Errorf("left inside: %d requests, %d articles, %d bytes", inside, reading, held)
	}
}

// While too many bytes are held, nobody comes in.
func TestHeld(t *testing.T) {
	s := New(extractor(t), Options{})
	c := serve(t, s)
	s.gate.hold(mostHeld)
	answer, body := c.post(typeText, "It rained.")
	wantProblem(t, answer, body, 429, codeBusy)
	s.gate.hold(-mostHeld + 5)
	if answer, body := c.post(typeText, "It rained."); answer.StatusCode != http.StatusOK {
		t.Errorf("status %d: %s", answer.StatusCode, body)
	}
	s.gate.hold(mostHeld - 10)
	answer, body = c.post(typeText, "It rained.")
	wantProblem(t, answer, body, 429, codeBusy)
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for !done() {
		if t.Context().Err() != nil {
			t.Fatal(t.Context().Err())
		}
		time.Sleep(time.Millisecond)
	}
}

// An article whose time is up, while it waits or while it is read, is no fault of the server.
func TestDeadline(t *testing.T) {
	r := newSlow()
	s := New(slowExtractor(t, r), Options{Workers: 1, Timeout: 50 * time.Millisecond})
	c := serve(t, s)
	answer, body := c.post(typeText, "It rained.")
	wantProblem(t, answer, body, 503, codeDeadline)
	if answer.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	_, body = c.post(typeLines, "\n\n{\"id\":\"a\",\"text\":\"It rained.\"}\n")
	if !strings.Contains(body, `"code":"deadline"`) || !strings.Contains(body, `"id":"a","line":3}`) {
		t.Errorf("a batch: %s", body)
	}
	end, err := s.gate.begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	answer, body = c.post(typeText, "It rained.")
	wantProblem(t, answer, body, 503, codeDeadline)
}

// A panicking recognizer stands for a fault in the library, over some text.
type panicking struct{}

func (panicking) Recognize(_ context.Context, l *text.Layout) ([]entity.Mention, error) {
	panic(l.Text)
}

// No log has a word of an article, whatever happens to it.
func TestLogs(t *testing.T) {
	const secret = "Zanzibar"
	var log syncBuffer
	o := Options{Logger: slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	for _, x := range []*extract.Extractor{extractor(t), slowExtractor(t, panicking{})} {
		c := serve(t, New(x, o))
		c.post(typeText, secret)
		c.post(typeJSON, `{"text":"`+secret+`"}`)
		c.post(typeJSON, `{"text":"a","published":"`+secret+`"}`)
		c.post(typeJSON, secret)
		c.post(typeLines, `{"id":"`+secret+`","text":"`+secret+`"}`)
		c.with("Content-Type", secret).ask("POST", "/v1/read?title="+secret, "a")
		http.Get(c.url + "/" + secret)
	}
	got := log.String()
	if strings.Contains(got, secret) {
		t.Errorf("the log has words of the article: %s", got)
	}
	for _, want := range []string{`"route":"POST /v1/read","status":200`, `"status":400,"code":"malformed"`, `"status":500,"code":"internal"`,
		`"msg":"panic"`, `"status":404`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func TestHeaders(t *testing.T) {
	c := serve(t, New(extractor(t), Options{}))
	for _, path := range []string{"/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/document.schema.json"} {
		answer, _ := c.ask("GET", path, "")
		for name, value := range headers {
			if got := answer.Header.Get(name); got != value {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if answer.StatusCode != http.StatusOK || answer.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %d, %v", path, answer.StatusCode, answer.Header)
		}
	}
}

func TestMetrics(t *testing.T) {
	c := serve(t, New(extractor(t), Options{}))
	c.post(typeText, "It rained.")
	c.post(typeJSON, "{")
	_, got := c.ask("GET", "/metrics", "")
	for _, want := range []string{`dictum_http_requests_total{route="POST /v1/read",status="200"} 1`,
		`dictum_http_requests_total{route="POST /v1/read",status="400"} 1`, `dictum_articles_total{result="read"} 1`,
		"dictum_text_bytes_total 10", "dictum_reading_seconds_count 1", "dictum_requests_inside 0", "dictum_held_bytes 0"} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

// listen serves on a port of its own until stop is called; ended has what Serve returned.
func listen(t *testing.T, s *Server, grace time.Duration) (url string, stop context.CancelFunc, ended chan error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	ended = make(chan error, 1)
	go func() { ended <- Serve(ctx, l, s, grace) }()
	return "http://" + l.Addr().String(), stop, ended
}

// What was begun when the server is stopped is answered.
func TestStop(t *testing.T) {
	r := newSlow()
	s := New(slowExtractor(t, r), Options{Workers: 1})
	url, stop, ended := listen(t, s, time.Hour)
	type result struct {
		answer *http.Response
		err    error
	}
	results := make(chan result, 2)
	for range 2 {
		go func() {
			answer, err := http.Post(url+"/v1/read", typeText, strings.NewReader("It rained."))
			results <- result{answer, err}
		}()
	}
	<-r.begun
	waitFor(t, func() bool { inside, _, _ := s.gate.counts(); return inside == 2 })
	stop()
	waitFor(t, s.isStopping)
	recorded := httptest.NewRecorder()
	s.ServeHTTP(recorded, httptest.NewRequest("GET", "/readyz", nil))
	wantProblem(t, recorded.Result(), recorded.Body.String(), 503, codeStopping)
	close(r.goOn)
	for range 2 {
		if got := <-results; got.err != nil || got.answer.StatusCode != http.StatusOK {
			t.Errorf("%v", got)
		}
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// What takes longer than the grace is given up, and told so: a batch is cut, and does not look whole.
func TestCut(t *testing.T) {
	r := newSlow()
	s := New(slowExtractor(t, r), Options{Workers: 1})
	url, stop, ended := listen(t, s, time.Millisecond)
	statuses, cut := make(chan int, 1), make(chan error, 1)
	go func() {
		answer, err := http.Post(url+"/v1/read", typeText, strings.NewReader("It rained."))
		if err != nil {
			t.Error(err)
			statuses <- 0
			return
		}
		statuses <- answer.StatusCode
	}()
	<-r.begun
	go func() {
		answer, err := http.Post(url+"/v1/read", typeLines, strings.NewReader("{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"))
		if err == nil {
			_, err = io.ReadAll(answer.Body)
		}
		cut <- err
	}()
	waitFor(t, func() bool { inside, _, _ := s.gate.counts(); return inside == 2 })
	stop()
	if err := <-ended; !errors.Is(err, ErrCut) {
		t.Error(err)
	}
	if status := <-statuses; status != http.StatusServiceUnavailable {
		t.Errorf("status %d", status)
	}
	if err := <-cut; err == nil {
		t.Error("the batch looks whole")
	}
}

// A client that goes away ends the reading of its article.
func TestGone(t *testing.T) {
	r := newSlow()
	s := New(slowExtractor(t, r), Options{Workers: 1})
	c := serve(t, s)
	for _, kind := range []string{typeText, typeLines} {
		ctx, cancel := context.WithCancel(t.Context())
		request, err := http.NewRequestWithContext(ctx, "POST", c.url+"/v1/read", strings.NewReader(`{"text":"It rained."}`))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", kind)
		go func() {
			<-r.begun
			cancel()
		}()
		if _, err := http.DefaultClient.Do(request); err == nil {
			t.Error("answered")
		}
		waitFor(t, func() bool { inside, reading, held := s.gate.counts(); return inside == 0 && reading == 0 && held == 0 })
	}
}

// Texts of many clients at once are not mixed up.
func TestOwnAnswer(t *testing.T) {
	c := serve(t, New(extractor(t), Options{Queue: 100}))
	var group sync.WaitGroup
	for i := range 32 {
		group.Go(func() {
			want := fmt.Sprintf("Rain number %d fell.", i)
			_, body := c.post(typeText, want)
			var doc extract.Document
			if err := json.Unmarshal([]byte(body), &doc); err != nil || doc.Text != want {
				t.Errorf("%v: %q, want %q", err, doc.Text, want)
			}
		})
	}
	group.Wait()
}
