package main

import (
	"strconv"

	"github.com/alecthomas/kong"

	"dictum.example/server"
)

// serveDefaults are what the flags of "dictum serve" have where they are not given.
var serveDefaults = kong.Vars{
	"serveText":    strconv.Itoa(server.DefaultMaxText),
	"serveBody":    strconv.Itoa(server.DefaultMaxBody),
	"serveTimeout": server.DefaultTimeout.String(),
}

// longHelp has the help of flags that is too long for the lines of their fields.
var longHelp = kong.Vars{
	"evalInput": "Input: jsonl or conll whatever the name, or auto: a file whose name ends in .jsonl or .ndjson, or " +
		"that begins with a brace, is jsonl.",
	"evalLabels": "Entity types that both sides are mapped to: ontonotes (18), conll (PER ORG LOC MISC), worldwide (9) " +
		"or core (PER ORG LOC).",
	"extractFormat": "Output: text for people; json, each document as an indented object; jsonl, each on one line; html, " +
		"one article as a page to read in a browser.",
	"readingFiles": "Articles: a .jsonl or .ndjson file holds one a line; .html is a web page, .warc a web archive, .rss, .atom " +
		"and .xml a feed; any other file is one. Standard input without files, or for -. A folder stands for its files.",
	"readingInput":     "Input: text, jsonl, html, warc or feed whatever the name, or auto: by the name, and text on standard input.",
	"readingErrors":    "File to write what could not be read to, a line of JSON for each: file, line, url, id and reason.",
	"extractResume":    "Go on where a run was cut: leave out what --output holds already, and what --errors has.",
	"readingPublished": "Day of publication of the articles that do not tell theirs; what \"Thursday\" is reckoned from.",
	"readingNames": "Names of your own to find, as CSV with the header name,type,id,aliases. It may be given several " +
		"times.",
	"readingKB": "Knowledge base to link names to, as \"dictum kb build\" makes one. It may be given several times; the " +
		"first has precedence.",
	"readingDates": "What else tells the day of publication: name, a date in the path (2025/07/04, 20250704), or modified, " +
		"the day of the file.",
	"graphInto": "Store to keep the graph in, in place of a file: the address of SPARQL updates, or gsp+ and that of the Graph Store " +
		"protocol.",
	"graphRemove": "Take away what an article added to the store, by its URL, or its id where it has none. It may be given several times.",
	"graphFormat": "Output: nquads, turtle, trig or jsonld (RDF); graphml or dot; csv, a folder of files for Neo4j and " +
		"Kuzu; ftm, FollowTheMoney's JSON for Aleph.",
	"serveListen":  "Address to answer at (127.0.0.1:8080); this machine alone can ask there. Port 0 is any free one.",
	"mcpFiles":     "Documents to begin with, as \"dictum extract\" wrote them as jsonl.",
	"resolveFiles": "Documents, as \"dictum extract\" wrote them as jsonl. Standard input without files, or for -.",
	"resolveIndex": "Folder that keeps what was read, to go on from the next time; it is made where there is none.",
	"resolveRulings": "Your own decisions: a line has \"same\" or \"not\" and two names, Wikidata items or nodes, with tabs " +
		"between.",
	"resolveRemove":  "Take an article away from the index, by its id. It may be given several times.",
	"resolveExplain": "Say why the names of a node, by its id or by a name, are one thing, and write no documents.",
}
