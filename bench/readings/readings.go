// Package readings keeps what the network read of articles, so that what the rules make of
// it can be tried again in seconds.
package readings

import (
	"bufio"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"

	"dictum.example/internal/encoder"
	"dictum.example/internal/model"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

// An Article is a line of a file of articles, with what the network read of it.
type Article struct {
	ID        string    `json:"id"`
	Text      string    `json:"text"`
	Published time.Time `json:"published,omitzero"`

	Reading *reader.Reading `json:"-"`
}

// Load returns the articles of a file of JSON lines with their readings. They come from the
// file at cache where that holds the readings of these texts by the embedded model, else
// they are made, and cache is written. The layouts are always made anew.
func Load(ctx context.Context, file, cache string) ([]*Article, error) {
	articles, err := load(file)
	if err != nil {
		return nil, err
	}
	kept, err := recall(cache)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var missing []*Article
	for _, a := range articles {
		if r := kept[a.Text]; r != nil {
			a.Reading = r
			a.Reading.Layout = text.Parse(a.Text)
		} else {
			missing = append(missing, a)
		}
	}
	if len(missing) == 0 {
		return articles, nil
	}
	if err := read(ctx, missing); err != nil {
		return nil, err
	}
	return articles, keep(articles, cache)
}

func load(file string) ([]*Article, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var articles []*Article
	for d := json.NewDecoder(bufio.NewReader(f)); ; {
		a := &Article{}
		switch err := d.Decode(a); {
		case err == io.EOF:
			return articles, nil
		case err != nil:
			return nil, fmt.Errorf("%s: article %d: %w", file, len(articles)+1, err)
		}
		articles = append(articles, a)
	}
}

// recall returns the readings of a cache by their texts.
func recall(cache string) (map[string]*reader.Reading, error) {
	f, err := os.Open(cache)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	kept := map[string]*reader.Reading{}
	for d := gob.NewDecoder(bufio.NewReader(f)); ; {
		var a Article
		switch err := d.Decode(&a); {
		case err == io.EOF:
			return kept, nil
		case err != nil:
			return nil, fmt.Errorf("%s: %w", cache, err)
		}
		kept[a.Text] = a.Reading
	}
}

func keep(articles []*Article, cache string) error {
	f, err := os.Create(cache)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	e := gob.NewEncoder(w)
	for _, a := range articles {
		b := *a
		r := *a.Reading
		r.Layout, b.Reading = nil, &r
		if err := e.Encode(b); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// read has the network read the articles, on all cores.
func read(ctx context.Context, articles []*Article) error {
	m, err := model.Embedded()
	if err != nil {
		return err
	}
	rd, err := reader.New(m, encoder.Stored)
	if err != nil {
		return err
	}
	workers := runtime.GOMAXPROCS(0)
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for k := range workers {
		wg.Go(func() {
			for i := k; i < len(articles) && errs[k] == nil; i += workers {
				a := articles[i]
				a.Reading, errs[k] = rd.Read(ctx, text.Parse(a.Text))
			}
		})
	}
	wg.Wait()
	return errors.Join(slices.Clip(errs)...)
}
