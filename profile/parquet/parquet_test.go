package parquet

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/parquet-go/parquet-go"

	"dictum.example/entity"
	"dictum.example/profile"
	"dictum.example/quote"
)

var profiles = []profile.Profile{
	{ID: "n1", Name: "Nora “N” Lind\x00\xff", Kind: quote.NamedPerson, Type: entity.Person, QID: "Q7",
		Quotes: 4, Statements: 3, Direct: 2, Words: 9, Articles: []string{"a", "b;c"}, First: "2025-07-04", Last: "2025-08-01",
		Offices: []profile.Office{{Name: "mayor", First: "2025-08-01", Last: "2025-08-01", Until: "2019", Former: true}, {Name: "pilot"}},
		Gender:  entity.Female, Evidence: []profile.Place{{Article: "a", Start: 17, End: 20}}},
	{ID: "n2"},
}

// What is written is read again.
func TestWrite(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, profiles); err != nil {
		t.Fatal(err)
	}
	got, err := parquet.Read[Row](bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Row{row(profiles[0]), row(profiles[1])}, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

func TestNone(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := parquet.Read[Row](bytes.NewReader(b.Bytes()), int64(b.Len())); err != nil || len(got) > 0 {
		t.Errorf("%v, %v", got, err)
	}
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestErrors(t *testing.T) {
	if err := Write(full{}, profiles); !errors.Is(err, errFull) {
		t.Error(err)
	}
}
