/// The domain of a variable.
struct DomainValue {
  /// The integers that it may be, nil for what is no integer variable.
  var integers: ClosedRange<Int>?
  /// Functions of the number of a point.
  var simple = Value.unset, generic = Value.unset, extreme = Value.unset
  /// What makes the variable of its coordinates, nil where it is these.
  var of: Value?

  /// A domain of the library, a record with its fields, or a distribution; nil for other values.
  init?(_ value: Value) {
    guard case .aggregate(let record) = value, record.names != nil else { return nil }
    if case .int(let low)? = record.field("low"), case .int(let high)? = record.field("high") {
      guard low <= high else { return nil }
      integers = low...high
      return
    }
    if value.isDistribution, let draw = record.field("draw") {
      (simple, generic, extreme) = (draw, draw, draw)
      return
    }
    guard case .function? = record.field("generic"), let generic = record.field("generic") else {
      return nil
    }
    self.generic = generic
    simple = record.field("simple") ?? generic
    extreme = record.field("extreme") ?? generic
    of = record.field("of")
  }
}
