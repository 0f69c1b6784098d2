package source_test

import (
	"testing"

	"dictum.example/internal/source"
)

func TestKey(t *testing.T) {
	for words, want := range map[string]string{
		"a neighbour":                      "neighbour",
		"The neighbour":                    "neighbour",
		"the report, published on Friday,": "report",
		"Russian officials":                "russian officials",
		"The FBI’s  spokesman":             "fbi's spokesman",
		"They":                             "",
		"which":                            "",
		"It":                               "",
		"their":                            "",
		"many":                             "many",
		"his lawyer":                       "lawyer",
		"the one":                          "",
		"“sources”":                        "sources",
		"":                                 "",
		" , ":                              "",
	} {
		if got := source.Key(words); got != want {
			t.Errorf("Key(%q) = %q, want %q", words, got, want)
		}
	}
}
