package wikidata

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dictum.example/internal/gazetteer"
	"dictum.example/kb"
)

// entity returns an item as the dump writes it. Claims are such as "P31=Q5" and
// "P1082=+700"; a "!" before one makes it preferred, a "-" deprecated.
func entity(id, label string, aliases []string, sites int, statements ...string) string {
	byProperty := map[string][]string{}
	for _, s := range statements {
		rank := "normal"
		switch s[0] {
		case '!':
			rank, s = "preferred", s[1:]
		case '-':
			rank, s = "deprecated", s[1:]
		}
		p, v, _ := strings.Cut(s, "=")
		value := fmt.Sprintf(`{"value":{"entity-type":"item","numeric-id":1,"id":%q},"type":"wikibase-entityid"}`, v)
		switch p {
		case "P1082":
			value = fmt.Sprintf(`{"value":{"amount":%q,"unit":"1"},"type":"quantity"}`, v)
		case "P569":
			value = fmt.Sprintf(`{"value":{"time":"+%s-00-00T00:00:00Z","timezone":0,"before":0,"after":0,`+
				`"precision":9,"calendarmodel":"x"},"type":"time"}`, v)
		}
		snak := fmt.Sprintf(`{"snaktype":"value","property":%q,"hash":"0","datavalue":%s,"datatype":"x"}`, p, value)
		if v == "" {
			snak = fmt.Sprintf(`{"snaktype":"somevalue","property":%q,"hash":"0","datatype":"x"}`, p)
		}
		byProperty[p] = append(byProperty[p], fmt.Sprintf(`{"mainsnak":%s,"type":"statement","id":"x","rank":%q}`, snak, rank))
	}
	object := func(fields []string) string {
		if len(fields) == 0 {
			return "[]"
		}
		return "{" + strings.Join(fields, ",") + "}"
	}
	var labels, others, claims, links []string
	if label != "" {
		labels = []string{fmt.Sprintf(`"de":{"language":"de","value":"x"},"en":{"language":"en","value":%q}`, label)}
	}
	if len(aliases) > 0 {
		var list []string
		for _, a := range aliases {
			list = append(list, fmt.Sprintf(`{"language":"en","value":%q}`, a))
		}
		others = []string{`"en":[` + strings.Join(list, ",") + "]"}
	}
	for p, ss := range byProperty {
		claims = append(claims, fmt.Sprintf("%q:[%s]", p, strings.Join(ss, ",")))
	}
	for i := range sites {
		links = append(links, fmt.Sprintf(`"w%d":{"site":"w%d","title":"x","badges":[]}`, i, i))
	}
	return fmt.Sprintf(`{"type":"item","id":%q,"labels":%s,"descriptions":[],"aliases":%s,"claims":%s,"sitelinks":%s,`+
		`"pageid":1,"ns":0,"title":%[1]q,"lastrevid":1,"modified":"2025-01-01T00:00:00Z"}`,
		id, object(labels), object(others), object(claims), object(links))
}

// The classes of the test are no real ones.
const (
	human, city, bigCity, firm, bank, club, album, minister = "Q900000001", "Q900000002", "Q900000003", "Q900000004", "Q900000005",
		"Q900000006", "Q900000007", "Q900000008"
)

// known returns the identifiers of items that the gazetteer knows.
func known(t testing.TB, names ...string) []string {
	t.Helper()
	var ids []string
	for _, n := range names {
		e := gazetteer.Lookup(n)
		if len(e) == 0 || e[0].ID == "" {
			t.Fatalf("%s is not known", n)
		}
		ids = append(ids, e[0].ID)
	}
	return ids
}

