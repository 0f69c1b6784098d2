package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dictum.example/entity"
	"dictum.example/extract"
	"dictum.example/text"
)

// The environment of a process of this test that is a worker.
const processURL = "DICTUM_WORKER_TEST_URL"

// wait is after how long the article of a dead worker comes to another one, in these tests.
const wait = time.Second

// TestMain is a worker that can be killed, where the environment says so, and runs the tests elsewhere.
func TestMain(m *testing.M) {
	url := os.Getenv(processURL)
	if url == "" {
		os.Exit(m.Run())
	}
	if err := process(url); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func process(url string) error {
	server, err := nats.Connect(url)
	if err != nil {
		return err
	}
	js, err := jetstream.New(server)
	if err != nil {
		return err
	}
	x, err := extract.New(extract.WithRecognizer(deadly{}))
	if err != nil {
		return err
	}
	return New(x, js, Options{Workers: 2, Tries: 2, Wait: wait}).Run(context.Background())
}

// A deadly recognizer finds no names, takes its time, and ends the process over one article.
type deadly struct{}

const poison = "Poison."

func (deadly) Recognize(_ context.Context, l *text.Layout) ([]entity.Mention, error) {
	if l.Text == poison {
		os.Exit(7)
	}
	time.Sleep(20 * time.Millisecond)
	return nil, nil
}

// start runs a queue, with its files in a folder of the test.
func start(t *testing.T, maxPayload int32) (js jetstream.JetStream, url string) {
	t.Helper()
	s, err := server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoSigs: true, MaxPayload: maxPayload,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(time.Minute) {
		t.Fatal("no queue")
	}
	c, err := nats.Connect(s.ClientURL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	if js, err = jetstream.New(c); err != nil {
		t.Fatal(err)
	}
	if err := Setup(t.Context(), js); err != nil {
		t.Fatal(err)
	}
	return js, s.ClientURL()
}

func count(t *testing.T, js jetstream.JetStream, stream string) int {
	t.Helper()
	s, err := js.Stream(t.Context(), stream)
	if err != nil {
		t.Fatal(err)
	}
	info, err := s.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return int(info.State.Msgs)
}

// waitUntil waits for a state of the queue.
func waitUntil(t *testing.T, done func() bool) {
	t.Helper()
	for !done() {
		select {
		case <-t.Context().Done():
			t.Fatal(t.Context().Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// messages returns all that a stream holds.
func messages(t *testing.T, js jetstream.JetStream, stream string) []jetstream.Msg {
	t.Helper()
	c, err := js.OrderedConsumer(t.Context(), stream, jetstream.OrderedConsumerConfig{})
	if err != nil {
		t.Fatal(err)
	}
	var all []jetstream.Msg
	for range count(t, js, stream) {
		m, err := c.Next()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

func publish(t *testing.T, js jetstream.JetStream, article string) {
	t.Helper()
	if err := Publish(t.Context(), js, []byte(article)); err != nil {
		t.Fatal(err)
	}
}

// runWorker runs a worker in this process until the test ends, or stop is called.
func runWorker(t *testing.T, js jetstream.JetStream, o Options, opts ...extract.Option) (stop func()) {
	t.Helper()
	x, err := extract.New(opts...)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- New(x, js, o).Run(ctx) }()
	stop = func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		ended <- nil
	}
	t.Cleanup(stop)
	return stop
}

// Documents are those that the library makes. An article that comes again, or with another text, has one document, the last.
func TestDocuments(t *testing.T) {
	js, _ := start(t, 1<<20)
	const said = `"Every crane has been checked," Maria Okoye told reporters on Friday.`
	publish(t, js, `{"id":"a","text":"It rained."}`)
	publish(t, js, `{"id":"a","text":"It rained."}`)
	publish(t, js, `{"id":"a", "text":"It rained."}`)
	publish(t, js, `{"text":`+quoted(said)+`,"published":"2025-07-04"}`)
	if n := count(t, js, Articles); n != 3 {
		t.Errorf("%d articles wait", n)
	}
	stop := runWorker(t, js, Options{Workers: 1})
	waitUntil(t, func() bool { return count(t, js, Articles) == 0 })
	publish(t, js, `{"id":"a","text":"It snowed."}`)
	waitUntil(t, func() bool { return count(t, js, Articles) == 0 })
	stop()
	var texts []string
	for _, m := range messages(t, js, Documents) {
		var got extract.Document
		if err := json.Unmarshal(m.Data(), &got); err != nil {
			t.Fatal(err)
		}
		if m.Headers().Get(HeaderID) != got.ID {
			t.Errorf("%v of %q", m.Headers(), got.ID)
		}
		texts = append(texts, got.Text)
		if got.Text == said && (len(got.Quotes) != 1 || got.Quotes[0].SpeakerText() != "Maria Okoye") {
			t.Errorf("%s", m.Data())
		}
	}
	slices.Sort(texts)
	if !slices.Equal(texts, []string{said, "It snowed."}) {
		t.Errorf("%q", texts)
	}
}

func quoted(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

// What is no article, or too long, is a dead letter with its reason, and holds nobody up.
func TestDeadLetters(t *testing.T) {
	js, _ := start(t, 1<<20)
	want := map[string]string{
		"{":          "no JSON",
		"[]":         "a list in place",
		`{"id":"x"}`: "no text",
		`{"text":"` + strings.Repeat("x", 101) + `"}`:  "too long",
		`{"text":"a","published":"soon\r\nEvil: yes"}`: "neither a date",
	}
	for article := range want {
		publish(t, js, article)
	}
	publish(t, js, `{"text":"It rained."}`)
	runWorker(t, js, Options{MaxText: 100})
	waitUntil(t, func() bool { return count(t, js, Articles) == 0 })
	letters := messages(t, js, DeadLetters)
	if len(letters) != len(want) || count(t, js, Documents) != 1 {
		t.Errorf("%d dead letters, %d documents", len(letters), count(t, js, Documents))
	}
	for _, m := range letters {
		if reason := m.Headers().Get(HeaderReason); !strings.Contains(reason, want[string(m.Data())]) || m.Headers().Get("Evil") != "" ||
			m.Headers().Get(HeaderDeliveries) != "1" {
			t.Errorf("%s: %v, want %q", m.Data(), m.Headers(), want[string(m.Data())])
		}
	}
}

// A document that is more than the server takes is a dead letter.
func TestLargeDocument(t *testing.T) {
	js, _ := start(t, 4096)
	publish(t, js, `{"text":`+quoted(strings.Repeat("It rained, Maria Okoye said. ", 100))+`}`)
	runWorker(t, js, Options{})
	waitUntil(t, func() bool { return count(t, js, Articles) == 0 })
	if letters := messages(t, js, DeadLetters); len(letters) != 1 || !strings.Contains(letters[0].Headers().Get(HeaderReason), "max_payload") {
		t.Errorf("%v", letters)
	}
}

// process starts a worker as a process of its own.
func startProcess(t *testing.T, url string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), processURL+"="+url)
	var log bytes.Buffer
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return cmd
}

// Workers that are killed in the middle lose nothing: each article has its document in the end, once.
func TestKilled(t *testing.T) {
	js, url := start(t, 1<<20)
	const n = 60
	for i := range n {
		publish(t, js, fmt.Sprintf(`{"id":"a%d","text":"It rained %d times."}`, i, i))
	}
	for _, at := range []int{5, 25} {
		doomed := startProcess(t, url)
		waitUntil(t, func() bool { return count(t, js, Documents) >= at })
		if err := doomed.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		doomed.Wait()
	}
	if done := count(t, js, Documents); done >= n {
		t.Fatalf("all %d were read before the last was killed", done)
	}
	startProcess(t, url)
	waitUntil(t, func() bool { return count(t, js, Articles) == 0 })
	seen := map[string]bool{}
	for _, m := range messages(t, js, Documents) {
		var d extract.Document
		if err := json.Unmarshal(m.Data(), &d); err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("It rained %s times.", strings.TrimPrefix(d.ID, "a")); seen[d.ID] || d.Text != want {
			t.Errorf("%q again, or %q", d.ID, d.Text)
		}
		seen[d.ID] = true
	}
	if len(seen) != n || count(t, js, DeadLetters) != 0 {
		t.Errorf("%d documents, %d dead letters", len(seen), count(t, js, DeadLetters))
	}
}

// An article that kills whoever reads it is given up after its tries, and the others are read.
func TestPoison(t *testing.T) {
	js, url := start(t, 1<<20)
	publish(t, js, `{"id":"poison","text":"`+poison+`"}`)
	const n = 20
	for i := range n {
		publish(t, js, fmt.Sprintf(`{"id":"a%d","text":"It rained %d times."}`, i, i))
	}
	for range 2 {
		doomed := startProcess(t, url)
		if err := doomed.Wait(); doomed.ProcessState.ExitCode() != 7 {
			t.Fatal(err)
		}
	}
	startProcess(t, url)
	waitUntil(t, func() bool { return count(t, js, Articles) == 0 })
	letters := messages(t, js, DeadLetters)
	if len(letters) != 1 || count(t, js, Documents) != n {
		t.Fatalf("%d dead letters, %d documents", len(letters), count(t, js, Documents))
	}
	if reason := letters[0].Headers().Get(HeaderReason); !strings.Contains(reason, "in 2 tries") {
		t.Errorf("%q", reason)
	}
}
