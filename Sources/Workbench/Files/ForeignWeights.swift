import Language
import Tensors
import Tracing

/// Weights that another program saved, put into a network of gm.
///
/// Arrays belong to the layers by their names. The last word of a name that tells what it is (below) is
/// taken away; arrays with the same rest are of one layer, and the rests are put in order by the numbers
/// in them: `0.weight`, `2.weight`, `10.weight`; `Dense_0/kernel`, `Dense_1/kernel`; `w0`, `b0`, `w1`. The
/// first layer of the file goes into the first one of the model with parameters, and so on.
///
/// | names | what | mapping |
/// | --- | --- | --- |
/// | weight, W | matrix, outputs × inputs (PyTorch, gm) | W |
/// | kernel, w | matrix, inputs × outputs (Flax, Haiku, JAX by hand) | W transposed |
/// | weight, scale, gamma, a | vector of a normalisation | a |
/// | bias, b, beta | vector | b |
struct ForeignWeights {
  private let a: Bound
  private let order: [String]?
  private let isTransposed: Bool?

  init(_ a: Bound) throws(Fault) {
    self.a = a
    order = a.isNone(2) ? nil : try ForeignWeights.names(a, 2)
    isTransposed = a.isNone(3) ? nil : try a.flag(3, default: false)
  }

  private static func names(_ a: Bound, _ k: Int) throws(Fault) -> [String] {
    guard case .aggregate(let tuple) = a[k] else {
      throw a.fault(k, "\(a.name(k)) is a tuple of texts, not \(a[k].kindDescription)")
    }
    var names: [String] = []
    for item in tuple.items {
      guard case .text(let name) = item else {
        throw a.fault(k, "\(a.name(k)) is a tuple of texts, and \(item.kindDescription) is none")
      }
      names.append(name)
    }
    return names
  }

  /// The model with the numbers of the file.
  func callAsFunction() throws(Fault) -> Value {
    guard case .aggregate(let record) = a[1], let names = record.names else {
      throw a.fault(
        1, "w must be a record of tensors, not \(a[1].kindDescription)",
        hint: "load(\"weights.safetensors\") is one")
    }
    let model = a[0]
    var own: [(path: String, value: Value)] = []
    ForeignWeights.collect(model, "", &own)
    guard !own.isEmpty else { throw a.fault(0, "the model has no parameters") }
    var arrays: [String: Value] = [:]
    if Set(own.map(\.path)) == Set(names) {
      for (name, value) in zip(names, record.items) { arrays[name] = value }
    } else {
      arrays = try matched(own, names, record.items)
    }
    return try replaced(model, "", arrays)
  }

  /// The floating numbers of a model with their paths, as they are named in a file.
  private static func collect(
    _ value: Value, _ path: String, _ list: inout [(path: String, value: Value)]
  ) {
    guard case .aggregate(let tree) = value else {
      if value.isLeaf { list.append((path, value)) }
      return
    }
    for (k, item) in tree.items.enumerated() { collect(item, join(path, tree, k), &list) }
  }

  private static func join(_ path: String, _ tree: Aggregate, _ k: Int) -> String {
    let name = tree.names?[k] ?? "\(k + 1)"
    return path.isEmpty ? name : "\(path).\(name)"
  }

  // MARK: Names

  /// What an array is of its layer.
  private enum Part: Hashable { case matrix, transposed, scale, shift }

  private static let words: [String: Part] = [
    "weight": .matrix, "W": .matrix, "kernel": .transposed, "w": .transposed, "scale": .scale,
    "gamma": .scale, "a": .scale, "bias": .shift, "b": .shift, "beta": .shift,
  ]

  /// A layer of the file.
  private struct Layer {
    var rest: [String]
    var arrays: [(part: Part, name: String, value: Value)] = []
    /// The numbers in its name, by which layers are put in order.
    var numbers: [Int] { rest.compactMap { Int($0) } }
  }

  /// The words and numbers of a name.
  private static func tokens(_ name: String) -> [String] {
    var tokens: [String] = [], isNumber = false
    var isOpen = false
    for character in name {
      guard character.isLetter || character.isNumber else {
        isOpen = false
        continue
      }
      if isOpen, isNumber == character.isNumber {
        tokens[tokens.count - 1].append(character)
      } else {
        tokens.append(String(character))
      }
      (isOpen, isNumber) = (true, character.isNumber)
    }
    return tokens
  }

