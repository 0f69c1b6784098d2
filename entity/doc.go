// Package entity holds what an article speaks of: its persons, organisations, places and
// other named things, and its dates, times, numbers and amounts.
//
// An [Entity] is one of them, with every [Mention] of it in the text: names ("Sergey
// Lavrov"), nouns ("the minister"), pronouns ("he") and values ("in 2021"). Entities come
// from package extract; this package holds their types and what can be asked of them. The
// names may come from a [Recognizer] of the user's own.
package entity