func lines(t testing.TB) []string {
	t.Helper()
	people := known(t, "Vladimir Putin", "Sergey Lavrov", "Amir Khan Muttaqi")
	cities := known(t, "Moscow", "Paris", "Oslo")
	russia := known(t, "Russia")[0]
	// Items come before their classes.
	out := []string{
		entity("Q800000001", "Zora Quill", []string{"Z. Quill"}, 30, "P31="+human, "P27="+russia, "P39="+minister, "P569=1970"),
		entity("Q800000002", "Zora Quill", nil, 2, "P31="+human, "P569=1801"),
		entity("Q800000003", "Strelsau", nil, 12, "P31="+bigCity, "P17="+russia, "P1082=+100", "!P1082=+400000", "-P31="+human),
		entity("Q800000004", "Zandt Bank", []string{"ZB"}, 4, "P31="+bank),
		entity("Q800000005", "Fenwick Rovers", nil, 4, "P31="+club),
		entity("Q800000006", "The Long Winter", nil, 9, "P31="+album),
		entity("Q800000007", "Nobody Noted", nil, 0, "P31="+human),
		entity("Q800000008", "", nil, 4, "P31="+human),
		entity("Q800000009", "Class Unknown", nil, 4, "P31="),
		`{"type":"property","datatype":"wikibase-item","id":"P31","labels":{},"descriptions":{},"aliases":{},"claims":{}}`,
		entity(bigCity, "big city", nil, 1, "P279="+city),
		entity(bank, "bank", nil, 1, "P279="+firm),
		entity(minister, "Minister of Trade", nil, 1, "P279=Q900000099"),
	}
	for i, id := range people {
		out = append(out, entity(id, fmt.Sprint("Known Person ", i), nil, 3, "P31="+human))
	}
	for i, id := range cities {
		out = append(out, entity(id, fmt.Sprint("Known City ", i), nil, 3, "P31="+city, "P1082=+5000000"))
	}
	return out
}

func dump(lines []string) []byte { return []byte("[\n" + strings.Join(lines, ",\n") + "\n]\n") }

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// build imports a dump and opens the table.
func build(t testing.TB, dump io.Reader, o Options) (*kb.Table, Stats, error) {
	t.Helper()
	o.TempDir = t.TempDir()
	b := kb.Builder{TempDir: o.TempDir}
	defer b.Close()
	stats, err := Import(context.Background(), &b, dump, o)
	if err != nil {
		return nil, stats, err
	}
	name := filepath.Join(t.TempDir(), "test.kb")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.WriteTo(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	table, err := kb.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { table.Close() })
	return table, stats, nil
}

func TestImport(t *testing.T) {
	classes := map[string]kb.Kind{firm: kb.Company, club: kb.Team}
	for _, tt := range []struct {
		name string
		dump []byte
	}{
		{"plain", dump(lines(t))},
		{"gzip", gzipped(t, dump(lines(t)))},
		{"JSON Lines", []byte(strings.Join(lines(t), "\n"))},
		{"line ends of Windows", bytes.ReplaceAll(dump(lines(t)), []byte("\n"), []byte("\r\n"))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table, stats, err := build(t, bytes.NewReader(tt.dump), Options{Classes: classes})
			if err != nil {
				t.Fatal(err)
			}
			if err := table.Verify(); err != nil {
				t.Error(err)
			}
			want := map[string][]kb.Entry{
				"Zora Quill": {
					{ID: "Q800000001", Kind: kb.Person, Country: "RU", Prominence: 179, Roles: kb.Minister, Field: kb.Politics, Born: 1970},
					{ID: "Q800000002", Kind: kb.Person, Prominence: 98, Born: 1801},
				},
				"Z. Quill": {{ID: "Q800000001", Kind: kb.Person, Country: "RU", Prominence: 179, Roles: kb.Minister,
					Field: kb.Politics, Born: 1970}},
				"Strelsau":        {{ID: "Q800000003", Kind: kb.City, Country: "RU", Prominence: 186}},
				"Zandt Bank":      {{ID: "Q800000004", Kind: kb.Company, Prominence: 139}},
				"ZB":              {{ID: "Q800000004", Kind: kb.Company, Prominence: 139, Code: true}},
				"zb":              nil,
				"Fenwick Rovers":  {{ID: "Q800000005", Kind: kb.Team, Prominence: 139}},
				"The Long Winter": nil,
				"Nobody Noted":    nil,
				"Class Unknown":   nil,
			}
			for name, entries := range want {
				if diff := cmp.Diff(entries, table.Lookup(name)); diff != "" {
					t.Errorf("%s: (-want +got)\n%s", name, diff)
				}
			}
			if stats.Items != 18 || stats.Damaged != 0 || stats.Kept != 11 || stats.ByKind[kb.Team] != 1 {
				t.Errorf("stats %+v", stats)
			}
		})
	}
}

