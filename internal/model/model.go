// Package model holds the model that is built into the library. What is in its
// file is the business of package weights.
package model

import (
	_ "embed"
	"sync"

	"dictum.example/internal/weights"
)

// Data is the model file. It must not be changed.
//
//go:embed dictum.model
var Data []byte

// Embedded returns the embedded model, which is read at the first call. It is
// shared and must not be changed. The checksum of Data is left to the tests.
var Embedded = sync.OnceValues(func() (*weights.Model, error) { return weights.Trust(Data) })
