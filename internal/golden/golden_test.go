package golden

import (
	"strings"
	"testing"
)

func TestCutBlock(t *testing.T) {
	const mark = "<!-- output: a -->\n"
	tests := map[string]struct {
		markdown, content string
		err               string
	}{
		"block":    {"# A\n\n" + mark + "```text\none\ntwo\n```\nmore\n", "one\ntwo\n", ""},
		"empty":    {mark + "```\n```\n", "", ""},
		"no mark":  {"```\n```\n", "", "no <!-- output: a -->"},
		"no block": {mark + "one\n", "", "no block"},
		"no end":   {mark + "```\none\n", "", "no end"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			before, content, after, err := cutBlock(tt.markdown, mark)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("got error %v, want one with %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if content != tt.content || before+content+after != tt.markdown {
				t.Errorf("got %q, %q, %q", before, content, after)
			}
		})
	}
}
