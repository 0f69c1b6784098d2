// Package notebook holds a notebook; its test executes it.
package notebook
