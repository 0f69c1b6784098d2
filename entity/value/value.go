package value

import "strings"

// A Value is what a date, time, number or amount means. The zero Value means
// nothing known.
type Value struct {
	// Timex is the value in ISO-TimeML's notation, for dates and times:
	// "2021-08", "2025-W27-4", "2025-07-03TNI" (that night), "PT2H" (a length of
	// two hours). Unknown digits are X ("199X" is the 1990s, "XXXX-09" a September).
	Timex string `json:"timex,omitempty"`
	// Start and End bound it in ISO 8601 (half-open, in local time where no zone
	// is written), where it is a stretch of the calendar.
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
	// Number is the number or amount in decimal digits ("3500000", "-0.5"), or a
	// fraction where those would not be exact ("2/3"). It is empty where no
	// number is said ("hundreds").
	Number string `json:"number,omitempty"`
	// Upper is the upper end of a range of which Number is the lower ("40 to 70 percent").
	Upper string `json:"upper,omitempty"`
	// Currency is an ISO 4217 code, for money. It is empty where the words fit
	// several currencies ("100 pesos").
	Currency string `json:"currency,omitempty"`
	// Unit is the unit of a quantity, in its short form ("km", "°C"), and "%" for
	// percentages, "pp" for percentage points, "bp" for basis points.
	Unit string `json:"unit,omitempty"`
	// Mod is how the words modify the value, in ISO-TimeML's terms: APPROX,
	// MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS for lengths and
	// amounts; BEFORE, AFTER, ON_OR_BEFORE, ON_OR_AFTER for points in time;
	// START, MID, END for parts of a period.
	Mod string `json:"mod,omitempty"`
}

// Open reports whether the value tells too little to say that two mentions with it
// mean the same: it is unknown altogether, or no more than the unit of a time is
// known, as of "last year" and "next year" where nothing tells the year.
func (v Value) Open() bool {
	if v.Timex == "" {
		return v == Value{}
	}
	return v.Start == "" && v.Number == "" && !strings.ContainsAny(v.Timex, "0123456789")
}
