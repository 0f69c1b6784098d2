// Package gazetteer knows names: of countries, places, public bodies,
// organisations, companies, news media and people in office, with their Wikidata
// items where its sources have them; demonyms, given names with their gender,
// surnames, and nouns for persons and organisations.
//
// [Lookup] answers with every candidate of a name, [PlaceType] and [DemonymOf]
// with what a name or word can be, and [Link] with the one candidate that fits an
// article, or with none: a name that may mean somebody else is left unlinked.
// Finding names in a text is left to the reader, and deciding which mentions are
// one entity to package entity.
//
// The tables are embedded, read-only and safe for concurrent use. They are built
// by the generator in gen from the lists that the project's NOTICE names:
//
//	GAZ=…/gaz go generate ./internal/gazetteer
package gazetteer

//go:generate go run ./gen -from ${GAZ}
