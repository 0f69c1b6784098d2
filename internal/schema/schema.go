// Package schema holds the JSON Schema of a document, which package server gives out and
// tests check documents against. docs/json.md says in words what it describes.
package schema

import _ "embed"

// Document is the schema, in JSON.
//
//go:embed document.schema.json
var Document []byte
