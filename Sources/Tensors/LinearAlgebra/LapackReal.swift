import CLapack

extension Double: LapackScalar {
  static var one: Double { 1 }
  var conjugate: Double { self }
  init(real: Double) { self = real }
  func scaled(_ factor: Double) -> Double { self * factor }

  static func geev(
    _ n: Int, _ a: UnsafeMutablePointer<Double>, _ values: UnsafeMutablePointer<Complex128>,
    _ vectors: UnsafeMutablePointer<Complex128>?
  ) throws(TensorError) -> Int {
    var size = Int32(n), info: Int32 = 0
    let parts = try Scratch<Double>(2 * n)
    let re = parts.pointer, im = parts.pointer + n
    let packed = vectors == nil ? nil : try Scratch<Double>(n * n)
    let right = packed?.pointer
    let status = try withWorkspace(0.0, size: { $0 }) { work, count in
      var count = count
      dgeev_(
        "N", right == nil ? "N" : "V", &size, a, &size, re, im, nil, &size, right, &size, work,
        &count, &info, 1, 1)
      return info
    }
    for j in 0..<n { values[j] = Complex128(re[j], im[j]) }
    if let right, let vectors, status == 0 { unpack(n, im, right, vectors) }
    return status
  }

  /// A conjugate pair of vectors comes as a column of real parts and one of imaginary parts.
  private static func unpack(
    _ n: Int, _ im: UnsafePointer<Double>, _ packed: UnsafePointer<Double>,
    _ vectors: UnsafeMutablePointer<Complex128>
  ) {
    var j = 0
    while j < n {
      let first = packed + j * n, target = vectors + j * n
      if im[j] == 0 || j + 1 == n {
        for i in 0..<n { target[i] = Complex128(first[i]) }
        j += 1
      } else {
        for i in 0..<n {
          target[i] = Complex128(first[i], first[n + i])
          target[n + i] = Complex128(first[i], -first[n + i])
        }
        j += 2
      }
    }
  }

  static func heevd(
    _ n: Int, _ a: UnsafeMutablePointer<Double>, _ values: UnsafeMutablePointer<Double>
  ) throws(TensorError) -> Int {
    var size = Int32(n), info: Int32 = 0
    var integers: Int32 = Int32(3 + 5 * n)
    let iwork = try Scratch<Int32>(Int(integers))
    return try withWorkspace(0.0, size: { $0 }) { work, count in
      var count = count
      dsyevd_(
        "V", "L", &size, a, &size, values, work, &count, iwork.pointer, &integers, &info, 1, 1)
      return info
    }
  }

  static func gesdd(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Double>, _ s: UnsafeMutablePointer<Double>,
    _ u: UnsafeMutablePointer<Double>, _ vt: UnsafeMutablePointer<Double>
  ) throws(TensorError) -> Int {
    var rows = Int32(m), columns = Int32(n), least = Int32(min(m, n)), info: Int32 = 0
    let iwork = try Scratch<Int32>(8 * min(m, n))
    return try withWorkspace(0.0, size: { $0 }) { work, count in
      var count = count
      dgesdd_(
        "S", &rows, &columns, a, &rows, s, u, &rows, vt, &least, work, &count, iwork.pointer,
        &info, 1)
      return info
    }
  }

  static func geqrf(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Double>, _ tau: UnsafeMutablePointer<Double>
  ) throws(TensorError) -> Int {
    var rows = Int32(m), columns = Int32(n), info: Int32 = 0
    return try withWorkspace(0.0, size: { $0 }) { work, count in
      var count = count
      dgeqrf_(&rows, &columns, a, &rows, tau, work, &count, &info)
      return info
    }
  }

  static func orgqr(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Double>, _ tau: UnsafeMutablePointer<Double>
  ) throws(TensorError) -> Int {
    var rows = Int32(m), columns = Int32(n), info: Int32 = 0
    return try withWorkspace(0.0, size: { $0 }) { work, count in
      var count = count
      dorgqr_(&rows, &columns, &columns, a, &rows, tau, work, &count, &info)
      return info
    }
  }

  static func potrf(_ n: Int, _ a: UnsafeMutablePointer<Double>) -> Int {
    var size = Int32(n), info: Int32 = 0
    dpotrf_("U", &size, a, &size, &info, 1)
    return Int(info)
  }

  static func getrf(
    _ n: Int, _ a: UnsafeMutablePointer<Double>, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int {
    var size = Int32(n), info: Int32 = 0
    dgetrf_(&size, &size, a, &size, pivots, &info)
    return Int(info)
  }

  static func getrs(
    _ n: Int, _ columns: Int, _ factors: UnsafeMutablePointer<Double>,
    _ pivots: UnsafeMutablePointer<Int32>, _ b: UnsafeMutablePointer<Double>
  ) -> Int {
    var size = Int32(n), count = Int32(columns), info: Int32 = 0
    dgetrs_("N", &size, &count, factors, &size, pivots, b, &size, &info, 1)
    return Int(info)
  }

  static func gelsd(
    _ m: Int, _ n: Int, _ columns: Int, _ a: UnsafeMutablePointer<Double>,
    _ b: UnsafeMutablePointer<Double>
  ) throws(TensorError) -> Int {
    var rows = Int32(m), width = Int32(n), count = Int32(columns), info: Int32 = 0
    var rowsOfB = Int32(max(m, n)), rank: Int32 = 0
    var tolerance = Double(max(m, n)) * Double.ulpOfOne
    let s = try Scratch<Double>(min(m, n))
    // The bound of LAPACK's documentation with log2(min) at most 32.
    let iwork = try Scratch<Int32>(min(m, n) * (3 * 32 + 11))
    return try withWorkspace(0.0, size: { $0 }) { work, length in
      var length = length
      dgelsd_(
        &rows, &width, &count, a, &rows, b, &rowsOfB, s.pointer, &tolerance, &rank, work, &length,
        iwork.pointer, &info)
      return info
    }
  }
}
