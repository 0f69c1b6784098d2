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
