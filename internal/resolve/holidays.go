package resolve

import (
	"slices"

	"dictum.example/entity"
	"dictum.example/internal/value"
)

// withoutHolidays leaves out the events that are days of the year: they are dates, which
// the grammar of values finds with all that is said of them ("two days after Easter").
func (p *page) withoutHolidays(ms []nameMention) []nameMention {
	return slices.DeleteFunc(ms, func(m nameMention) bool {
		return m.typ == entity.Event && value.Holiday(m.Of(p.Text))
	})
}
