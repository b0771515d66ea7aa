# Eigenvalues of a matrix of 200 rows, and with vectors of a symmetric one.
#~ file: skip
times(n, f) = { for i in 1:n { f() } }
A = sin(reshape(1:40000, 200, 200));
S = A + A';
times(1, () -> eig(A))
print("case eig turns 5")
:time times(5, () -> eig(A))
times(1, () -> eigh(S, vectors=true))
print("case eigh turns 10")
:time times(10, () -> eigh(S, vectors=true))
