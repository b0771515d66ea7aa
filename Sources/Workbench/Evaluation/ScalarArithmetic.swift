import Language
import Tensors

/// The sum `a + b`.
final class Add: Binary {
  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try a.load(p, &r, &m), y = try b.load(p, &r, &m)
    switch (x, y) {
    case (.int(let i), .int(let j)):
      let (z, overflowed) = i.addingReportingOverflow(j)
      if overflowed { throw overflow(i, "+", j) }
      return done(.int(z), &r, &m)
    case (.float(let i), .float(let j)): return try made(i + j, x, y, &r, &m)
    case (.int(let i), .float(let j)): return try made(Double(i) + j, x, y, &r, &m)
    case (.float(let i), .int(let j)): return try made(i + Double(j), x, y, &r, &m)
    default: return done(try slow(x, y), &r, &m)
    }
  }
}

/// The difference `a - b`.
final class Subtract: Binary {
  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try a.load(p, &r, &m), y = try b.load(p, &r, &m)
    switch (x, y) {
    case (.int(let i), .int(let j)):
      let (z, overflowed) = i.subtractingReportingOverflow(j)
      if overflowed { throw overflow(i, "-", j) }
      return done(.int(z), &r, &m)
    case (.float(let i), .float(let j)): return try made(i - j, x, y, &r, &m)
    case (.int(let i), .float(let j)): return try made(Double(i) - j, x, y, &r, &m)
    case (.float(let i), .int(let j)): return try made(i - Double(j), x, y, &r, &m)
    default: return done(try slow(x, y), &r, &m)
    }
  }
}

/// The elementwise product `a * b`.
final class Multiply: Binary {
  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try a.load(p, &r, &m), y = try b.load(p, &r, &m)
    switch (x, y) {
    case (.int(let i), .int(let j)):
      let (z, overflowed) = i.multipliedReportingOverflow(by: j)
      if overflowed { throw overflow(i, "*", j) }
      return done(.int(z), &r, &m)
    case (.float(let i), .float(let j)): return try made(i * j, x, y, &r, &m)
    case (.int(let i), .float(let j)): return try made(Double(i) * j, x, y, &r, &m)
    case (.float(let i), .int(let j)): return try made(i * Double(j), x, y, &r, &m)
    default: return done(try slow(x, y), &r, &m)
    }
  }
}

/// The quotient `a / b`, always a floating-point number.
final class Divide: Binary {
  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try a.load(p, &r, &m), y = try b.load(p, &r, &m)
    switch (x, y) {
    case (.int(let i), .int(let j)): return try made(Double(i) / Double(j), x, y, &r, &m)
    case (.float(let i), .float(let j)): return try made(i / j, x, y, &r, &m)
    case (.int(let i), .float(let j)): return try made(Double(i) / j, x, y, &r, &m)
    case (.float(let i), .int(let j)): return try made(i / Double(j), x, y, &r, &m)
    default: return done(try slow(x, y), &r, &m)
    }
  }
}

/// The power `a ^ b`.
final class Power: Binary {
  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try a.load(p, &r, &m), y = try b.load(p, &r, &m)
    switch (x, y) {
    case (.float(let i), .int(2)): return try made(i * i, x, y, &r, &m)
    case (.int(let i), .int(2)):
      let (z, overflowed) = i.multipliedReportingOverflow(by: i)
      if overflowed { throw overflow(i, "^", 2) }
      return done(.int(z), &r, &m)
    default: return done(try slow(x, y), &r, &m)
    }
  }
}

/// The remainder `mod(a, b)` of floor division: it has the sign of `b`.
final class Remainder: Binary {
  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try a.load(p, &r, &m), y = try b.load(p, &r, &m)
    switch (x, y) {
    case (.int(let i), .int(let j)) where j > 0:
      let z = i % j
      return done(.int(z < 0 ? z &+ j : z), &r, &m)
    case (.float(let i), .float(let j)):
      return try made(ScalarMath.apply(.remainder, i, j), x, y, &r, &m)
    default: return done(try slow(x, y), &r, &m)
    }
  }
}
