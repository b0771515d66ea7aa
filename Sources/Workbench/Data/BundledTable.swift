import CTables
import Tensors

/// A data set that gm ships: a table of numbers, read where it is first asked for.
enum BundledTable: String, CaseIterable {
  case digits, iris, wine

  /// The text, whose first lines, marked by `#`, say where it is from.
  var text: String {
    switch self {
    case .digits: unsafe String(cString: table_digits())
    case .iris: unsafe String(cString: table_iris())
    case .wine: unsafe String(cString: table_wine())
    }
  }

  /// The rows of numbers as a matrix, f64.
  func tensor() throws(TensorError) -> Tensor {
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let numbers = lines.flatMap(self.numbers)
    precondition(!lines.isEmpty && numbers.count.isMultiple(of: lines.count))
    return try Tensor(Shape([lines.count, numbers.count / lines.count]), numbers)
  }

  /// The numbers of a line: one for each character, in base 32, or in decimal between commas.
  private func numbers(of line: Substring) -> [Double] {
    switch self {
    case .digits: line.utf8.map { Double(BundledTable.digit($0)) }
    case .iris, .wine: line.split(separator: ",").map { Double($0) ?? .nan }
    }
  }

  /// 0 to 9, then a to v.
  private static func digit(_ character: UInt8) -> UInt8 {
    let letter = UInt8(ascii: "a")
    return character < letter ? character - UInt8(ascii: "0") : character - letter + 10
  }
}
