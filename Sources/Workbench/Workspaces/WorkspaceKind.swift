import Tensors

/// What a row of a workspace is.
enum WorkspaceKind: String, CaseIterable {
  case tensor, text, tuple, record, estimate, function, builtin, derived, density, identity, figure
  case module, definition, name
  /// The last row: one value that was saved, or a whole session.
  case value, session
}

/// The type and shape of a tensor as a row's form: `f64 2 3`.
struct TensorForm {
  let type: ElementType
  let shape: Shape

  init(_ tensor: Tensor) {
    type = tensor.type
    shape = tensor.shape
  }

  /// The form that a text is, or nil; no shape whose numbers would not fit into memory at all.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard let name = words.first, let type = ElementType.allCases.first(where: { $0.name == name })
    else { return nil }
    var extents: [Int] = []
    for word in words.dropFirst() {
      guard let extent = Int(word), extent >= 0 else { return nil }
      extents.append(extent)
    }
    guard extents.count <= 64 else { return nil }
    self.type = type
    shape = Shape(extents)
  }

  var text: String {
    ([type.name] + shape.extents.map { "\($0)" }).joined(separator: " ")
  }

  /// The bytes of the numbers, or nil where they are too many to count.
  var byteCount: Int? {
    let (bytes, overflow) = shape.count.multipliedReportingOverflow(by: type.size)
    return overflow ? nil : bytes
  }
}
