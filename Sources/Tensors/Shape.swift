/// The extents of a tensor, outermost axis first; elements lie in row-major order.
///
/// All shape arithmetic of gm is here: broadcasting, axis normalisation, reduction.
public struct Shape: Hashable, Sendable {
  // nil for a scalar: scalars are most of what is computed, and a list, even an empty one, would be
  // counted at every copy.
  private let axes: [Int]?

  /// The length of each axis; none is negative.
  public var extents: [Int] { axes ?? [] }

  /// The shape with these extents.
  ///
  /// - Precondition: no extent is negative. User-given sizes are checked by their builtin.
  public init(_ extents: [Int]) {
    assert(extents.allSatisfy { $0 >= 0 })
    axes = extents.isEmpty ? nil : extents
  }

  /// The shape of a scalar.
  public static let scalar = Shape([])

  /// The number of axes.
  public var rank: Int { axes?.count ?? 0 }

  /// The number of elements, `Int.max` where it would overflow, so that the allocation of such a
  /// tensor is refused by the memory budget.
  public var count: Int {
    guard let axes else { return 1 }
    var total = 1
    var overflowed = false
    for extent in axes {
      if extent == 0 { return 0 }
      let (product, overflow) = total.multipliedReportingOverflow(by: extent)
      overflowed = overflowed || overflow
      total = overflow ? Int.max : product
    }
    return overflowed ? Int.max : total
  }

  /// The length of an axis.
  public subscript(axis: Int) -> Int { extents[axis] }

  /// Row-major strides in elements.
  public var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] &* extents[axis + 1]
    }
    return strides
  }

  /// The common shape of two operands of an elementwise operation, NumPy's rule: shapes are
  /// aligned at the last axis, and an axis of length 1 stretches.
  ///
  /// - Returns: the shape, or nil where an axis clashes (see `clash(with:)`).
  public func broadcast(with other: Shape) -> Shape? {
    if self == other { return self }
    if rank == 0 { return other }
    if other.rank == 0 { return self }
    let rank = max(self.rank, other.rank)
    var result = [Int](repeating: 1, count: rank)
    for k in 1...rank {
      let a = k <= self.rank ? extents[self.rank - k] : 1
      let b = k <= other.rank ? other.extents[other.rank - k] : 1
      guard a == b || a == 1 || b == 1 else { return nil }
      result[rank - k] = a == 1 ? b : a
    }
    return Shape(result)
  }

  /// The two lengths that keep two shapes from broadcasting, counted from the last axis (1 is the
  /// last), or nil where they do broadcast.
  public func clash(with other: Shape) -> (fromEnd: Int, left: Int, right: Int)? {
    for k in 1..<(min(rank, other.rank) + 1) {
      let a = extents[rank - k], b = other.extents[other.rank - k]
      if a != b && a != 1 && b != 1 { return (k, a, b) }
    }
    return nil
  }

  /// Whether a tensor of this shape can be stretched to `target`.
  public func broadcasts(to target: Shape) -> Bool { broadcast(with: target) == target }

  /// The shape without the given axes, or with length 1 in their place.
  public func reduced(over axes: [Int], keepingAxes: Bool) -> Shape {
    var result: [Int] = []
    for axis in 0..<rank {
      if !axes.contains(axis) {
        result.append(extents[axis])
      } else if keepingAxes {
        result.append(1)
      }
    }
    return Shape(result)
  }
}

extension Shape: CustomStringConvertible {
  /// The extents as gm prints them, for example `2×3`; empty for a scalar.
  public var description: String { extents.map(String.init).joined(separator: "×") }
}
