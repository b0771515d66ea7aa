import CLapack

extension Complex128: LapackScalar {
  static var zero: Complex128 { Complex128(0) }
  static var one: Complex128 { Complex128(1) }
  var isFinite: Bool { real.isFinite && imaginary.isFinite }
  init(real: Double) { self.init(real, 0) }
  func scaled(_ factor: Double) -> Complex128 { Complex128(real * factor, imaginary * factor) }

  static func geev(
    _ n: Int, _ a: UnsafeMutablePointer<Complex128>, _ values: UnsafeMutablePointer<Complex128>,
    _ vectors: UnsafeMutablePointer<Complex128>?
  ) throws(TensorError) -> Int {
    var size = Int32(n), info: Int32 = 0
    let reals = try Scratch<Double>(2 * n)
    return try withWorkspace(zero, size: \.real) { work, count in
      var count = count
      zgeev_(
        "N", vectors == nil ? "N" : "V", &size, a, &size, values, nil, &size, vectors, &size, work,
        &count, reals.pointer, &info, 1, 1)
      return info
    }
  }

  static func heevd(
    _ n: Int, _ a: UnsafeMutablePointer<Complex128>, _ values: UnsafeMutablePointer<Double>
  ) throws(TensorError) -> Int {
    var size = Int32(n), info: Int32 = 0
    let realCount = 1 + 5 * n + 2 * n * n
    guard realCount < Int(Int32.max) else {
      throw .memory(bytes: realCount * 8, available: MemoryBudget.bytesAllowed)
    }
    var reals = Int32(realCount), integers = Int32(3 + 5 * n)
    let rwork = try Scratch<Double>(realCount)
    let iwork = try Scratch<Int32>(Int(integers))
    return try withWorkspace(zero, size: \.real) { work, count in
      var count = count
      zheevd_(
        "V", "L", &size, a, &size, values, work, &count, rwork.pointer, &reals, iwork.pointer,
        &integers, &info, 1, 1)
      return info
    }
  }

  static func gesdd(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Complex128>, _ s: UnsafeMutablePointer<Double>,
    _ u: UnsafeMutablePointer<Complex128>, _ vt: UnsafeMutablePointer<Complex128>
  ) throws(TensorError) -> Int {
    let least = min(m, n), most = max(m, n)
    var rows = Int32(m), columns = Int32(n), minimum = Int32(least), info: Int32 = 0
    let iwork = try Scratch<Int32>(8 * least)
    let rwork = try Scratch<Double>(
      max(5 * least * least + 5 * least, 2 * most * least + 2 * least * least + least))
    return try withWorkspace(zero, size: \.real) { work, count in
      var count = count
      zgesdd_(
        "S", &rows, &columns, a, &rows, s, u, &rows, vt, &minimum, work, &count, rwork.pointer,
        iwork.pointer, &info, 1)
      return info
    }
  }

  static func geqrf(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Complex128>,
    _ tau: UnsafeMutablePointer<Complex128>
  ) throws(TensorError) -> Int {
    var rows = Int32(m), columns = Int32(n), info: Int32 = 0
    return try withWorkspace(zero, size: \.real) { work, count in
      var count = count
      zgeqrf_(&rows, &columns, a, &rows, tau, work, &count, &info)
      return info
    }
  }

  static func orgqr(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Complex128>,
    _ tau: UnsafeMutablePointer<Complex128>
  ) throws(TensorError) -> Int {
    var rows = Int32(m), columns = Int32(n), info: Int32 = 0
    return try withWorkspace(zero, size: \.real) { work, count in
      var count = count
      zungqr_(&rows, &columns, &columns, a, &rows, tau, work, &count, &info)
      return info
    }
  }

  static func potrf(_ n: Int, _ a: UnsafeMutablePointer<Complex128>) -> Int {
    var size = Int32(n), info: Int32 = 0
    zpotrf_("U", &size, a, &size, &info, 1)
    return Int(info)
  }

  static func getrf(
    _ n: Int, _ a: UnsafeMutablePointer<Complex128>, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int {
    var size = Int32(n), info: Int32 = 0
    zgetrf_(&size, &size, a, &size, pivots, &info)
    return Int(info)
  }

  static func getrs(
    _ n: Int, _ columns: Int, _ factors: UnsafeMutablePointer<Complex128>,
    _ pivots: UnsafeMutablePointer<Int32>, _ b: UnsafeMutablePointer<Complex128>
  ) -> Int {
    var size = Int32(n), count = Int32(columns), info: Int32 = 0
    zgetrs_("N", &size, &count, factors, &size, pivots, b, &size, &info, 1)
    return Int(info)
  }

  static func gelsd(
    _ m: Int, _ n: Int, _ columns: Int, _ a: UnsafeMutablePointer<Complex128>,
    _ b: UnsafeMutablePointer<Complex128>
  ) throws(TensorError) -> Int {
    var rows = Int32(m), width = Int32(n), count = Int32(columns), info: Int32 = 0
    var rowsOfB = Int32(max(m, n)), rank: Int32 = 0
    var tolerance = Double(max(m, n)) * Double.ulpOfOne
    let least = min(m, n), s = try Scratch<Double>(least)
    let iwork = try Scratch<Int32>(least * (3 * 32 + 11))
    // The bound of LAPACK's documentation with SMLSIZ 25 and log2(min) at most 32.
    let rwork = try Scratch<Double>(
      10 * max(m, n) + 2 * least * 25 + 8 * least * 32 + 3 * 25 * columns
        + max(26 * 26, max(m, n) * (1 + columns) + 2 * columns))
    return try withWorkspace(zero, size: \.real) { work, length in
      var length = length
      zgelsd_(
        &rows, &width, &count, a, &rows, b, &rowsOfB, s.pointer, &tolerance, &rank, work, &length,
        rwork.pointer, iwork.pointer, &info)
      return info
    }
  }
}
