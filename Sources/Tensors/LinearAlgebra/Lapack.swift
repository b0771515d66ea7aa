import CLapack

/// Uninitialised scratch memory, counted by the memory budget.
struct Scratch<E> {
  private let storage: Storage
  let pointer: UnsafeMutablePointer<E>

  init(_ count: Int) throws(TensorError) {
    let (bytes, overflow) = max(count, 1).multipliedReportingOverflow(by: MemoryLayout<E>.stride)
    if overflow { throw .memory(bytes: Int.max, available: MemoryBudget.bytesAllowed) }
    storage = try Storage(byteCount: bytes)
    pointer = storage.bytes.bindMemory(to: E.self, capacity: max(count, 1))
  }
}

/// A scalar that LAPACK has routines for: f64 and c128.
///
/// Matrices are column-major with the leading dimension of their rows. Every function returns
/// LAPACK's `info`, 0 for success.
protocol LapackScalar: Element {
  static var zero: Self { get }
  static var one: Self { get }
  var conjugate: Self { get }
  var magnitude: Double { get }
  var isFinite: Bool { get }
  init(real: Double)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self
  func scaled(_ factor: Double) -> Self

  /// Eigenvalues and, where there is room for them, right eigenvectors of a general matrix.
  static func geev(
    _ n: Int, _ a: UnsafeMutablePointer<Self>, _ values: UnsafeMutablePointer<Complex128>,
    _ vectors: UnsafeMutablePointer<Complex128>?
  ) throws(TensorError) -> Int
  /// Ascending eigenvalues of the lower triangle; the eigenvectors replace `a`.
  static func heevd(
    _ n: Int, _ a: UnsafeMutablePointer<Self>, _ values: UnsafeMutablePointer<Double>
  ) throws(TensorError) -> Int
  /// The thin singular value decomposition.
  static func gesdd(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Self>, _ s: UnsafeMutablePointer<Double>,
    _ u: UnsafeMutablePointer<Self>, _ vt: UnsafeMutablePointer<Self>
  ) throws(TensorError) -> Int
  static func geqrf(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Self>, _ tau: UnsafeMutablePointer<Self>
  ) throws(TensorError) -> Int
  static func orgqr(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Self>, _ tau: UnsafeMutablePointer<Self>
  ) throws(TensorError) -> Int
  /// Cholesky's factor in the upper triangle.
  static func potrf(_ n: Int, _ a: UnsafeMutablePointer<Self>) -> Int
  static func getrf(
    _ n: Int, _ a: UnsafeMutablePointer<Self>, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int
  static func getrs(
    _ n: Int, _ columns: Int, _ factors: UnsafeMutablePointer<Self>,
    _ pivots: UnsafeMutablePointer<Int32>, _ b: UnsafeMutablePointer<Self>
  ) -> Int
  /// The least squares solution of smallest norm, in the first n rows of `b` (max(m, n) rows).
  static func gelsd(
    _ m: Int, _ n: Int, _ columns: Int, _ a: UnsafeMutablePointer<Self>,
    _ b: UnsafeMutablePointer<Self>
  ) throws(TensorError) -> Int
}

extension LapackScalar {
  /// Runs a routine twice: asked for the size of its workspace, then with it.
  static func withWorkspace<W>(
    _ query: W, size: (W) -> Double, minimum: Int = 1,
    _ routine: (UnsafeMutablePointer<W>, Int32) -> Int32
  ) throws(TensorError) -> Int {
    var answer = query
    let info = withUnsafeMutablePointer(to: &answer) { routine($0, -1) }
    if info != 0 { return Int(info) }
    let count = max(size(answer), Double(minimum))
    guard count < Double(Int32.max) else {
      throw .memory(bytes: Int(min(count * 16, 1e18)), available: MemoryBudget.bytesAllowed)
    }
    let work = try Scratch<W>(Int(count))
    return Int(routine(work.pointer, Int32(count)))
  }
}
