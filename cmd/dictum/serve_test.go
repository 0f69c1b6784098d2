package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A served is "dictum serve", as a process of its own.
type served struct {
	url  string
	cmd  *osexec.Cmd
	log  *bytes.Buffer // may be read when ended has returned
	done chan struct{}
}

// serveProcess starts "dictum serve" at a free port of this machine.
func serveProcess(t *testing.T, args ...string) *served {
	t.Helper()
	cmd := osexec.Command(dictum(t), append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	in := bufio.NewReader(stderr)
	first, err := in.ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	var listening struct{ URL string }
	if err := json.Unmarshal(first, &listening); err != nil {
		t.Fatalf("%v: %s", err, first)
	}
	s := &served{url: listening.URL, cmd: cmd, log: new(bytes.Buffer), done: make(chan struct{})}
	go func() {
		defer close(s.done)
		io.Copy(s.log, in)
	}()
	return s
}

// ended waits for the end of the process, and returns its exit status.
func (s *served) ended() int {
	<-s.done
	s.cmd.Wait()
	return s.cmd.ProcessState.ExitCode()
}

// dictum returns the path of a program that is the command.
func dictum(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "dictum")
	if err := os.Symlink(self, path); err != nil {
		t.Skip(err)
	}
	return path
}

// The document that the command answers with is the one that it writes.
func TestServe(t *testing.T) {
	s := serveProcess(t)
	sample, err := os.ReadFile("../../testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Post(s.url+"/v1/read", "text/plain", bytes.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	code, want, stderr := exec(t, string(sample), "extract", "-f", "jsonl")
	if want = strings.Replace(want, `,"origin":"stdin"`, "", 1); code != 0 || string(got) != want {
		t.Errorf("%d, %s: %s; want %s", code, stderr, got, want)
	}
	s.cmd.Process.Signal(syscall.SIGTERM)
	if code := s.ended(); code != 0 || !strings.Contains(s.log.String(), `"msg":"stopped"`) {
		t.Errorf("status %d: %s", code, s.log)
	}
}

// SIGTERM lets the process answer all that it had begun.
func TestServeTerminated(t *testing.T) {
	s := serveProcess(t, "-j", "1", "--timeout", "1h", "--grace", "1h")
	const n = 5
	text := strings.Repeat("It rained, Maria Okoye said. ", 60)
	answers := make(chan error, n)
	for range n {
		go func() {
			answer, err := http.Post(s.url+"/v1/read", "text/plain", strings.NewReader(text))
			if err == nil {
				defer answer.Body.Close()
				err = json.NewDecoder(answer.Body).Decode(new(struct{ Text string }))
			}
			answers <- err
		}()
	}
	for inside := ""; inside != "5"; {
		answer, err := http.Get(s.url + "/metrics")
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(data), "\ndictum_requests_inside ")
		inside, _, _ = strings.Cut(rest, "\n")
	}
	s.cmd.Process.Signal(syscall.SIGTERM)
	for range n {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
	if code := s.ended(); code != 0 {
		t.Errorf("status %d: %s", code, s.log)
	}
}

func TestServeUsage(t *testing.T) {
	for args, want := range map[string]string{
		"--queue=-1":          "can't be less than 0",
		"--max-bytes 0":       "--max-bytes must be more than 0",
		"--timeout 0s":        "--timeout must be more than 0",
		"--timeout soon":      "--timeout",
		"--listen nowhere":    "nowhere",
		"--model none.model ": "no usable model",
	} {
		if code, stdout, stderr := exec(t, "", strings.Fields("serve --listen 127.0.0.1:0 "+args)...); code == 0 || stdout != "" ||
			!strings.Contains(stderr, want) {
			t.Errorf("%s: %d: %s", args, code, stderr)
		}
	}
}
