package server

import (
	"context"
	"errors"
	"sync"
	"time"
)

// errBusy is the error of a request for which there is no place.
var errBusy = errors.New("server: too many requests wait")

// A gate bounds how many articles are read at once, how many requests are inside, and how many
// bytes of bodies and answers they hold.
type gate struct {
	slots chan struct{} // has an element for each article that is being read

	most     int   // requests inside
	mostHeld int64 // bytes

	mu     sync.Mutex
	inside int
	held   int64
	mean   time.Duration // what a reading took of late
}

func newGate(slots, waiting int, held int64) *gate {
	return &gate{slots: make(chan struct{}, slots), most: slots + waiting, mostHeld: held}
}

// enter takes a place for a request, until leave.
func (g *gate) enter() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inside >= g.most || g.held >= g.mostHeld {
		return errBusy
	}
	g.inside++
	return nil
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside--
}

// begin takes a slot to read one article in, and returns how to give it back. It waits for one
// until ctx ends.
func (g *gate) begin(ctx context.Context) (end func(), err error) {
	select {
	case g.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.held >= g.mostHeld {
		<-g.slots
		return nil, errBusy
	}
	start := time.Now()
	return func() {
		g.took(time.Since(start))
		<-g.slots
	}, nil
}

// took notes how long a reading took.
func (g *gate) took(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.mean += (d - g.mean) / 8
}

// hold counts n bytes more, or less, as held.
func (g *gate) hold(n int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.held += n
}

// full reports whether more bytes are held than may be.
func (g *gate) full() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.held > g.mostHeld
}

// counts returns how many requests are inside, how many articles are being read, and how many bytes are held.
func (g *gate) counts() (inside, reading int, held int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.inside, len(g.slots), g.held
}

// again returns in how many seconds a refused request may be tried again: when those inside will
// have been read, by what readings took of late.
func (g *gate) again() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	wait := g.mean * time.Duration(g.inside) / time.Duration(cap(g.slots))
	return int(min(wait, time.Minute)/time.Second) + 1
}
