// Package server answers over HTTP what package extract finds: POST an article to /v1/read, and its
// document comes back.
//
//	s := server.New(x, server.Options{})
//	err := server.Serve(ctx, listener, s)
//
// A text, a web page, an object of JSON, a form or a batch of JSON lines is read; the answer is the document as
// JSON, as the page of package page, or, for a batch, one document a line as each is ready. What a
// request may take is bounded: the length of a text, bodies, time, how many articles are read at
// once and how many requests wait, and how many bytes of both are held. Beyond that a request is
// refused at once, with 429 and when to come again. So memory stays flat however many clients there
// are.
//
// Nothing of a request is kept when it has been answered, no text of an article is logged, and no
// request can name a file. Besides it has /healthz, /readyz, /metrics for Prometheus, /openapi.json,
// which describes all this, and at / a page to paste an article into.
//
// Who may ask is left to what stands in front of it: there are no users and no TLS.
package server
