/// An associative operation on elements, as a reduction uses it.
protocol Monoid {
  associatedtype Member: Element
  static var identity: Member { get }
  static func combine(_ a: Member, _ b: Member) -> Member
}

enum FloatingSum<F: FloatingElement>: Monoid {
  @inline(__always) static var identity: F { 0 }
  @inline(__always) static func combine(_ a: F, _ b: F) -> F { a + b }
}

enum FloatingProduct<F: FloatingElement>: Monoid {
  @inline(__always) static var identity: F { 1 }
  @inline(__always) static func combine(_ a: F, _ b: F) -> F { a * b }
}

enum FloatingMinimum<F: FloatingElement>: Monoid {
  @inline(__always) static var identity: F { .infinity }
  @inline(__always) static func combine(_ a: F, _ b: F) -> F { F.smaller(a, b) }
}

enum FloatingMaximum<F: FloatingElement>: Monoid {
  @inline(__always) static var identity: F { -.infinity }
  @inline(__always) static func combine(_ a: F, _ b: F) -> F { F.larger(a, b) }
}

enum IntegerMinimum: Monoid {
  @inline(__always) static var identity: Int { .max }
  @inline(__always) static func combine(_ a: Int, _ b: Int) -> Int { a < b ? a : b }
}

enum IntegerMaximum: Monoid {
  @inline(__always) static var identity: Int { .min }
  @inline(__always) static func combine(_ a: Int, _ b: Int) -> Int { a > b ? a : b }
}

enum ComplexSum: Monoid {
  @inline(__always) static var identity: Complex128 { Complex128(0) }
  @inline(__always) static func combine(_ a: Complex128, _ b: Complex128) -> Complex128 { a + b }
}

enum ComplexProduct: Monoid {
  @inline(__always) static var identity: Complex128 { Complex128(1) }
  @inline(__always) static func combine(_ a: Complex128, _ b: Complex128) -> Complex128 { a * b }
}

enum Disjunction: Monoid {
  @inline(__always) static var identity: Bool { false }
  @inline(__always) static func combine(_ a: Bool, _ b: Bool) -> Bool { a || b }
}

enum Conjunction: Monoid {
  @inline(__always) static var identity: Bool { true }
  @inline(__always) static func combine(_ a: Bool, _ b: Bool) -> Bool { a && b }
}
