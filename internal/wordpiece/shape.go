package wordpiece

import "unicode"

// A Shape tells how a word is written in capitals and small letters, and
// whether a piece opens or continues its word. Letters are those of
// [unicode.IsLetter]; title-case letters count as capitals, and every letter
// that is no capital counts as small, so that scripts without case are Lower.
// The values are inputs of trained models: they never change.
type Shape uint8

// The shapes of a word's first piece, and of those that continue it.
const (
	NoLetters   Shape = iota // "2020", "—"; also the special tokens
	Lower                    // "minister"
	Initial                  // "J": one letter, a capital
	AllCaps                  // "NATO", "U2K"
	Capitalised              // "Minister"
	Mixed                    // "iPhone", "McDonald"

	ContinuedLower       // of NoLetters and Lower
	ContinuedAllCaps     // of AllCaps
	ContinuedCapitalised // of Capitalised
	ContinuedMixed       // of Mixed and Initial

	NumShapes = iota
)

// continued maps the shape of a word's first piece to that of the others.
var continued = [...]Shape{
	NoLetters:   ContinuedLower,
	Lower:       ContinuedLower,
	Initial:     ContinuedMixed,
	AllCaps:     ContinuedAllCaps,
	Capitalised: ContinuedCapitalised,
	Mixed:       ContinuedMixed,
}

// shapeOf returns the shape of a word's first piece.
func shapeOf(word string) Shape {
	letters, capitals := 0, 0
	initial := false // the first letter is a capital
	for _, r := range word {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			capitals++
			initial = initial || letters == 1
		}
	}
	switch {
	case letters == 0:
		return NoLetters
	case capitals == 0:
		return Lower
	case letters == 1:
		return Initial
	case capitals == letters:
		return AllCaps
	case initial && capitals == 1:
		return Capitalised
	}
	return Mixed
}
