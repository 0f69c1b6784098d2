// Package page writes a document as one HTML file for a person to read: the
// article as written, names in the colour of their type, quotes marked by kind
// and joined to their speaker, and beside it who said what.
//
// The file stands alone: it asks for nothing on the network and has no script.
// A link to a speaker, in the text or beside it, opens what that speaker said
// and lights it up in the text. It can be read with a keyboard, with a screen
// reader and on paper. Text from the document is escaped, and the page's content
// security policy allows neither scripts nor any style but its own.
//
// Finding names and quotes is left to package extract.
package page
