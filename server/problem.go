package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"os"
	"strconv"
	"time"

	"dictum.example/extract"
	"dictum.example/input/html"
)

// A problem says why a request, or a line of a batch, has no document, as RFC 9457 has it.
type problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	// Code tells programs what Title tells people.
	Code   string `json:"code"`
	Detail string `json:"detail,omitempty"`
	// ID and Line tell which article of a batch it was; lines count from 1.
	ID   string `json:"id,omitempty"`
	Line int    `json:"line,omitempty"`

	again int // seconds after which to try again, 0 for never
}

// The codes of problems.
const (
	codeMalformed   = "malformed"
	codeForeign     = "foreign_origin"
	codeTooLong     = "too_long"
	codeUnsupported = "unsupported_type"
	codeBusy        = "busy"
	codeDeadline    = "deadline"
	codeStopping    = "stopping"
	codeSlow        = "slow_request"
	codeGone        = "client_gone"
	codeInternal    = "internal"
)

// statuses are the status and title of each code.
var statuses = map[string]struct {
	status int
	title  string
}{
	codeMalformed:   {http.StatusBadRequest, "The request holds no article"},
	codeForeign:     {http.StatusForbidden, "Pages of other origins may not ask"},
	codeTooLong:     {http.StatusRequestEntityTooLarge, "The request is too long"},
	codeUnsupported: {http.StatusUnsupportedMediaType, "Bodies of this type are not read"},
	codeBusy:        {http.StatusTooManyRequests, "Too many requests wait"},
	codeDeadline:    {http.StatusServiceUnavailable, "There was no time to read it"},
	codeStopping:    {http.StatusServiceUnavailable, "The server stops"},
	codeSlow:        {http.StatusRequestTimeout, "The request came too slowly"},
	codeGone:        {499, "The client has gone"}, // is seen in logs and metrics alone
	codeInternal:    {http.StatusInternalServerError, "The server failed"},
}

func newProblem(code, detail string) *problem {
	s := statuses[code]
	return &problem{Status: s.status, Title: s.title, Code: code, Detail: detail}
}

// A typeError is the error of a body of a type that is not read.
type typeError string

func (e typeError) Error() string {
	const known = "text/plain, text/html, application/json, application/x-ndjson and forms"
	return fmt.Sprintf("the content type is %.100q; %s are read", string(e), known)
}

// problemOf returns what an error of reading a request or an article means for the client.
func (s *Server) problemOf(ctx context.Context, err error) *problem {
	var long *http.MaxBytesError
	var kind typeError
	switch {
	case errors.Is(err, errBusy):
		p := newProblem(codeBusy, "")
		p.again = s.gate.again()
		return p
	case errors.As(err, &long):
		return newProblem(codeTooLong, fmt.Sprintf("the body has more than %d bytes", long.Limit))
	case errors.Is(err, extract.ErrTooLong):
		return newProblem(codeTooLong, fmt.Sprintf("the text has more than %d bytes", s.options.MaxText))
	case errors.Is(err, html.ErrTooLarge):
		return newProblem(codeTooLong, cause(err).Error())
	case errors.As(err, &kind):
		return newProblem(codeUnsupported, kind.Error())
	case errors.Is(err, os.ErrDeadlineExceeded):
		return newProblem(codeSlow, "")
	case s.life.Err() != nil:
		return newProblem(codeStopping, "")
	case errors.Is(err, context.DeadlineExceeded):
		p := newProblem(codeDeadline, fmt.Sprintf("it waited and was read for %v", s.options.Timeout))
		p.again = s.gate.again()
		return p
	case ctx.Err() != nil:
		return newProblem(codeGone, "")
	case errors.Is(err, errInternal):
		return newProblem(codeInternal, "")
	}
	return newProblem(codeMalformed, err.Error())
}

// errInternal is the error of an article over which the library failed.
var errInternal = errors.New("server: internal error")

// refuse answers with a problem.
func refuse(w http.ResponseWriter, r *http.Request, p *problem) {
	note(r.Context()).code = p.Code
	if p.Code == codeGone {
		note(r.Context()).status = p.Status
		panic(http.ErrAbortHandler) // nobody is there to be answered
	}
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(patience))
	h := w.Header()
	if p.again > 0 {
		h.Set("Retry-After", strconv.Itoa(p.again))
	}
	if prefersPage(r) {
		h.Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(p.Status)
		problemPage.Execute(w, p)
		return
	}
	h.Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p)
}

var problemPage = template.Must(template.New("problem").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title></head>
<body><h1>{{.Title}}</h1>{{if .Detail}}<p>{{.Detail}}</p>{{end}}<p><a href="/">Back</a></p></body></html>
`))
