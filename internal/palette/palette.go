// Package palette gives each type of entity its colour, the same in drawings
// of the graph and on the page of an article.
package palette

import "dictum.example/entity"

// A Colour is a light background and a dark one of the same hue, as #rrggbb.
// Black on Light, and white on Dark, have a contrast of at least 7 to 1.
type Colour struct{ Light, Dark string }

// Of returns the colour of type t. Types of one kind share a hue.
func Of(t entity.Type) Colour {
	switch t {
	case entity.Person:
		return Colour{"#ffd9a0", "#6b3f00"}
	case entity.Org:
		return Colour{"#bfdcff", "#123f7a"}
	case entity.GPE:
		return Colour{"#c3ecc4", "#17501f"}
	case entity.Loc, entity.Fac:
		return Colour{"#d5ecb4", "#3c4c0b"}
	case entity.NORP:
		return Colour{"#e3d2ff", "#4f2a8c"}
	case entity.Event, entity.WorkOfArt, entity.Product, entity.Law, entity.Language:
		return Colour{"#ffd0dc", "#7a1433"}
	}
	return Colour{"#e4e4e0", "#45453f"}
}
