import Language
import TestSupport

@testable import Workbench

/// One slip of a pen in a side that was right.
struct Slip {
  /// The kinds of slips, as people make them.
  enum Kind: String, CaseIterable {
    case constant, sign, power, factorDropped, factorTooMany, dimension, termDropped, deviation
    case swapped, transpose, variable, function
  }

  let kind: Kind
  let side: Expression
  /// The node that the slip is in, as it was.
  let original: Expression
}

/// Makes every slip that one can make in a side.
struct SlipGenerator {
  let side: Expression
  let names: [LinkName]
  let functions: Set<String>
  private(set) var slips: [Slip] = []

  init(_ side: Expression, names: [LinkName], functions: Set<String>) {
    self.side = side
    self.names = names
    self.functions = functions
    for site in Site.all(of: side, functions: functions) { visit(site) }
  }

  private mutating func add(_ kind: Slip.Kind, _ site: Site, _ node: Expression) {
    let slipped = side.replacing(site.path, by: node)
    guard slipped.text != side.text else { return }
    slips.append(Slip(kind: kind, side: slipped, original: site.node))
  }

  private mutating func visit(_ site: Site) {
    guard site.role == .value else { return function(site) }
    if let literal = site.node.literal, literal > 0 {
      if case .binary = site.node.kind { return operators(site) }
      return constant(site, literal)
    }
    operators(site)
    names(site)
    calls(site)
    if site.path.steps.count <= 3, isNumber(site) {
      add(.factorTooMany, site, .number(2) * site.node)
      if let k = names.first(where: { $0.domain == "size" }) {
        add(.dimension, site, .named(k.name) * site.node)
      }
    }
  }

  /// Whether a factor 2 makes sense: sums, products, powers and scalar names.
  private func isNumber(_ site: Site) -> Bool {
    switch site.node.kind {
    case .binary: true
    case .name(let name): names.contains { $0.name == name.canonical && $0.sort == .scalar }
    default: false
    }
  }

  private mutating func constant(_ site: Site, _ value: Double) {
    let kind: Slip.Kind = site.isExponent ? .power : .constant
    for other in [value + 1, 2 * value, value / 2] where other != value {
      add(kind, site, other == value / 2 && value == 1 ? .number(1) / .number(2) : .number(other))
    }
  }

  private mutating func operators(_ site: Site) {
    switch site.node.kind {
    case .prefix(.negate, let inner): add(.sign, site, inner)
    case .binary(.add, let a, let b, _):
      add(.sign, site, a - b)
      dropTerm(site, a, b)
      dropTerm(site, b, a)
    case .binary(.subtract, let a, let b, _):
      add(.sign, site, a + b)
      add(.swapped, site, b - a)
      dropTerm(site, a, b)
    case .binary(.multiply, let a, let b, _):
      drop(site, a, b)
      drop(site, b, a)
    case .binary(.divide, let a, let b, _):
      add(.factorDropped, site, a)
      add(.swapped, site, b / a)
    case .binary(.matrixProduct, let a, let b, _): add(.swapped, site, b.joined(.matrixProduct, a))
    case .binary(.power, let a, _, _): add(.power, site, a)
    case .prime(let inner), .transposed(let inner): add(.transpose, site, inner)
    default: break
    }
  }

  /// A term forgotten; one of many parts is no single slip.
  private mutating func dropTerm(_ site: Site, _ kept: Expression, _ dropped: Expression) {
    if dropped.size <= 9 { add(.termDropped, site, kept) }
  }

  private mutating func drop(_ site: Site, _ kept: Expression, _ dropped: Expression) {
    let isSum =
      if case .binary(let op, _, _, _) = dropped.kind { op == .add || op == .subtract } else {
        false
      }
    guard !isSum else { return }
    let isSize = names.contains { $0.domain == "size" && $0.name == dropped.variable }
    add(isSize ? .dimension : .factorDropped, site, kept)
  }

  private mutating func names(_ site: Site) {
    guard let name = site.node.variable, !site.bound.contains(name),
      let own = names.first(where: { $0.name == name })
    else { return }
    for other in names where other.name != name && other.domain == own.domain {
      add(.variable, site, .named(other.name))
    }
    guard own.sort == .scalar, own.domain == "positives" else { return }
    add(.deviation, site, site.node.raised(2))
    add(.deviation, site, .applying("sqrt", site.node))
  }

  private mutating func calls(_ site: Site) {
    guard let (name, arguments) = site.node.plainCall else { return }
    if arguments.count == 2 {
      add(.swapped, site, .applying(name, arguments[1], arguments[0]))
    }
    if name == "inv" { add(.transpose, site, arguments[0]) }
    if name == "log", case .name = arguments[0].kind {
      add(.deviation, site, .applying("log", arguments[0].raised(2)))
    }
  }

  private mutating func function(_ site: Site) {
    guard site.role == .function, let name = site.node.variable else {
      if site.role == .function, case .prime(let inner) = site.node.kind {
        add(.function, site, inner)
      }
      return
    }
    if functions.contains(name) { add(.function, site, .made(.prime(site.node))) }
    for other in SiblingFunctions.of(name).prefix(1) { add(.function, site, .named(other)) }
  }
}
