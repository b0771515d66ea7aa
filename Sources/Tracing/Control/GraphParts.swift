/// A list split by flags, and put together again.
struct Parted<Element> {
  /// The items with the flag, in order.
  let chosen: [Element]
  /// The others, in order.
  let others: [Element]

  init(_ items: [Element], _ flags: [Bool]) {
    chosen = zip(items, flags).filter(\.1).map(\.0)
    others = zip(items, flags).filter { !$0.1 }.map(\.0)
  }

  /// The list that has `chosen` where the flags are, `others` elsewhere.
  static func merged(
    _ flags: [Bool], _ chosen: some Sequence<Element>, _ others: some Sequence<Element>
  ) -> [Element] {
    var chosen = chosen.makeIterator(), others = others.makeIterator()
    return flags.compactMap { $0 ? chosen.next() : others.next() }
  }

  /// The items where the flags are, nil elsewhere.
  static func filled(_ flags: [Bool], _ items: some Sequence<Element>) -> [Element?] {
    var items = items.makeIterator()
    return flags.map { $0 ? items.next() : nil }
  }
}
