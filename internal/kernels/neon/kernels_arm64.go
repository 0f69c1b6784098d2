//go:build !purego

package neon

// linear1 computes 1 rows of a panel of 16 outputs. k is a multiple of 16.
//
//go:noescape
func linear1(dst *float32, ldd int, x *int8, ldx int, k int, w *int8, scales, wscales, bias *float32)

// linear2 computes 2 rows of a panel of 16 outputs. k is a multiple of 16.
//
//go:noescape
func linear2(dst *float32, ldd int, x *int8, ldx int, k int, w *int8, scales, wscales, bias *float32)

// linear3 computes 3 rows of a panel of 16 outputs. k is a multiple of 16.
//
//go:noescape
func linear3(dst *float32, ldd int, x *int8, ldx int, k int, w *int8, scales, wscales, bias *float32)

// linear4 computes 4 rows of a panel of 16 outputs. k is a multiple of 16.
//
//go:noescape
func linear4(dst *float32, ldd int, x *int8, ldx int, k int, w *int8, scales, wscales, bias *float32)

// matMul1 computes 1 rows and 16 columns of a product of k terms.
//
//go:noescape
func matMul1(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int)

// matMul2 computes 2 rows and 16 columns of a product of k terms.
//
//go:noescape
func matMul2(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int)

// matMul3 computes 3 rows and 16 columns of a product of k terms.
//
//go:noescape
func matMul3(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int)

// matMul4 computes 4 rows and 16 columns of a product of k terms.
//
//go:noescape
func matMul4(dst *float32, ldd int, a *float32, lda int, b *float32, ldb int, k int)

// largest returns the largest magnitude of n values that is no NaN. n is a multiple of 16.
//
//go:noescape
func largest(x *float32, n int) (top float32)

// quantize rounds x times factor to integers within ±127. n is a multiple of 16.
//
//go:noescape
func quantize(dst *int8, x *float32, n int, factor float32)

// gelu applies GELU to n values. n is a multiple of 4.
//
//go:noescape
func gelu(x *float32, n int, table *[17]float32)

// largestValue returns the largest of n values that is no NaN. n is a multiple of 8.
//
//go:noescape
func largestValue(x *float32, n int) (top float32)

// exp replaces n values by e to the power of themselves less top, and sums them
// in lanes. n is a multiple of 8.
//
//go:noescape
func exp(x *float32, n int, top float32, table *[12]float32, lanes *[8]float32)

// scale multiplies n values by factor. n is a multiple of 8.
//
//go:noescape
func scale(x *float32, n int, factor float32)

// score1 computes the scores of 1 query and 16 keys.
//
//go:noescape
func score1(dst *int32, ldd int, q, k *int8)

// score2 computes the scores of 2 queries and 16 keys.
//
//go:noescape
func score2(dst *int32, ldd int, q, k *int8)

// score3 computes the scores of 3 queries and 16 keys.
//
//go:noescape
func score3(dst *int32, ldd int, q, k *int8)

// score4 computes the scores of 4 queries and 16 keys.
//
//go:noescape
func score4(dst *int32, ldd int, q, k *int8)

// weigh sets dst to the weights of blocks of 16 keys, and returns their sum. Fractions are two tables: of the
// lower bytes, and of the upper.
//
//go:noescape
func weigh(dst *int16, scores *int32, blocks int, factor, limit float32, fractions *[2][64]uint8) (total int32)

// mix1 computes 1 row of 16 columns from octets of values, times inverse and the scale of the column.
//
//go:noescape
func mix1(dst *float32, ldd int, w *int16, ldw, octets int, v *int16, inverse, scales *float32)

// mix2 computes 2 rows of 16 columns from octets of values, times inverse of the row and the scale of the column.
//
//go:noescape
func mix2(dst *float32, ldd int, w *int16, ldw, octets int, v *int16, inverse, scales *float32)

// mix3 computes 3 rows of 16 columns from octets of values, times inverse of the row and the scale of the column.
//
//go:noescape
func mix3(dst *float32, ldd int, w *int16, ldw, octets int, v *int16, inverse, scales *float32)

// mix4 computes 4 rows of 16 columns from octets of values, times inverse of the row and the scale of the column.
//
//go:noescape
func mix4(dst *float32, ldd int, w *int16, ldw, octets int, v *int16, inverse, scales *float32)
