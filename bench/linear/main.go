// Command linear tells how the time to read a text grows with its length, for some ninety
// kinds of text that are easy to take the square of the length for. Where four times the
// text takes more than eight times the processor time, it says so and exits with 1.
//
//	go run ./bench/linear [-n BYTES]
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"dictum.example/extract"
)

// units are repeated to make the texts.
var units = []string{
	".", ",", "-", "—", "\"", "“", "”", "'", "’", "(", ")", "[", "]", "/", "\\",
	":", ";", "!", "?", "…", "*", "_", "#", "@", "&", "%",
	"$", "€", "0", "7", "a", "A", "é", "漢", "🚀",
	"\n", "\r\n", " ", "\t", "\u00a0", "\u200b", "\u2028", "\xff", "\x00", "e\u0301", "\u200d", "a\n", "A. ", "Mr. ", "U.S. ", "a.m. ",
	"1. ", "- a\n", "a\n\n", "A B ", "Anna Berg ",
	"Anna Berg, ", "Anna Berg and ", "Anna Berg’s ", "the Anna Berg of ", "he ", "she said ", "said ", "said that ", "“a” ", "“a ",
	"a” ", "‘a ’", "\"a\" \"", "(a (", "((a)) ",
	"“It rained,” she said. ", "“It rained,” said Anna Berg. ", "Anna Berg said so. He denied it. ",
	"according to ", "the ministry of ",
	"NATO ", "N.A.T.O. ", "a-b-c-", "1/2/",
	"1,000,", "$1 ", "3 May ", "3 May 2025 ", "Monday ", "ten million ", "http://a.b/", "a@b.c ", "#a ", "By Anna Berg\n",
	"OSLO (AP) — ", "Q: a\nA: b\n", "| a | b |\n", "AP/Anna Berg\n",
	"Former President Anna ", "Sen. ", "King Olav V ", "1990s ",
}

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 40_000, "bytes of the shorter text; the longer has four times as many")
	flag.Parse()
	x, err := extract.New(extract.WithWorkers(1), extract.WithMaxText(0))
	if err != nil {
		log.Fatal(err)
	}
	failed := false
	for _, u := range units {
		short, err := took(x, u, *n)
		if err != nil {
			log.Fatal(err)
		}
		long, err := took(x, u, 4**n)
		if err != nil {
			log.Fatal(err)
		}
		ratio := long.Seconds() / max(short.Seconds(), 0.005)
		note := ""
		if ratio > 8 {
			failed, note = true, "  more than linear"
		}
		fmt.Printf("%-40q %8.2f s %8.2f s %6.1f×%s\n", u, short.Seconds(), long.Seconds(), ratio, note)
	}
	if failed {
		os.Exit(1)
	}
}

// took returns the processor time of reading n bytes of a unit, where the system tells it.
func took(x *extract.Extractor, unit string, n int) (time.Duration, error) {
	s := strings.Repeat(unit, n/len(unit)+1)
	start := processorTime()
	_, err := x.Extract(context.Background(), s)
	return processorTime() - start, err
}
