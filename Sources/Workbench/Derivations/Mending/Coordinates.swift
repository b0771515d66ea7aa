import Glibc
import Language
import Tensors

/// The coordinates of the points of a group as rows of numbers, so that one can go from point to point.
struct Coordinates {
  private let points: PointGroup
  /// For each column and part of it the numbers, row by row.
  private let numbers: [[[Double]]]
  /// By part, whether all numbers are positive: then ways are geometric.
  private let isPositive: [Bool]
  private let scales: [Double]
  private let shapes: [Shape]

  /// The coordinates; nil where a part is no tensor of floating numbers.
  init?(_ points: PointGroup) throws(Fault) {
    self.points = points
    var numbers: [[[Double]]] = [], shapes: [Shape] = []
    for column in points.columns {
      for part in column.rows.parts {
        guard case .tensor(let box) = part, box.tensor.type == .f64 else { return nil }
        let all = box.tensor.elements(as: Double.self), width = all.count / max(1, points.count)
        numbers.append((0..<points.count).map { Array(all[$0 * width..<($0 + 1) * width]) })
        shapes.append(Shape(Array(box.tensor.shape.extents.dropFirst())))
      }
    }
    guard !numbers.isEmpty else { return nil }
    (self.numbers, self.shapes) = (numbers, shapes)
    isPositive = numbers.map { $0.allSatisfy { $0.allSatisfy { $0 > 0 } } }
    scales = numbers.map { rows in max(1e-300, rows.reduce(0) { max($0, $1.map(abs).max() ?? 0) }) }
  }

  /// How far apart two points are, in units of the size of each coordinate, in logarithms where it is
  /// positive.
  func distance(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    for (part, rows) in numbers.enumerated() {
      for (x, y) in zip(rows[a], rows[b]) {
        let difference = isPositive[part] ? log(x / y) : (x - y) / min(scales[part], 10)
        sum += difference * difference
      }
    }
    return sum
  }

  /// The points at a share of the ways from some points to others.
  func group(_ starts: [Int], _ ends: [Int], at share: [Double]) throws(Fault) -> PointGroup {
    var part = -1
    var columns: [PointGroup.Column] = []
    for column in points.columns {
      let rows = try column.rows.mappingNumbers { (_) throws(Fault) in
        part += 1
        var mixed: [Double] = []
        for way in starts.indices {
          let from = numbers[part][starts[way]], to = numbers[part][ends[way]], t = share[way]
          for (x, y) in zip(from, to) {
            mixed.append(isPositive[part] ? x * pow(y / x, t) : x + t * (y - x))
          }
        }
        do throws(TensorError) {
          let shape = Shape([starts.count] + shapes[part].extents)
          return .tensor(TensorBox(try Tensor(shape, mixed)))
        } catch { throw Fault(OperationError(error), at: nil) }
      }
      columns.append(PointGroup.Column(name: column.name, rows: rows, of: column.of))
    }
    return PointGroup(
      integers: points.integers, columns: columns, kinds: starts.map { _ in .generic },
      isAsGiven: true)
  }
}
