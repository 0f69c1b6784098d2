// Package neon is the implementation of the kernels for arm64 with the dot products
// of ASIMD (SDOT), which most such CPUs have had since 2018. Its assembly is written
// by the program in _asm, a module of its own. Layer norm and
// transposing are those of package generic.
package neon

//go:generate sh -c "cd _asm && go run . >../kernels_arm64.s"