  private func layers(_ names: [String], _ values: [Value]) throws(Fault) -> [Layer] {
    var layers: [Layer] = []
    for (name, value) in zip(names, values) {
      var tokens = ForeignWeights.tokens(name)
      guard let place = tokens.lastIndex(where: { ForeignWeights.words[$0] != nil }),
        var part = ForeignWeights.words[tokens[place]]
      else {
        throw a.fault(
          1, "the name \(name) does not tell what it is of a layer", code: "field",
          hint: "weight, kernel, W, w, bias, b and scale do")
      }
      if part == .matrix, value.numericType?.shape.rank == 1 { part = .scale }
      if part == .matrix || part == .transposed, let isTransposed {
        part = isTransposed ? .transposed : .matrix
      }
      tokens.remove(at: place)
      if let known = layers.firstIndex(where: { $0.rest == tokens }) {
        layers[known].arrays.append((part, name, value))
      } else {
        layers.append(Layer(rest: tokens, arrays: [(part, name, value)]))
      }
    }
    return try sorted(layers)
  }

  /// The layers in the order of their numbers, or in that which was given.
  private func sorted(_ layers: [Layer]) throws(Fault) -> [Layer] {
    if let order {
      let wanted = order.map { ForeignWeights.tokens($0) }
      guard Set(wanted) == Set(layers.map(\.rest)), wanted.count == layers.count else {
        throw a.fault(
          2,
          "the layers of the file are "
            + layers.map { $0.rest.joined(separator: ".") }
            .joined(separator: ", "), code: "argument")
      }
      return wanted.compactMap { rest in layers.first { $0.rest == rest } }
    }
    let keys = layers.map(\.numbers)
    guard Set(keys).count == layers.count else {
      let names = layers.map { $0.rest.joined(separator: ".") }
      throw a.fault(
        1, "the names of the layers do not tell their order: \(names.joined(separator: ", "))",
        code: "argument", hint: "order=(\(names.map { "\"\($0)\"" }.joined(separator: ", ")))")
    }
    return layers.sorted { $0.numbers.lexicographicallyPrecedes($1.numbers) }
  }

  /// The arrays by the paths of the model's own numbers.
  private func matched(
    _ own: [(path: String, value: Value)], _ names: [String], _ values: [Value]
  ) throws(Fault) -> [String: Value] {
    let layers = try layers(names, values)
    var owners: [String] = []
    for (path, _) in own {
      let owner = path.split(separator: ".").dropLast().joined(separator: ".")
      if owners.last != owner { owners.append(owner) }
    }
    guard owners.count == layers.count else {
      throw a.fault(
        1, "the file has \(layers.count) layers, and the model \(owners.count)", code: "structure")
    }
    var arrays: [String: Value] = [:]
    for (layer, owner) in zip(layers, owners) {
      for (part, name, value) in layer.arrays {
        let field = part == .shift ? "b" : part == .scale ? "a" : "W"
        let path = owner.isEmpty ? field : "\(owner).\(field)"
        guard own.contains(where: { $0.path == path }) else {
          throw a.fault(
            1, "the model has no \(path), into which \(name) would go", code: "structure")
        }
        arrays[path] = part == .transposed ? try transposed(value) : value
      }
    }
    return arrays
  }

  private func transposed(_ value: Value) throws(Fault) -> Value {
    try a.run { () throws(TraceError) in
      guard let term = try value.term(), term.rank == 2 else { return value }
      return Value(try term.transposed([1, 0]))
    }
  }

  // MARK: Replacing

  private func replaced(
    _ value: Value, _ path: String, _ arrays: [String: Value]
  ) throws(Fault) -> Value {
    guard case .aggregate(let tree) = value else {
      guard value.isLeaf else { return value }
      guard let array = arrays[path] else {
        throw a.fault(
          1, "nothing in w goes into \(path)", code: "structure",
          hint: path.hasSuffix("b") ? "w with zeros for it: the file's layers have no bias" : nil)
      }
      return try converted(array, like: value, path)
    }
    var items: [Value] = []
    for (k, item) in tree.items.enumerated() {
      items.append(try replaced(item, ForeignWeights.join(path, tree, k), arrays))
    }
    return .aggregate(Aggregate(items, names: tree.names))
  }

  private func converted(_ array: Value, like own: Value, _ path: String) throws(Fault) -> Value {
    guard let type = own.numericType, let found = array.numericType, found.shape == type.shape
    else {
      throw a.fault(
        1, "\(path) is \(own.kindDescription), and what goes into it \(array.kindDescription)",
        code: "shape")
    }
    return try a.run { () throws(TraceError) in
      guard let term = try array.term() else { return array }
      return Value(try term.converted(to: type.element))
    }
  }
}
