package gazetteer_test

import (
	"fmt"

	"dictum.example/internal/gazetteer"
)

func ExampleLookup() {
	for _, e := range gazetteer.Lookup("Georgia")[:2] {
		fmt.Println(e.ID, e.Kind, e.Type(), e.Country)
	}
	fmt.Println(gazetteer.Lookup("the Russian Foreign Ministry")[0].ID)
	// Output:
	// Q230 country GPE GE
	// Q1428 state GPE US
	// Q789889
}

func ExampleDemonymOf() {
	n, _ := gazetteer.DemonymOf("Afghans")
	fmt.Println(n.Country, n.ID, n.Name)
	// Output: AF Q889 Afghanistan
}

func ExampleGender() {
	male, _, known := gazetteer.Gender("Volodymyr")
	fmt.Println(male > 0.95, known)
	// Output: true true
}

func ExamplePlaceType() {
	for _, name := range []string{"Moscow", "Central Asia", "the Black Sea", "minister"} {
		fmt.Println(gazetteer.PlaceType(name))
	}
	// Output:
	// GPE true
	// LOC true
	// LOC true
	//  false
}
