import Glibc
import Language

/// Makes the vocabulary of a link: its variables, the parts of its sides and what is near to them.
struct VocabularySource {
  private var ingredients: [Ingredient] = []
  private var scalars: [Ingredient] = []
  private var known: Set<String> = []
  /// Expressions whose values are still to be had, with their costs.
  private var wanted: [(Expression, Double)] = []

  /// The ingredients from the names of a link and the closed nodes of its sides with their values.
  mutating func ingredients(
    names: [LinkName], functions: Set<String>, parts: [(Expression, [PointValue?])],
    values: ([Expression]) throws(Fault) -> [[PointValue?]]
  ) throws(Fault) -> [Ingredient] {
    let one = Expression.number(1)
    let variables = names.filter { $0.sort == .scalar }.map { Expression.named($0.name) }
    for (variable, values) in zip(variables, try values(variables)) {
      let ingredient = Ingredient(variable, values.map { $0?.scalar ?? .nan }, cost: 1)
      scalars.append(ingredient)
      add(ingredient)
    }
    for (part, values) in parts where ValueSort(values) == .scalar && part.size <= 12 {
      let numbers = values.map { $0?.scalar ?? .nan }
      let ingredient = Ingredient(part, numbers, cost: 1 + Double(part.size) / 2)
      add(ingredient)
      if part.size <= 5, part.variable == nil { neighbours(of: ingredient, one) }
      calls(part, functions)
    }
    for scalar in scalars { neighbours(of: scalar, one) }
    pairs()
    vectors(names, parts)
    matrices(names)
    for (entry, found) in zip(wanted, try values(wanted.map(\.0))) {
      ingredients.append(Ingredient(entry.0, found.map { $0?.scalar ?? .nan }, cost: entry.1))
    }
    return ingredients
  }

  private mutating func add(_ ingredient: Ingredient) {
    if known.insert(ingredient.expression.text).inserted { ingredients.append(ingredient) }
  }

  private mutating func offer(_ e: Expression, cost: Double) {
    if known.insert(e.text).inserted { wanted.append((e, cost)) }
  }

  /// log v, |v|, exp ±v, exp 2v, 1 ± v, 1 ± v².
  private mutating func neighbours(of q: Ingredient, _ one: Expression) {
    let e = q.expression, cost = q.cost
    add(q.mapped(.applying("log", e), cost: cost + 1) { log($0) })
    add(q.mapped(.applying("abs", e), cost: cost + 1) { abs($0) })
    add(q.mapped(one - e, cost: cost + 1) { 1 - $0 })
    add(q.mapped(one + e, cost: cost + 1) { 1 + $0 })
    add(q.mapped(.applying("exp", e), cost: cost + 1.5) { exp($0) })
    add(q.mapped(.applying("exp", e.negated.tidied), cost: cost + 1.7) { exp(-$0) })
    add(q.mapped(.applying("exp", .number(2) * e), cost: cost + 2) { exp(2 * $0) })
    add(q.mapped(one - e.raised(2), cost: cost + 2) { 1 - $0 * $0 })
    add(q.mapped(one + e.raised(2), cost: cost + 2) { 1 + $0 * $0 })
  }

  /// v ± w, v² ± w², log(v/w).
  private mutating func pairs() {
    for (number, v) in scalars.enumerated() {
      for w in scalars.dropFirst(number + 1) {
        func add(_ e: Expression, _ cost: Double, _ f: (Double, Double) -> Double) {
          self.add(Ingredient(e, zip(v.values, w.values).map(f), cost: cost))
        }
        let (a, b) = (v.expression, w.expression)
        add(a + b, 3) { $0 + $1 }
        add(a - b, 3) { $0 - $1 }
        add(.applying("log", a / b), 4) { log($0 / $1) }
        add(a.raised(2) + b.raised(2), 4) { $0 * $0 + $1 * $1 }
        add(a.raised(2) - b.raised(2), 4) { $0 * $0 - $1 * $1 }
        for (base, exponent) in [(v, w), (w, v)] where exponent.isWhole {
          let power = base.expression.joined(.power, exponent.expression)
          self.add(
            Ingredient(power, zip(base.values, exponent.values).map { pow($0, $1) }, cost: 3))
        }
      }
    }
  }

