// Package until lets work end with its context from deep within, where functions return
// what they find and no errors.
package until

import "context"

// A Watch looks at a context now and then. A nil Watch never ends anything.
type Watch struct {
	ctx   context.Context
	steps uint
}

// ended is what the work is left with.
type ended struct{}

// Do calls work with a Watch over ctx. It returns when work does, with nil, or when work
// takes a step after ctx has ended, with the error of ctx.
func Do(ctx context.Context, work func(*Watch)) (err error) {
	if ctx.Done() == nil {
		work(nil)
		return nil
	}
	defer func() {
		switch p := recover(); p.(type) {
		case nil:
		case ended:
			err = ctx.Err()
		default:
			panic(p)
		}
	}()
	work(&Watch{ctx: ctx})
	return nil
}

// stride is how many steps are taken between two looks.
const stride = 1 << 8

// Step is taken where little is done between two steps: at each token.
func (w *Watch) Step() {
	if w == nil {
		return
	}
	if w.steps++; w.steps%stride == 0 {
		w.Look()
	}
}

// Look is taken where much is done: at each sentence, quote or entity.
func (w *Watch) Look() {
	if w != nil && w.ctx.Err() != nil {
		panic(ended{})
	}
}
