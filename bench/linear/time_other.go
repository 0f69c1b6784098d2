//go:build !unix

package main

import "time"

var start = time.Now()

func processorTime() time.Duration { return time.Since(start) }
