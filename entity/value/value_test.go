package value_test

import (
	"fmt"
	"testing"

	"dictum.example/entity/value"
)

func TestOpen(t *testing.T) {
	for _, c := range []struct {
		name string
		v    value.Value
		want bool
	}{
		{"nothing known", value.Value{}, true},
		{"a year, which is not known", value.Value{Timex: "XXXX"}, true},
		{"weeks, how many is not known", value.Value{Timex: "PXW"}, true},
		{"some time ago", value.Value{Timex: "PAST_REF"}, true},
		{"a Thursday", value.Value{Timex: "XXXX-WXX-4"}, false},
		{"a year", value.Value{Timex: "2021", Start: "2021-01-01", End: "2022-01-01"}, false},
		{"two or three weeks", value.Value{Timex: "PXW", Number: "2", Upper: "3"}, false},
		{"a number", value.Value{Number: "3"}, false},
		{"money, how much is not known", value.Value{Currency: "USD"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.v.Open(); got != c.want {
				t.Errorf("%+v: got %v", c.v, got)
			}
		})
	}
}

func ExampleValue_Open() {
	lastYear := value.Value{Timex: "XXXX"} // of an article without a day of publication
	fmt.Println(lastYear.Open(), value.Value{Timex: "2021"}.Open())
	// Output: true false
}
