package reader

import "sync"

// A pool keeps memory that was worked in for whoever works next. A sync.Pool would keep some for each processor, and forget
// it in the midst of an article.
type pool[T any] struct {
	mu   sync.Mutex
	free []*T
}

// get returns memory that nobody works in.
func (p *pool[T]) get() *T {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.free)
	if n == 0 {
		return new(T)
	}
	x := p.free[n-1]
	p.free = p.free[:n-1]
	return x
}

// put gives memory back, which is forgotten where there is enough for most to work in.
func (p *pool[T]) put(x *T, most int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.free) < max(most, 1) {
		p.free = append(p.free, x)
	}
}
