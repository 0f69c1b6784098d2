package pattern_test

import (
	"fmt"
	"strings"
	"testing/fstest"

	"dictum.example/internal/pattern"
)

func Example() {
	files := fstest.MapFS{"dates.pat": {Data: []byte(`
# What stands before a period of the calendar.
which  = last | next | this coming?

period = <which> (day:[weekday] part:(morning | night)? | month:[month capital])
ago    = n:<number> unit:[unit] ago
`)}}
	set, err := pattern.Load(files, names, "dates.pat")
	if err != nil {
		fmt.Println(err)
		return
	}
	list, err := set.List("period", "ago")
	if err != nil {
		fmt.Println(err)
		return
	}
	tokens := words(strings.Fields("She left last Monday night , or 5 days ago ."))
	for i := range tokens {
		list.Each(tokens, i, func(_ int, m *pattern.Match) bool {
			fmt.Println(m.Pattern.Name(), tokens[m.Start:m.End])
			return true
		})
	}
	// Output:
	// period [last Monday night]
	// ago [5 days ago]
}
