import Glibc
import Language

/// A number that is known at every search point, with the expression that has it.
struct Ingredient {
  /// The expression.
  let expression: Expression
  /// Its value at each point; nan where it has none.
  let values: [Double]
  /// What it costs to bring it in, in bits: 1 for a variable, 1 + size/2 for a part of a side.
  let cost: Double

  /// The logarithms of the magnitudes.
  let logarithms: [Double]

  init(_ expression: Expression, _ values: [Double], cost: Double) {
    self.expression = expression
    self.values = values
    self.cost = cost
    logarithms = values.map { log(abs($0)) }
  }

  /// A function of the ingredient.
  func mapped(_ expression: Expression, cost: Double, _ f: (Double) -> Double) -> Ingredient {
    Ingredient(expression, values.map(f), cost: cost)
  }

  /// Whether it is a whole number at all points.
  var isWhole: Bool { values.allSatisfy { $0 == $0.rounded() } }

  /// Whether it is the same number at all points, as a literal is.
  var isConstant: Bool {
    guard let first = values.first else { return true }
    return values.allSatisfy { abs($0 - first) <= 1e-12 * abs(first) }
  }
}

/// The ingredients of which a wanted number may be made.
struct Vocabulary {
  /// Everything, cheapest first.
  let entries: [Ingredient]
  /// The scalar variables, whose powers may stand beside an entry.
  let variables: [Ingredient]
  /// The names that stand for one positive number at all points, other than 1.
  let constants: [(name: String, value: Double)]

  /// The vocabulary of these ingredients: of several with the same values the cheapest, no constants.
  init(_ ingredients: [Ingredient], variables: [Ingredient]) {
    var seen: Set<[Double]> = []
    entries = ingredients.sorted { $0.cost < $1.cost }.filter { entry in
      let isKnown = entry.values.filter(\.isFinite).count * 10 >= entry.values.count * 6
      guard isKnown, !entry.isConstant else { return false }
      // Rounding must not make a new entry of an old one.
      return seen.insert(entry.values.map { Vocabulary.rounded($0) }).inserted
    }
    self.variables = variables.filter { !$0.isConstant }
    constants = variables.compactMap { known in
      guard known.isConstant, let name = known.expression.variable, let value = known.values.first,
        value > 0, value != 1
      else { return nil }
      return (name, value)
    }
  }

  /// A number to 40 bits.
  private static func rounded(_ x: Double) -> Double {
    // A nan equals nothing, so it would hide that two entries are one.
    guard x.isFinite else { return .infinity }
    return Double(bitPattern: (x.bitPattern &+ 0x800) & ~0xFFF)
  }
}
