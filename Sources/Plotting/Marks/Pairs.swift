/// Coordinates that belong together.
enum Pairs {
  /// Two lists as long as the shorter one; what is as long already is not copied.
  static func of(_ x: [Double], _ y: [Double]) -> (x: [Double], y: [Double]) {
    let count = min(x.count, y.count)
    return (
      x.count == count ? x : Array(x.prefix(count)), y.count == count ? y : Array(y.prefix(count))
    )
  }
}
