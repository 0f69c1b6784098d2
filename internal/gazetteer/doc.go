// Package gazetteer knows names: of countries, places, public bodies,
// organisations, companies, news media and people in office, with their Wikidata
// items where its sources have them; demonyms, given names with their gender,
// surnames, and nouns for persons and organisations.
//
// [Lookup] answers with every candidate of a name, [PlaceType] and [DemonymOf]
// with what a name or word can be. Finding names in a text is left to the reader,
// deciding which mentions are one entity to the resolver, and which candidate an
// article means to package link.
//
// The tables are embedded, read-only and safe for concurrent use. They are built
// by the generator in gen from the lists that the project's NOTICE names:
//
//	GAZ=…/gaz go generate ./internal/gazetteer
package gazetteer

//go:generate go run ./gen -from ${GAZ}
