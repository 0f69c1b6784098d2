package main

import (
	"strings"
	"testing"
)

func TestRunRefuses(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{nil, "usage:"},
		{[]string{"bolt://localhost", "a", "b"}, "usage:"},
		{[]string{"ftp://localhost"}, "URI scheme"},
	} {
		if err := run(t.Context(), test.args); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v, want %q", test.args, err, test.want)
		}
	}
}
