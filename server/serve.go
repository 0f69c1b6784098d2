package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// ErrCut is the error of Serve where requests that were begun had to be given up.
var ErrCut = errors.New("server: stopped before all requests were answered")

// Serve answers requests that come to l until ctx ends. Then it takes no more, answers those
// that were begun, and returns nil; those that take longer than grace are given up, with ErrCut.
// It closes l. A Server serves once.
func Serve(ctx context.Context, l net.Listener, s *Server, grace time.Duration) error {
	h := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       patience,
		WriteTimeout:      patience, // set anew before each answer that takes longer
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.options.Logger.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	close(s.stopping)
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	err := h.Shutdown(within)
	if err == nil {
		return nil
	}
	s.cut()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if h.Shutdown(last) != nil {
		h.Close()
	}
	return ErrCut
}
