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
