package extract

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dictum.example/entity"
)

func TestReadNames(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []Name
		err      string // the whole message
	}{
		{"all fields", "name,type,id,aliases\nAcme plc,ORG,client:1,Acme,\"Acme, Inc.\"\nStrelsau, gpe ,,\n", []Name{
			{Name: "Acme plc", Type: entity.Org, ID: "client:1", Aliases: []string{"Acme", "Acme, Inc."}},
			{Name: "Strelsau", Type: entity.GPE},
		}, ""},
		{"no id", "Name,Type\nAcme,ORG", []Name{{Name: "Acme", Type: entity.Org}}, ""},
		{"byte order mark", "\ufeffname,type,id\r\nAcme,ORG,1\r\n", []Name{{Name: "Acme", Type: entity.Org, ID: "1"}}, ""},
		{"only a header", "name,type,id,alias,alias\n", nil, ""},
		{"nothing", "", nil, `extract: names:1: no header "name,type,id,aliases"`},
		{"no header", "Acme,ORG,1\n", nil, `extract: names:1: column 1 of the header is "acme", in place of "name,type,id,aliases"`},
		{"another column", "name,type,id,note\n", nil,
			`extract: names:1: column 4 of the header is "note", in place of "name,type,id,aliases"`},
		{"one column", "name\nAcme", nil, `extract: names:1: the header has no column "type"`},
		{"unknown type", "name,type,id\nAcme,COMPANY,1\n\nB,ORG\nC,X", nil,
			"extract: names:2: \"Acme\": \"COMPANY\" is no type of entity\nextract: names:5: \"C\": \"X\" is no type of entity"},
		{"no name", "name,type\n,ORG", nil, `extract: names:2: "": a name needs a letter or digit`},
		{"only a name", "name,type\nAcme", nil, `extract: names:2: "Acme": "" is no type of entity`},
		{"alias of punctuation", "name,type,id,aliases\nAcme,ORG,,--", nil, `extract: names:2: "--": a name needs a letter or digit`},
		{"bad bytes", "name,type\nAc\xffme,ORG", nil, `extract: names:2: "Ac\xffme": a name is UTF-8`},
		{"open quotation mark", "name,type\nA,ORG\n\"Acme,ORG\n", nil, `extract: names:3: extraneous or missing " in quoted-field`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ReadNames(strings.NewReader(tt.in))
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreUnexported(Name{})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			message := ""
			if err != nil {
				message = err.Error()
				if e := (*NameError)(nil); !errors.Is(err, ErrNames) || !errors.As(err, &e) {
					t.Errorf("error %T wraps neither ErrNames nor a NameError", err)
				}
			}
			if diff := cmp.Diff(tt.err, message); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestReadNamesTellsTheFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "clients.csv")
	if err := os.WriteFile(name, []byte("name,type\nAcme,X\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var e *NameError
	if _, err := ReadNames(f); !errors.As(err, &e) || e.Place != name+":2" {
		t.Errorf("error %v", err)
	}
	g, err := fstest.MapFS{"lists/clients.csv": {Data: []byte("name,type\nAcme,X\n")}}.Open("lists/clients.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if _, err := ReadNames(g); !errors.As(err, &e) || e.Place != "clients.csv:2" {
		t.Errorf("error %v", err)
	}
}

func TestWithNamesRefuses(t *testing.T) {
	read, err := ReadNames(strings.NewReader("name,type,id,aliases\nAcme,ORG,1,AC\nBeta,ORG,2,AC\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		list []Name
		want string
	}{
		{"one name of two", read, `extract: names:3: "AC" is a name of "Acme" (names:2) too`},
		{"one name of two without id", []Name{{Name: "A", Type: entity.Org}, {Name: "A", Type: entity.GPE}},
			`extract: names[1]: "A" is a name of "A" too`},
		{"one id of two types", []Name{{Name: "A", Type: entity.Org, ID: "1"}, {Name: "B", Type: entity.GPE, ID: "1"}},
			`extract: names[1]: id "1" is of type GPE, but of ORG at "A"`},
		{"no type", []Name{{Name: "A"}}, `extract: names[0]: "A": "" is no type of entity`},
		{"no name", []Name{{Type: entity.Org}}, `extract: names[0]: "": a name needs a letter or digit`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := New(WithNames(tt.list...))
			if !errors.Is(err, ErrNames) || err.Error() != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
	same := Name{Name: "A", Type: entity.Org}
	if _, err := New(WithNames(same, same), WithNames(same)); err != nil {
		t.Errorf("a line that comes twice: %v", err)
	}
}

func TestGazetteerSurvivesJSON(t *testing.T) {
	x, err := New(WithNames(Name{Name: "Zandt & Holm", Type: entity.Org, ID: "client:17", Aliases: []string{"Zandt"}},
		Name{Name: "Fenwick", Type: entity.Product, ID: "Q159"}))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := x.Extract(context.Background(), "Zandt & Holm makes the Fenwick. \"We sell it,\" Zandt's director said.")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	for _, e := range doc.Entities {
		for _, m := range e.Mentions {
			keys[m.Text] = string(e.Type) + " " + e.Key + e.QID
		}
	}
	for name, want := range map[string]string{"Zandt & Holm": "ORG client:17", "Zandt": "ORG client:17", "Fenwick": "PRODUCT Q159"} {
		if keys[name] != want {
			t.Errorf("%s is %q, want %q", name, keys[name], want)
		}
	}
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var back Document
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(doc.Entities, back.Entities, cmpopts.EquateEmpty(),
		cmpopts.IgnoreFields(entity.Mention{}, "Pass", "Sieve")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func FuzzReadNames(f *testing.F) {
	f.Add("name,type,id,aliases\nAcme plc,ORG,client:1,Acme\n")
	f.Add("\ufeffname,type\n\"A\nb\",gpe,1,2,3\n\xff,ORG")
	f.Fuzz(func(t *testing.T, s string) {
		list, err := ReadNames(strings.NewReader(s))
		if (err != nil) != errors.Is(err, ErrNames) || err != nil && list != nil {
			t.Errorf("%d names, error %v", len(list), err)
		}
		for _, n := range list {
			if n.Name == "" || !n.Type.Valid() || !utf8.ValidString(n.ID) || n.place == "" {
				t.Errorf("got %+v", n)
			}
		}
		if _, err := dictionary(list); err != nil && !errors.Is(err, ErrNames) {
			t.Error(err)
		}
	})
}
