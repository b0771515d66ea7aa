/// One matrix, row-major in a tensor of rank 2.
struct Matrix<S: LapackScalar>: Sendable {
  let tensor: Tensor
  let rows: Int
  let columns: Int

  init(_ tensor: Tensor) {
    self.tensor = tensor
    rows = tensor.shape[0]
    columns = tensor.shape[1]
  }

  /// The matrix at a position of the batch that `tensor`'s leading axes broadcast to.
  init(_ tensor: Tensor, at position: Int, of batch: Shape) throws(TensorError) {
    let own = Array(tensor.shape.extents.dropLast(2))
    let core = Shape(Array(tensor.shape.extents.suffix(2)))
    let strides = Shape(own).strides
    var rest = position, index = 0
    for axis in stride(from: batch.rank - 1, through: 0, by: -1) {
      let (quotient, i) = rest.quotientAndRemainder(dividingBy: batch[axis])
      rest = quotient
      let ownAxis = axis - (batch.rank - own.count)
      if ownAxis >= 0 && own[ownAxis] > 1 { index += i * strides[ownAxis] }
    }
    let part = try Tensor(uninitialized: core, type: tensor.type)
    let size = part.storage.byteCount
    part.storage.bytes.copyMemory(
      from: tensor.storage.bytes.advanced(by: index * size), byteCount: size)
    self.init(part)
  }

  var pointer: UnsafePointer<S> { tensor.pointer(as: S.self) }

  /// A copy, row-major: to LAPACK it is the transpose.
  func copy() throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: tensor.shape, type: tensor.type)
    result.mutablePointer(as: S.self).update(from: pointer, count: rows * columns)
    return result
  }

  /// A copy in LAPACK's order: a tensor of shape columns × rows.
  func columnMajor() throws(TensorError) -> Tensor {
    try Self.transpose(pointer, rows, columns)
  }

  /// The transpose of a row-major matrix; the other way round, a LAPACK result in our order.
  static func transpose(
    _ source: UnsafePointer<S>, _ rows: Int, _ columns: Int
  ) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: Shape([columns, rows]), type: S.elementType)
    let target = result.mutablePointer(as: S.self)
    let side = 32
    for top in stride(from: 0, to: rows, by: side) {
      for left in stride(from: 0, to: columns, by: side) {
        for i in top..<min(rows, top + side) {
          for j in left..<min(columns, left + side) {
            target[j &* rows &+ i] = source[i &* columns &+ j]
          }
        }
      }
    }
    return result
  }

  /// Whether A = Aᴴ up to 1e-10 of the largest entry.
  var isHermitian: Bool {
    let a = pointer
    var largest = 0.0, difference = 0.0
    for i in 0..<rows {
      for j in 0...i {
        let x = a[i &* columns &+ j], y = a[j &* columns &+ i].conjugate
        largest = Swift.max(largest, x.magnitude, y.magnitude)
        difference = Swift.max(difference, (x - y).magnitude)
      }
    }
    return difference <= 1e-10 * largest
  }
}

/// The canonical phase of vectors.
enum Phase {
  /// Turns a vector so that its entry of largest modulus, the first within rounding, is real and
  /// positive.
  ///
  /// - Returns: the factor of modulus 1 that it was multiplied by.
  @discardableResult
  static func normalize<S: LapackScalar>(
    _ vector: UnsafeMutablePointer<S>, count: Int, stride: Int
  ) -> S {
    var largest = 0.0
    for i in 0..<count { largest = max(largest, vector[i * stride].magnitude) }
    guard largest > 0 else { return .one }
    var pivot = 0
    while vector[pivot * stride].magnitude < largest * (1 - 1e-10) { pivot += 1 }
    let modulus = vector[pivot * stride].magnitude
    let factor = vector[pivot * stride].conjugate.scaled(1 / modulus)
    if factor == .one { return factor }
    for i in 0..<count { vector[i * stride] = factor * vector[i * stride] }
    vector[pivot * stride] = S(real: modulus)
    return factor
  }
}

extension Tensor {
  /// f32 as f64.
  func widened() throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: shape, type: .f64)
    let source = pointer(as: Float.self), target = result.mutablePointer(as: Double.self)
    for i in 0..<count { target[i] = Double(source[i]) }
    return result
  }

  /// f64 rounded to f32.
  func narrowed() throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: shape, type: .f32)
    let source = pointer(as: Double.self), target = result.mutablePointer(as: Float.self)
    for i in 0..<count { target[i] = Float(source[i]) }
    return result
  }
}
