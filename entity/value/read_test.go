package value_test

import (
	"fmt"
	"math/big"
	"testing"
	"time"

	"dictum.example/entity/value"
)

func TestString(t *testing.T) {
	for _, tt := range []struct {
		v    *value.Value
		want string
	}{
		{nil, ""},
		{&value.Value{}, ""},
		{&value.Value{Timex: "2025"}, "2025"},
		{&value.Value{Timex: "2021-08", Start: "2021-08-01", End: "2021-09-01"}, "2021-08"},
		{&value.Value{Timex: "2025-07-03"}, "2025-07-03"},
		{&value.Value{Timex: "2025-07-03TNI"}, "2025-07-03"},
		{&value.Value{Timex: "2025-07-03T18:05"}, "2025-07-03 18:05"},
		{&value.Value{Timex: "2025-W27", Start: "2025-06-30", End: "2025-07-07"}, "2025-06-30 to 2025-07-06"},
		{&value.Value{Timex: "199X", Start: "1990-01-01", End: "2000-01-01"}, "1990 to 1999"},
		{&value.Value{Timex: "2022-W09-WE", Start: "2022-03-05T05:00", End: "2022-03-05T12:00"}, "2022-03-05 05:00 to 2022-03-05 12:00"},
		{&value.Value{Timex: "PTXH"}, ""},
		{&value.Value{Timex: "P14NI"}, ""},
		{&value.Value{Timex: "XXXX-WXX-4"}, ""},
		{&value.Value{Timex: "PAST_REF"}, ""},
		{&value.Value{Number: "3500000", Currency: "EUR"}, "3500000 EUR"},
		{&value.Value{Number: "40", Upper: "70", Unit: "%"}, "40 to 70 %"},
		{&value.Value{Number: "2/3"}, "2/3"},
	} {
		if got := tt.v.String(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.v, got, tt.want)
		}
	}
}

func TestRange(t *testing.T) {
	for _, tt := range []struct {
		v        *value.Value
		from, to string
	}{
		{nil, "", ""},
		{&value.Value{Timex: "P1D"}, "", ""},
		{&value.Value{Start: "2025-07-03"}, "", ""},
		{&value.Value{Start: "-2975-01-01", End: "-2974-01-01"}, "", ""},
		{&value.Value{Start: "2025-07-03", End: "2025-07-04"}, "2025-07-03T00:00:00Z", "2025-07-04T00:00:00Z"},
		{&value.Value{Start: "2025-07-03T18:00", End: "2025-07-03T19:00+02:00"}, "2025-07-03T18:00:00Z", "2025-07-03T19:00:00+02:00"},
	} {
		from, to, ok := tt.v.Range()
		if ok != (tt.from != "") || ok && (from.Format(time.RFC3339) != tt.from || to.Format(time.RFC3339) != tt.to) {
			t.Errorf("%+v: %v, %v, %v", tt.v, from, to, ok)
		}
	}
}

func TestAmount(t *testing.T) {
	for _, tt := range []struct {
		v           *value.Value
		least, most *big.Rat
	}{
		{nil, nil, nil},
		{&value.Value{Timex: "2025"}, nil, nil},
		{&value.Value{Number: "-0.5"}, big.NewRat(-1, 2), big.NewRat(-1, 2)},
		{&value.Value{Number: "2/3"}, big.NewRat(2, 3), big.NewRat(2, 3)},
		{&value.Value{Number: "1e999999999"}, nil, nil},
		{&value.Value{Number: "40", Upper: "70"}, big.NewRat(40, 1), big.NewRat(70, 1)},
	} {
		least, most, ok := tt.v.Amount()
		if ok != (tt.least != nil) || ok && (least.Cmp(tt.least) != 0 || most.Cmp(tt.most) != 0) {
			t.Errorf("%+v: %v, %v, %v", tt.v, least, most, ok)
		}
	}
}

func ExampleValue_Range() {
	v := &value.Value{Timex: "2025-W27", Start: "2025-06-30", End: "2025-07-07"}
	from, to, _ := v.Range()
	fmt.Println(from.Format(time.DateOnly), to.Sub(from), v)
	// Output: 2025-06-30 168h0m0s 2025-06-30 to 2025-07-06
}
