import Tensors

/// What a file of arrays holds.
public indirect enum ArrayContent: Sendable {
  /// One array.
  case tensor(Tensor)
  /// A column of texts.
  case texts(TextColumn)
  /// Several arrays under names, in the order of the file; no name occurs twice.
  case named([(name: String, content: ArrayContent)])

  /// What it is in words.
  var words: String {
    switch self {
    case .tensor(let tensor) where tensor.shape.rank == 0: "a scalar"
    case .tensor(let tensor): "a tensor of shape \(tensor.shape)"
    case .texts(let texts): "\(texts.codes.count) texts"
    case .named(let parts): "\(parts.count) named values"
    }
  }
}

/// A column of texts, each kept once however often it stands there.
public struct TextColumn: Sendable {
  /// The texts; the same text may stand there more than once.
  public let distinct: [String]
  /// For each row the place of its text in `distinct`.
  public let codes: [Int]

  /// - Precondition: codes are places in `distinct`.
  init(distinct: [String], codes: [Int]) {
    self.distinct = distinct
    self.codes = codes
  }

  /// The texts of the rows, one by one.
  public init(_ texts: [String]) {
    distinct = texts
    codes = Array(texts.indices)
  }

  /// The texts of the rows.
  public var texts: [String] { codes.map { distinct[$0] } }
}
