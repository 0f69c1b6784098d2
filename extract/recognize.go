package extract

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"dictum.example/entity"
	"dictum.example/internal/reader"
	"dictum.example/text"
)

// recognize returns the recogniser's mentions as the model would have labelled
// them: in order, without overlaps, the earlier and then the longer one first.
func recognize(ctx context.Context, r entity.Recognizer, l *text.Layout) ([]reader.Label, error) {
	mentions, err := r.Recognize(ctx, l)
	if err != nil {
		return nil, err
	}
	labels := make([]reader.Label, 0, len(mentions))
	for _, m := range mentions {
		if !fits(m.Span, l.Text) {
			return nil, fmt.Errorf("mention %v does not fit a text of %d bytes", m.Span, len(l.Text))
		}
		if m.Len() > 0 {
			labels = append(labels, reader.Label{Span: m.Span, Type: string(m.Type), Score: 1})
		}
	}
	slices.SortStableFunc(labels, func(a, b reader.Label) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	end := 0
	return slices.DeleteFunc(labels, func(label reader.Label) bool {
		if label.Start < end {
			return true
		}
		end = label.End
		return false
	}), nil
}
