module dictum.example/internal/kernels/neon/_asm

go 1.26.0
