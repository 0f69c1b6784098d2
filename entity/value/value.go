package value

// A Value is what a date, time, number or amount means.
type Value struct {
	// Timex is the value in ISO-TimeML's notation ("2021-08", "2025-W27-4",
	// "PT2H"), for dates and times; Start and End bound it in ISO 8601
	// (half-open), where it is a stretch of the calendar.
	Timex string `json:"timex,omitempty"`
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
	// Number is the number or amount in decimal digits ("3500000", "-0.5").
	Number string `json:"number,omitempty"`
	// Currency is an ISO 4217 code, for money.
	Currency string `json:"currency,omitempty"`
	// Unit is the unit of a quantity, in its short form ("km", "°C"), and "%" for percentages.
	Unit string `json:"unit,omitempty"`
}
