#~ file: skip
# Prints numbers of every kernel with all their digits: scripts/checks/bits compares what gm built
# for different CPU levels prints.
:set digits 17
show(name, x) = {
    print(name)
    for v in flatten(x) { print(v) }
}

# Elementwise functions, in f64 and f32; 67 numbers leave every vector width a remainder.
x = linspace(-7.3, 9.1, 67);
u = linspace(-0.99, 0.99, 67);
p = linspace(0.013, 23.7, 67);
real_line = (exp, expm1, sin, cos, tan, atan, sinh, cosh, tanh, asinh, sigmoid, softplus, erf, erfc, besseli0, besseli1);
for f in real_line { show("real line", f(x)); show("f32", f(f32(x))) }
for f in (asin, acos, atanh, log1p) { show("unit", f(u)); show("f32", f(f32(u))) }
for f in (log, sqrt, lgamma, digamma, trigamma) { show("positive", f(p)); show("f32", f(f32(p))) }
show("power", p^x)
show("f32 power", f32(p)^f32(x))
show("f32 root", f32(p)^f32(-0.5))
for f in (floor, ceil, round, sign, abs) { show("simple", f(x)); show("f32", f(f32(x))) }
show("choice", where(x > u, x, u))
show("f32 choice", where(f32(x) > f32(u), f32(x), f32(u)))
show("f32 quotient", f32(x) / f32(p))
# Single precision has kernels of its own, with other intervals: near 0, and far from it.
w = f32(linspace(-120.0, 120.0, 1001)^3 / 20000);
for f in (exp, expm1, sin, cos, tanh, sigmoid, softplus, erf, erfc) { show("f32 wide", f(w)) }
show("atan2", atan2(x, p))
show("mod", mod(x, p))
z = complex(x, u);
for f in (exp, log, sqrt, sin, cos, tanh) { w = f(z); show("complex", real(w)); show("imaginary", imag(w)) }

# Reductions, products and scans, long enough for several blocks.
n = 30011;
long = sin(1.7*linspace(1, n, n));
show("sum", [sum(long), prod(1 + long[1:500]/50), mean(long), std(long), logsumexp(long), norm(long)])
show("cumsum", cumsum(long)[n-50:n])
show("f32 sum", sum(f32(long)))
A = reshape(long[1:131*67], 131, 67);
B = reshape(long[1000:999+67*53], 67, 53);
show("product", (A @ B)[:, 1:7])
show("f32 product", (f32(A) @ f32(B))[:, 1:7])
# Every kind of tile: one row, few rows or columns, several blocks of terms; transposed operands.
C = reshape(long[1:300*41], 300, 41);
D = reshape(long[7:300*2+6], 300, 2);
for f in (x -> x, f32) {
    show("tall", (f(C)' @ f(D)))
    show("thin", (f(D)' @ f(C)))
    show("row", f(C)[1:1, :] @ f(C)')
    show("gram", (f(C)' @ f(C))[:, 1:5])
    show("outer", (f(D) @ f(D)')[1:5, :])
    show("turned", (f(C)')[2:4, :])
    show("column sums", sum(f(C), axis=1))
    show("row sums", sum(f(C), axis=2))
    show("largest", max(f(C), axis=2))
}

# Draws.
seed(5)
z ~ Normal(zeros(67), I)
u ~ Uniform(zeros(67), ones(67))
show("normal", z)
show("uniform", u)
show("noise", normal_noise(3, 7))
e ~ Normal(f32(zeros(67)), f32(1))
show("f32 normal", e)

show("rows", sum(A, axis=1))
show("columns", mean(A, axis=2))

# Linear algebra, through our own products.
S = A[1:40, 1:40] + 3*eye(40);
show("solve", solve(S, A[1:40, 41]))
show("svd", svd(S))
show("eigh", eigh(S + S'))
show("logdet", logdet(S' @ S))
show("expm", expm(S/20)[:, 1:5])
w = eig(S);
show("eig", real(w))
show("imaginary", imag(w))
