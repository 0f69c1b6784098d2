//go:build ignore

// Gen writes demonyms.tsv from the CIA World Factbook (JSON by country, CC0) and
// the table country-codes.csv (PDDL), which lie in the folders factbook and
// country-codes of the folder given.
//
//	go run gen.go FOLDER
package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

var (
	separator = regexp.MustCompile(`,| or |;|\(`)
	remark    = regexp.MustCompile(`colloquial|former|singular|plural|still|none|^or |/|^s$|^na$`)
	plain     = regexp.MustCompile(`^[a-z ]+$`)
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run gen.go FOLDER")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(dir string) error {
	rows, err := countries(filepath.Join(dir, "country-codes", "country-codes.csv"))
	if err != nil {
		return err
	}
	currencies := map[string][]string{}
	add := func(name, codes string) {
		if name == "" || codes == "" || strings.Count(name, " ") > 1 {
			return
		}
		currencies[name] = append(currencies[name], strings.Split(codes, ",")...)
	}
	byFIPS := map[string]string{}
	for _, r := range rows {
		// The table has no currency for Turkey.
		if r["FIPS"] == "TU" {
			r["ISO4217-currency_alphabetic_code"] = "TRY"
		}
		byFIPS[r["FIPS"]] = r["ISO4217-currency_alphabetic_code"]
		if n := strings.ToLower(r["CLDR display name"]); plain.MatchString(n) {
			add(n, r["ISO4217-currency_alphabetic_code"])
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "factbook", "*", "??.json"))
	if err != nil {
		return err
	}
	for _, f := range files {
		adjective, err := adjective(f)
		if err != nil {
			return err
		}
		for _, a := range separator.Split(adjective, -1) {
			a = strings.ToLower(strings.Trim(strings.TrimSpace(a), ")"))
			if !remark.MatchString(a) {
				add(a, byFIPS[strings.ToUpper(filepath.Base(f)[:2])])
			}
		}
	}
	add("hong kong", "HKD")
	add("us", "USD")
	add("cfa", "XOF")
	var b bytes.Buffer
	fmt.Fprintln(&b, "# Written by gen.go from the CIA World Factbook (CC0) and country-codes (PDDL); do not edit.")
	for _, n := range slices.Sorted(maps.Keys(currencies)) {
		codes := currencies[n]
		slices.Sort(codes)
		fmt.Fprintf(&b, "%s\t%s\n", n, strings.Join(slices.Compact(codes), ","))
	}
	return os.WriteFile("demonyms.tsv", b.Bytes(), 0o644)
}

func countries(name string) ([]map[string]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil || len(all) == 0 {
		return nil, fmt.Errorf("%s: %d rows: %w", name, len(all), err)
	}
	var rows []map[string]string
	for _, rec := range all[1:] {
		r := map[string]string{}
		for i, h := range all[0] {
			r[h] = rec[i]
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func adjective(name string) (string, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	var d struct {
		People struct {
			Nationality struct {
				Adjective struct {
					Text string `json:"text"`
				} `json:"adjective"`
			} `json:"Nationality"`
		} `json:"People and Society"`
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return d.People.Nationality.Adjective.Text, nil
}
