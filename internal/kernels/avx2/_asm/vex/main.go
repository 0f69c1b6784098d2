// Command vex rewrites a file of assembly: VPDPBUSD in AVX-512's encoding, the only one that Go's assembler knows, becomes that
// of AVX-VNNI, as bytes, with the instruction beside them.
//
//	vex FILE.s
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"regexp"
	"strconv"
)

var instruction = regexp.MustCompile(`(?m)^\tVPDPBUSD +Y(\d+), Y(\d+), Y(\d+)$`)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: vex FILE.s")
	}
	source, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	out := instruction.ReplaceAllFunc(source, func(line []byte) []byte {
		m := instruction.FindSubmatch(line)
		var r [3]int
		for i := range r {
			r[i], _ = strconv.Atoi(string(m[i+1]))
		}
		return encode(r[0], r[1], r[2])
	})
	if bytes.Contains(out, []byte("\tVPDPBUSD")) {
		log.Fatal("vex: an operand is no register of AVX")
	}
	if err := os.WriteFile(os.Args[1], out, 0o666); err != nil {
		log.Fatal(err)
	}
}

// encode returns VPDPBUSD of three registers: to dst, the products of the signed bytes of s and the unsigned ones of u are added.
func encode(s, u, dst int) []byte {
	if max(s, u, dst) > 15 {
		log.Fatalf("vex: VPDPBUSD Y%d, Y%d, Y%d: AVX has 16 registers", s, u, dst)
	}
	code := []int{
		0xc4, // a prefix of three bytes
		(^dst>>3&1)<<7 | 1<<6 | (^s>>3&1)<<5 | 0x02, // upper bits of the registers, inverted; the map 0F38
		(^u&15)<<3 | 1<<2 | 0x01,                    // W0, the second register inverted, 256 bits, prefix 66
		0x50,
		0xc0 | dst&7<<3 | s&7,
	}
	line := "\t"
	for i, b := range code {
		if i > 0 {
			line += "; "
		}
		line += fmt.Sprintf("BYTE $0x%02x", b)
	}
	return fmt.Appendf(nil, "%s // VPDPBUSD Y%d, Y%d, Y%d", line, s, u, dst)
}