// The dump of one person, compressed by bzip2, which Go only reads.
const bzipped = `QlpoOTFBWSZTWdoYuu4AAFrbgAgQUAZocGAaPu/f6jABDFsEqZTU80p6I9IBoPUDQ9QamUbSAAAAaA0EplEp+minoJ5QMxJ6R6miDqWx2HTRf1` +
	`9KuX3t34V/VIjvCApm6aFyNKD5WQORCYkwYmNw0m2hpuK4XcjL4Xq0iagaQrtlyyiaIz0NOiRqdjnbABqI1kC1OK3Me/6/bMV3gJ0oaduptFsz` +
	`uns4HEsLlvTwRItJXoLTUnxBYwa+aUfHMwQpc6dbBQmya20kiT3ThiCqxEjSR9rARgEp+I41mIwgeRxrU8QNjhJOFMYhg6ecsZURlx9JYBU8kL` +
	`hIvgVbLCfBEuaqqZXhoVsixjjGAzg6IzWdi3cNP/F3JFOFCQ2hi67g`

func TestImportBzip2(t *testing.T) {
	data, err := base64.StdEncoding.DecodeString(bzipped)
	if err != nil {
		t.Fatal(err)
	}
	table, _, err := build(t, bytes.NewReader(data), Options{Classes: map[string]kb.Kind{human: kb.Person}})
	if err != nil {
		t.Fatal(err)
	}
	if got := table.Lookup("Zora Quill"); len(got) != 1 || got[0].ID != "Q800000001" {
		t.Errorf("got %v", got)
	}
}

func TestImportDamaged(t *testing.T) {
	all := lines(t)
	all[1], all[4], all[7] = all[1][:40], `{"type":"item","id":"X"}`, `[1]`
	var bad []int64
	_, stats, err := build(t, bytes.NewReader(dump(all)), Options{Damaged: func(e *LineError) { bad = append(bad, e.Line) }})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int64{3, 6, 9}, bad); diff != "" || stats.Damaged != 3 || stats.Items != 15 {
		t.Errorf("stats %+v, lines (-want +got)\n%s", stats, diff)
	}
}

