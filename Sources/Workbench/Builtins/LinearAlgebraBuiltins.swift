import Tensors
import Tracing

/// Matrices: products, decompositions, equations.
enum LinearAlgebraBuiltins {
  private static let matrix = Builtin.Parameter("A", "a square matrix; leading axes are a batch")
  private static let anyMatrix = Builtin.Parameter("A", "a matrix; leading axes are a batch")
  private static let vectors = Builtin.Parameter(
    "vectors", "whether to return a record with the vectors", initial: "false")

  static let all: [Builtin] = [
    Builtin(
      "eig", .linearAlgebra, [matrix, vectors],
      "the eigenvalues, by descending real part, then imaginary part; vectors=true: (values, vectors)",
      formula: "A v = λ v", synonyms: ["eigenvalues", "spectrum"],
      example: ("eig([0, -1; 1, 0])", "c128[2]\n  0.0 + 1.0i\n  0.0 - 1.0i")
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0), both = try a.flag(1, default: false)
      return try a.run { () throws(TraceError) in
        guard both else { return Value(try x.eigenvalues()) }
        let (values, vectors) = try x.eig()
        return .record([("values", Value(values)), ("vectors", Value(vectors))])
      }
    },
    Builtin(
      "eigh", .linearAlgebra, [matrix, vectors],
      "the eigenvalues of a symmetric matrix, ascending; vectors=true: (values, vectors)",
      formula: "A = V diag(λ) Vᵀ", example: ("eigh([2, 1; 1, 2])", "f64[2]\n  1.0  3.0")
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0), both = try a.flag(1, default: false)
      return try a.run { () throws(TraceError) in
        let (values, vectors) = try x.eigh()
        guard both else { return Value(values) }
        return .record([("values", Value(values)), ("vectors", Value(vectors))])
      }
    },
    Builtin(
      "svd", .linearAlgebra, [anyMatrix, vectors],
      "the singular values, descending; vectors=true: (u, s, vt)", formula: "A = U diag(s) Vᵀ",
      synonyms: ["singular values"], example: ("svd([3, 0; 0, 4])", "f64[2]\n  4.0  3.0")
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0), all = try a.flag(1, default: false)
      return try a.run { () throws(TraceError) in
        let (u, s, vt) = try x.svd()
        guard all else { return Value(s) }
        return .record([("u", Value(u)), ("s", Value(s)), ("vt", Value(vt))])
      }
    },
    Builtin(
      "qr", .linearAlgebra, [anyMatrix],
      "the thin QR decomposition as a record (q, r), diagonal of r ≥ 0",
      formula: "A = Q R", example: ("qr([3, 0; 0, 4]).r", "f64[2×2]\n  3.0  0.0\n  0.0  4.0")
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0)
      return try a.run { () throws(TraceError) in
        let (q, r) = try x.qr()
        return .record([("q", Value(q)), ("r", Value(r))])
      }
    },
    map(
      "cholesky", "the lower Cholesky factor of a positive definite matrix", "A = L Lᵀ",
      "[4, 0; 0, 9]", "f64[2×2]\n  2.0  0.0\n  0.0  3.0"
    ) { x throws(TraceError) in try x.cholesky() },
    map("inv", "the inverse", "A⁻¹", "[2, 0; 0, 4]", "f64[2×2]\n  0.5   0.0\n  0.0  0.25") {
      x throws(TraceError) in try x.inverse()
    },
    map("det", "the determinant", "det A", "[2, 0; 0, 4]", "8.0") { x throws(TraceError) in
      try x.determinant()
    },
    map(
      "logdet", "the logarithm of the determinant; nan where that is negative", "log det A",
      "[2, 0; 0, 4]", "2.07944"
    ) { x throws(TraceError) in try x.logDeterminant() },
    map(
      "expm", "the matrix exponential", "Σ A^k/k!", "zeros(2, 2)",
      "f64[2×2]\n  1.0  0.0\n  0.0  1.0"
    ) { x throws(TraceError) in try x.expm() },
    map("trace", "the sum of the diagonal", "Σ A_ii", "[1, 2; 3, 4]", "5") { x throws(TraceError) in
      try x.trace()
    },
    map(
      "norm", "the Euclidean norm of all elements; also ‖x‖ and ||x||", "(Σ |xᵢ|²)^(1/2)", "[3, 4]",
      "5.0"
    ) { x throws(TraceError) in try x.norm() },
    pair(
      "solve", "the solution of a linear system, for a vector or a matrix b", "A x = b",
      "[2, 0; 0, 4], [2, 2]", "f64[2]\n  1.0  0.5"
    ) { x, y throws(TraceError) in try Term.solve(x, y) },
    pair(
      "lstsq", "the least-squares solution of an overdetermined system", "argmin ‖A x - b‖",
      "[1; 1], [1, 3]", "f64[1]\n  2.0"
    ) { x, y throws(TraceError) in try Term.leastSquares(x, y) },
    pair("kron", "the Kronecker product", "A ⊗ B", "[1, 2], [1, 1]", "i64[4]\n  1  1  2  2") {
      x, y throws(TraceError) in try Term.kronecker(x, y)
    },
    pair("dot", "the inner product of two vectors", "Σ aᵢ bᵢ", "[1, 2], [3, 4]", "11") {
      x, y throws(TraceError) in try Term.dot(x, y)
    },
    pair(
      "outer", "the outer product of two vectors", "aᵢ bⱼ", "[1, 2], [3, 4]",
      "i64[2×2]\n  3  4\n  6  8"
    ) { x, y throws(TraceError) in try Term.outer(x, y) },
    Builtin(
      "rank", .linearAlgebra,
      [anyMatrix, .init("tol", "relative to the largest singular value", initial: "1e-12")],
      "the number of singular values above the tolerance", example: ("rank([1, 2; 2, 4])", "1")
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0), tolerance = try a.float(1, default: 1e-12)
      return try a.run { () throws(TraceError) in Value(try x.matrixRank(tolerance: tolerance)) }
    },
  ]

  private static func map(
    _ name: String, _ summary: String, _ formula: String, _ argument: String, _ output: String,
    _ body: @escaping @Sendable (Term) throws(TraceError) -> Term
  ) -> Builtin {
    Builtin(
      name, .linearAlgebra, [name == "norm" ? .init("x", "a tensor or a tree") : matrix], summary,
      formula: formula, example: ("\(name)(\(argument))", output)
    ) { a, p, r, m throws(Fault) in
      if name == "norm", case .aggregate = a[0] { return try treeNorm(a) }
      let x = try a.term(0)
      return try a.run { () throws(TraceError) in Value(try body(x)) }
    }
  }

  /// The norm of all leaves together.
  private static func treeNorm(_ a: Bound) throws(Fault) -> Value {
    var terms: [Term] = []
    for leaf in numbers(a[0]) { terms.append(try Bound.term(leaf, at: a.span, in: "norm")) }
    return try a.run { () throws(TraceError) in
      // One norm of all elements: a norm of norms would have a kink where one of them is 0.
      var parts: [Term] = []
      for term in terms { parts.append(try term.floating().flattened()) }
      return Value(parts.isEmpty ? try Term(0.0) : try Term.concatenated(parts, axis: 0).norm())
    }
  }

  private static func numbers(_ value: Value) -> [Value] {
    if case .aggregate(let tree) = value { return tree.items.flatMap(numbers) }
    return value.isNumeric ? [value] : []
  }

  private static func pair(
    _ name: String, _ summary: String, _ formula: String, _ arguments: String, _ output: String,
    _ body: @escaping @Sendable (Term, Term) throws(TraceError) -> Term
  ) -> Builtin {
    Builtin(
      name, .linearAlgebra, [.init("a", "a matrix or vector"), .init("b", "a matrix or vector")],
      summary, formula: formula, example: ("\(name)(\(arguments))", output)
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0), y = try a.term(1)
      return try a.run { () throws(TraceError) in Value(try body(x, y)) }
    }
  }
}
