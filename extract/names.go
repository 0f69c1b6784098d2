package extract

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"dictum.example/entity"
	"dictum.example/internal/names"
)

// A Name is a name of the user's own, with the other names of the same person or thing.
type Name struct {
	Name string
	Type entity.Type
	// ID is the user's identifier, or "". That of a Wikidata item ("Q159") becomes the
	// entity's QID, any other its Key.
	ID      string
	Aliases []string

	place string // where it was read
}

// ErrNames is what errors of the user's names wrap.
var ErrNames = errors.New("extract: no usable names")

// A NameError tells which of the user's names is of no use. It wraps ErrNames.
type NameError struct {
	// Place is the file and line ("clients.csv:7"), or the index of a Name that was
	// read from no file ("names[6]").
	Place string
	Err   error
}

// Error names the place and says what is wrong there.
func (e *NameError) Error() string { return "extract: " + e.Place + ": " + e.Err.Error() }

// Unwrap returns ErrNames and the cause.
func (e *NameError) Unwrap() []error { return []error{ErrNames, e.Err} }

// maxNameErrors bounds the errors that are told of one list.
const maxNameErrors = 20

// ReadNames reads the user's own names from CSV with a header:
//
//	name,type,id,aliases
//	Acme Widgets plc,ORG,client:17,Acme,Acme Widgets
//	Strelsau,GPE,,
//
// The type is one of the 18 of package entity. The id may be empty, and the column left
// out when there are no aliases; all fields after it are aliases. White space around
// fields does not count. Errors are NameErrors, at most 20 of them joined, which name
// the line, and the file where r is an *os.File or an fs.File.
func ReadNames(r io.Reader) ([]Name, error) {
	place := sourceName(r)
	in := csv.NewReader(withoutBOM(r))
	in.FieldsPerRecord = -1
	in.TrimLeadingSpace = true
	header, err := in.Read()
	if err == io.EOF {
		err = errors.New(`no header "name,type,id,aliases"`)
	} else if err == nil {
		err = checkHeader(header)
	}
	if err != nil {
		return nil, &NameError{place + ":1", err}
	}
	var list []Name
	var errs []error
	for len(errs) < maxNameErrors {
		row, err := in.Read()
		if err == io.EOF {
			break
		}
		if syntax := (*csv.ParseError)(nil); errors.As(err, &syntax) { // what follows can't be told from the damage
			errs = append(errs, &NameError{fmt.Sprintf("%s:%d", place, syntax.StartLine), syntax.Err})
			break
		} else if err != nil {
			errs = append(errs, &NameError{place, err})
			break
		}
		line, _ := in.FieldPos(0)
		at := fmt.Sprintf("%s:%d", place, line)
		n, err := parseName(row)
		if err != nil {
			errs = append(errs, &NameError{at, err})
			continue
		}
		n.place = at
		list = append(list, n)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return list, nil
}

// sourceName returns the name of the file that r is, or "names".
func sourceName(r io.Reader) string {
	if f, ok := r.(interface{ Name() string }); ok {
		return f.Name()
	}
	if f, ok := r.(fs.File); ok {
		if info, err := f.Stat(); err == nil {
			return path.Base(info.Name())
		}
	}
	return "names"
}

func withoutBOM(r io.Reader) io.Reader {
	in := bufio.NewReader(r)
	if start, _ := in.Peek(3); string(start) == "\ufeff" {
		in.Discard(3)
	}
	return in
}

func checkHeader(header []string) error {
	for i, h := range header {
		h = strings.ToLower(strings.TrimSpace(h))
		if want := append([]string{"name", "type", "id"}, "alias", "aliases"); i < 3 && h == want[i] ||
			i >= 3 && (h == want[3] || h == want[4]) {
			continue
		}
		return fmt.Errorf(`column %d of the header is %q, in place of "name,type,id,aliases"`, i+1, h)
	}
	if len(header) < 2 {
		return errors.New(`the header has no column "type"`)
	}
	return nil
}

func parseName(row []string) (Name, error) {
	for i, f := range row {
		row[i] = strings.TrimSpace(f)
	}
	n := Name{Name: row[0]}
	if len(row) > 1 {
		n.Type = entity.Type(strings.ToUpper(row[1]))
	}
	if len(row) > 2 {
		n.ID = row[2]
	}
	for _, a := range row[min(3, len(row)):] {
		if a != "" {
			n.Aliases = append(n.Aliases, a)
		}
	}
	return n, n.check()
}

// check tells what can be told of a name alone.
func (n *Name) check() error {
	if !n.Type.Valid() {
		return fmt.Errorf("%q: %q is no type of entity", n.Name, n.Type)
	}
	if strings.ToValidUTF8(n.ID, "") != n.ID || len(n.ID) > maxID {
		return fmt.Errorf("%q: the id is not UTF-8 or longer than %d bytes", n.Name, maxID)
	}
	var d names.Dictionary
	for _, name := range n.all() {
		if _, err := d.Add(name, 0); err != nil {
			return fmt.Errorf("%.100q: %w", name, err)
		}
	}
	return nil
}

const maxID = 2000

func (n *Name) all() []string { return append([]string{n.Name}, n.Aliases...) }

// WithNames has the user's own names found wherever they stand in an article, as
// whole words in the case in which they are given, or in capitals where others are in
// capitals too. They win over the names that the model finds in their places; the
// longest wins over other names of the user's. Names of one ID are one entity's, and a
// name can be only one's; New fails with an error that wraps ErrNames where that is not
// so. The option may be given several times.
func WithNames(list ...Name) Option {
	return func(o *options) { o.names = append(o.names, list...) }
}

// dictionary makes one dictionary of all names, nil of none.
func dictionary(list []Name) (*names.Dictionary, error) {
	if len(list) == 0 {
		return nil, nil
	}
	d := new(names.Dictionary)
	var errs []error
	byID := map[string]int{}
	first := map[int]*Name{} // of each owner
	for i := range list {
		n := &list[i]
		place := cmp.Or(n.place, fmt.Sprintf("names[%d]", i))
		err := n.check()
		if err == nil {
			err = addName(d, n, byID, first)
		}
		if err != nil {
			if errs = append(errs, &NameError{place, err}); len(errs) == maxNameErrors {
				break
			}
		}
	}
	return d, errors.Join(errs...)
}

func addName(d *names.Dictionary, n *Name, byID map[string]int, first map[int]*Name) error {
	id := n.ID
	if id == "" { // a line may come twice
		id = "\x00" + string(n.Type) + "\x00" + n.Name
	}
	owner, known := byID[id]
	if !known {
		owner = d.Owner(names.Owner{Type: string(n.Type), ID: n.ID})
		byID[id] = owner
		first[owner] = n
	} else if other := first[owner]; other.Type != n.Type {
		return fmt.Errorf("id %q is of type %s, but of %s at %q%s", n.ID, n.Type, other.Type, other.Name, other.at())
	}
	for _, name := range n.all() {
		if other, _ := d.Add(name, owner); other != owner {
			return fmt.Errorf("%q is a name of %q%s too", name, first[other].Name, first[other].at())
		}
	}
	return nil
}

// at returns the place where a name was read, for the end of a message.
func (n *Name) at() string {
	if n.place == "" {
		return ""
	}
	return " (" + n.place + ")"
}
