package until_test

import (
	"context"
	"errors"
	"testing"

	"dictum.example/internal/until"
)

func TestDo(t *testing.T) {
	steps := func(w *until.Watch) {
		for range 10_000 {
			w.Step()
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := until.Do(ctx, steps); err != nil {
		t.Errorf("before the end: %v", err)
	}
	done := false
	err := until.Do(ctx, func(w *until.Watch) {
		cancel()
		steps(w)
		done = true
	})
	if !errors.Is(err, context.Canceled) || done {
		t.Errorf("after the end: %v, all done: %v", err, done)
	}
	if err := until.Do(ctx, func(w *until.Watch) { w.Look() }); !errors.Is(err, context.Canceled) {
		t.Errorf("a look: %v", err)
	}
	if err := until.Do(context.Background(), steps); err != nil {
		t.Errorf("without an end: %v", err)
	}
	defer func() {
		if p := recover(); p != "other" {
			t.Errorf("recovered %v", p)
		}
	}()
	until.Do(t.Context(), func(*until.Watch) { panic("other") })
}
