package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	const vocab = `["[UNK]","[CLS]","[SEP]","a","##b"]` + "\n"
	for _, tt := range []struct {
		name, row string
		same      bool
	}{
		{"the same", `{"text":"YWI=","words":[[0,2,2]],"ids":[3,4],"shapes":[1,6]}`, true},
		{"another id", `{"text":"YWI=","words":[[0,2,2]],"ids":[3,3],"shapes":[1,6]}`, false},
		{"another word", `{"text":"YWI=","words":[[0,1,2]],"ids":[3,4],"shapes":[1,6]}`, false},
		{"damaged", `{`, false},
	} {
		var out bytes.Buffer
		err := run(&out, strings.NewReader(vocab+tt.row))
		if (err == nil) != tt.same {
			t.Errorf("%s: %v\n%s", tt.name, err, &out)
		}
	}
}