func TestImportRefuses(t *testing.T) {
	whole := gzipped(t, dump(lines(t)))
	for name, data := range map[string][]byte{
		"nothing":              nil,
		"empty array":          []byte("[\n]\n"),
		"other text":           []byte("<html>\n</html>"),
		"cut short":            bytes.TrimSuffix(dump(lines(t)), []byte("]\n")),
		"gzip cut short":       whole[:len(whole)/2],
		"gzip without its end": whole[:len(whole)-5],
		"gzip damaged":         append(bytes.Clone(whole[:60]), bytes.Repeat([]byte{0xff}, 400)...),
		"gzip header":          whole[:4],
		"bzip2 damaged":        []byte("BZh9 and no more"),
	} {
		if _, _, err := build(t, bytes.NewReader(data), Options{}); !errors.Is(err, ErrDump) {
			t.Errorf("%s: error %v, want ErrDump", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var b kb.Builder
	defer b.Close()
	if _, err := Import(ctx, &b, bytes.NewReader(dump(lines(t))), Options{TempDir: t.TempDir()}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

// TestImportNumbersLines has more lines than are read at a time.
func TestImportNumbersLines(t *testing.T) {
	const n = 10_000
	all := append(lines(t), slices.Repeat([]string{`{"type":"property"}`}, n)...)
	at := len(all) - 1
	all[at] = "{"
	var bad []int64
	_, stats, err := build(t, bytes.NewReader(dump(all)), Options{Damaged: func(e *LineError) { bad = append(bad, e.Line) }})
	if err != nil {
		t.Fatal(err)
	}
	want := []int64{int64(at) + 2} // lines count from 1, and the first is "["
	if diff := cmp.Diff(want, bad); diff != "" || stats.Damaged != 1 {
		t.Errorf("stats %+v, lines (-want +got)\n%s", stats, diff)
	}
}

// TestImportFiles wants temporary files gone, and the disk's errors told.
func TestImportFiles(t *testing.T) {
	whole := dump(lines(t))
	for name, data := range map[string][]byte{"whole": whole, "cut short": whole[:len(whole)-3]} {
		dir := t.TempDir()
		var b kb.Builder
		_, err := Import(context.Background(), &b, bytes.NewReader(data), Options{TempDir: dir})
		if (err == nil) != (name == "whole") {
			t.Errorf("%s: error %v", name, err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s: %d files left, error %v", name, len(left), err)
		}
	}
	var b kb.Builder
	o := Options{TempDir: filepath.Join(t.TempDir(), "none")}
	if _, err := Import(context.Background(), &b, bytes.NewReader(whole), o); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder for temporary files: error %v, want fs.ErrNotExist", err)
	}
}

func TestReadClasses(t *testing.T) {
	got, err := ReadClasses(strings.NewReader("class,kind\n" + club + ",team\n" + album + ", unknown\n"))
	if diff := cmp.Diff(map[string]kb.Kind{club: kb.Team, album: kb.Unknown}, got); diff != "" || err != nil {
		t.Errorf("error %v (-want +got)\n%s", err, diff)
	}
	for _, in := range []string{"", "Q1,team\n", "class,kind\nQ1\n", "class,kind\nQ1,club\n", "class,kind\nP31,team\n"} {
		if _, err := ReadClasses(strings.NewReader(in)); err == nil {
			t.Errorf("%q: no error", in)
		}
	}
}

// TestImportManyItems imports a dump of 100,000 items of which one in ten shares its name
// with a better known one.
func TestImportManyItems(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const n = 100_000
	name := func(i int) string { return fmt.Sprintf("Person %c%d", 'A'+i%26, i) }
	like := map[int]string{} // items by the number of their articles
	for _, sites := range []int{2, 3, 4, 5, 6, 30} {
		like[sites] = entity("Q800000000", "NAME", []string{"ALIAS"}, sites, "P31="+human, "P569=1970")
	}
	r, w := io.Pipe()
	go func() {
		out := bufio.NewWriterSize(w, 1<<20)
		fmt.Fprintln(out, "[")
		for i := range n {
			of, sites := i, 2+i%5
			if i%10 == 9 {
				of, sites = i-1, 30
			}
			strings.NewReplacer("Q800000000", fmt.Sprint("Q", 800_000_000+i), "NAME", name(of), "ALIAS",
				fmt.Sprint("Alias ", i)).WriteString(out, like[sites]+",\n")
		}
		fmt.Fprintln(out, entity(city, "city", nil, 1)+"\n]")
		w.CloseWithError(out.Flush())
	}()
	table, stats, err := build(t, r, Options{Classes: map[string]kb.Kind{human: kb.Person}})
	if err != nil {
		t.Fatal(err)
	}
	if err := table.Verify(); err != nil {
		t.Error(err)
	}
	if stats.Items != n+1 || stats.Kept != n || table.Len() != n+n*9/10 {
		t.Errorf("stats %+v, %d names", stats, table.Len())
	}
	for i := 0; i < n; i += 997 {
		if i%10 >= 8 {
			continue
		}
		got := table.Lookup(name(i))
		if len(got) != 1 || got[0].ID != fmt.Sprint("Q", 800_000_000+i) || got[0].Born != 1970 {
			t.Errorf("%s: %+v", name(i), got)
		}
	}
	got := table.Lookup(name(8)) // the ninth has more articles, and so comes first
	if len(got) != 2 || got[0].ID != "Q800000009" || got[0].Prominence < got[1].Prominence+25 {
		t.Errorf("%s: %+v", name(8), got)
	}
}

func FuzzParse(f *testing.F) {
	for _, l := range lines(f) {
		f.Add([]byte(l))
	}
	f.Add([]byte(`{"type":"item","id":"Q1","claims":{"P31":[{"mainsnak":{"snaktype":"value"}}]},"labels":null}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		it, ok, err := parse(line)
		if ok && (err != nil || it.ID == 0) {
			t.Errorf("item %+v, error %v", it, err)
		}
	})
}