  /// Of a call of one argument its siblings, its complement and its reflection; of a function that is a
  /// variable its derivatives.
  private mutating func calls(_ e: Expression, _ functions: Set<String>) {
    guard case .call(let callee, let arguments) = e.kind, arguments.count == 1,
      case .positional(let argument) = arguments[0]
    else { return }
    if let name = callee.variable, SiblingFunctions.elementwise.contains(name) {
      for sibling in SiblingFunctions.of(name) where SiblingFunctions.elementwise.contains(sibling)
      {
        offer(.applying(sibling, argument), cost: 3)
      }
      if name == "sigmoid" { offer(.applying("sigmoid", argument.negated.tidied), cost: 3) }
      offer(.number(1) - e, cost: 3.5)
    }
    var function = callee
    while case .prime(let inner) = function.kind { function = inner }
    guard let name = function.variable, functions.contains(name) else { return }
    for _ in 0..<3 {
      offer(.made(.call(function, arguments)), cost: 3)
      function = .made(.prime(function))
    }
  }

  // MARK: Tensors

  /// |v|², Σ v, Σ log v of vectors and of their differences, products of two.
  private mutating func vectors(_ names: [LinkName], _ parts: [(Expression, [PointValue?])]) {
    var vectors = names.filter { $0.sort == .vector }.map { Expression.named($0.name) }
    let own = vectors
    for (part, values) in parts
    where part.size <= 5 && ValueSort(values) == .vector && part.variable == nil {
      if !vectors.contains(where: { $0.text == part.text }) { vectors.append(part) }
    }
    for v in vectors.prefix(8) {
      let extra = v.variable == nil ? 1 + Double(v.size) / 4 : 0
      offer(.applying("sum", v.raised(2)), cost: 2.5 + extra)
      offer(.applying("sum", v), cost: 2.5 + extra)
      offer(.applying("sum", .applying("log", v)), cost: 3 + extra)
    }
    for (number, v) in own.enumerated() {
      for w in own.dropFirst(number + 1) {
        offer(.applying("sum", v * w), cost: 3)
        offer(.applying("sum", (v - w).raised(2)), cost: 3.5)
        offer(.applying("sum", v / w), cost: 4)
        offer(.applying("sum", w / v), cost: 4)
        offer(.applying("sum", v.raised(2) / w.raised(2)), cost: 4)
        offer(.applying("sum", w.raised(2) / v.raised(2)), cost: 4)
      }
    }
  }

  /// tr M, log |M|, |M|², tr M⁻¹, tr(M⁻¹N), tr(M N), uᵀMv, uᵀM⁻¹v.
  private mutating func matrices(_ names: [LinkName]) {
    let matrices = names.filter { $0.sort == .squareMatrix }.map { Expression.named($0.name) }
    let vectors = names.filter { $0.sort == .vector }.map { Expression.named($0.name) }
    for m in matrices {
      let inverse = Expression.applying("inv", m)
      offer(.applying("trace", m), cost: 2)
      offer(.applying("logdet", m), cost: 2)
      offer(.applying("sum", m.raised(2)), cost: 3)
      offer(.applying("trace", inverse), cost: 3)
      for n in matrices where n.text != m.text {
        offer(.applying("trace", inverse.joined(.matrixProduct, n)), cost: 3.5)
        offer(.applying("trace", m.joined(.matrixProduct, n)), cost: 3.5)
      }
      for u in vectors {
        for v in vectors {
          offer(.applying("dot", u, m.joined(.matrixProduct, v)), cost: 3.5)
          offer(.applying("dot", u, inverse.joined(.matrixProduct, v)), cost: 4)
        }
      }
    }
  }
}
