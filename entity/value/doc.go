// Package value says what the closed classes of entities mean: dates, times,
// percentages, amounts of money, quantities, ordinals and cardinals.
//
// A [Value] is what an entity of one of these types has: dates and times in the
// notation of ISO-TimeML (ISO 24617-1) with the stretch of the calendar that
// they stand for, everything else as an exact decimal number with its currency
// (ISO 4217) or unit.
//
// # How relative dates are read
//
// A date that does not name its year is read against the day on which the
// article was published, as newspapers mean it. "Thursday" is the last Thursday
// up to and including that day, unless the words before it speak of the future
// ("will meet Thursday"): then it is the first from that day on. A month or day
// without year is the one nearest to that day, with the same exception; "last"
// and "next" look strictly before and after the day or the period that contains
// it. "N units ago" is as precise as its unit: three years ago is a year, two
// weeks ago a week. Without a publication date, unknown parts are written as X
// ("XXXX-WXX-4") and Start and End stay empty.
//
// "This year" and the like stand for the whole period; "earlier" and "later"
// cut it at the day of publication. The past and next N units run up to that
// day and start with it. Early, mid and late do not narrow Start and End: they
// are told in Mod.
//
// In a date such as 03/07/2025 day and month are told apart by the article's
// other dates, where one of them can be read in one way only; failing that, the
// value says the year and no more ("2025-XX-XX").
package value
