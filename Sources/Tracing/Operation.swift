import Tensors

/// One numeric operation, the unit that is evaluated at the prompt or recorded in a graph.
///
/// Operations are strict: the operands of an elementwise operation have equal shapes and types
/// (the semantics of StableHLO). Promotion and broadcasting are explicit operations, inserted by
/// the functions of `Term`. Axes count from 0.
public enum Operation: Sendable {
  /// A tensor known when the graph was recorded; no operand.
  case constant(Tensor)
  /// An elementwise function of one operand.
  case unary(UnaryFunction)
  /// An elementwise function of two operands.
  case binary(BinaryFunction)
  /// A special function of several operands, element by element.
  case special(SpecialFunction)
  /// An elementwise relation; the result is bool.
  case compare(Comparison)
  /// Elements of the second operand where the mask (the first) is true, else of the third.
  case select
  /// The same numbers in another element type.
  case convert(ElementType)
  /// The same elements in another shape.
  case reshape(Shape)
  /// Axes in another order: axis k of the result is axis `permutation[k]` of the operand.
  case transpose([Int])
  /// Axes of length 1 and missing leading axes stretched.
  case broadcast(Shape)
  /// A regular part: `counts[k]` positions from `starts[k]` by `steps[k]` along axis k.
  case slice(starts: [Int], counts: [Int], steps: [Int])
  /// Zeros of a shape with the operand at a regular part: from `starts[k]` by `steps[k]` along axis
  /// k. A slice gives the part back, and each is the transpose of the other.
  case pad(shape: Shape, starts: [Int], steps: [Int])
  /// The slices along an axis at the positions (second operand, i64, rank 1, base 0).
  case gather(axis: Int)
  /// The first operand with the slices at the positions (second) replaced by the third.
  case scatter(axis: Int)
  /// The first operand with the slices of the third added at the positions (second); where one
  /// repeats, they are added in order. The transpose of `gather`.
  case scatterAdd(axis: Int)
  /// The operands side by side along an axis.
  case concatenate(axis: Int)
  /// All elements along some axes combined into one.
  case reduce(Reduction, axes: [Int], keepingAxes: Bool)
  /// The Euclidean norm √Σ|x|² over some axes, which are dropped; real.
  case norm(axes: [Int])
  /// The position of the first extreme element along an axis, i64, base 0.
  case argument(Extremum, axis: Int)
  /// Running reduction along an axis.
  case cumulative(Reduction, axis: Int)
  /// Elements in ascending order along an axis.
  case sort(axis: Int)
  /// The positions that sort an axis (stable), i64, base 0.
  case sortOrder(axis: Int)
  /// The matrix product over the last two axes; leading axes are equal batch axes.
  case product
  /// A complex number from its real and imaginary parts.
  case complex
  /// The operand as a constant to every derivative.
  case stop
  /// The eigenvalues of a square matrix, c128, by descending real then imaginary part.
  case eigenvalues
  /// Eigenvalues and unit eigenvectors of a square matrix.
  case eig
  /// Ascending eigenvalues and orthonormal eigenvectors of a symmetric matrix.
  case eigh
  /// The thin singular value decomposition: u, s, vᵀ.
  case svd
  /// The thin QR decomposition with non-negative diagonal: q, r.
  case qr
  /// The lower Cholesky factor of a symmetric positive definite matrix.
  case cholesky
  /// The solution X of A X = B, for a matrix B.
  case solve
  /// The determinant.
  case determinant
  /// Sign (or phase) and logarithm of the modulus of the determinant.
  case logAbsDeterminant
  /// The matrix exponential.
  case expm
  /// The operands after the first, a truth value; an error where that is false.
  case require(Raised)
  /// The derivative of the matrix exponential at the first operand in the direction of the second.
  case expmDerivative
  /// The random key one step further: of a key (the first operand) and an index, both i64 and of
  /// one shape; elementwise on bits, so that nothing overflows.
  case fold
  /// To every key (i64) an event of independent random numbers of this type, f64 or f32; the shape
  /// is that of the keys, then that of the event.
  case noise(Noise, event: Shape, ElementType)
  /// For each key (i64) the place of an index modulo this size in a permutation of 0..<size that
  /// the key chooses; elementwise.
  case stratum(Int)
  /// For each key (i64) and parameter at the same place a number drawn by rejection; elementwise.
  case sample(Sampler)
  /// The first operand, a draw from the distribution of this name with the other operands as
  /// parameters: it has no derivative in those.
  case unreparameterised(String)
  /// One of two graphs, as a truth value says.
  case cond(Branches)
  /// A graph repeated while a condition holds.
  case whileLoop(WhileLoop)
  /// A graph repeated a known number of times.
  case scan(Scan)
  /// The mean of a graph over the numbers of samples.
  case average(Average)
}
