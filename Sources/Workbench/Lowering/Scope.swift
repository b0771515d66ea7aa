import Language

/// The names of a function being lowered: parameters, captures, locals, in this order of slots.
final class Scope {
  let parent: Scope?
  private var slots: [String: Int] = [:]
  private(set) var slotCount = 0
  /// Names bound by sums and comprehensions around this place, innermost last.
  private var bound: [(name: String, slot: Int)] = []
  /// The captured name that is the function itself.
  let ownName: String?

  init(parent: Scope?, ownName: String? = nil) {
    self.parent = parent
    self.ownName = ownName
  }

  /// The names that can be used here.
  var names: [String] { Array(slots.keys) + bound.map(\.name) }

  func declare(_ name: String) {
    if slots[name] != nil { return }
    slots[name] = newSlot()
  }

  func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }

  /// The slot of a name in this function's window.
  func slot(of name: String) -> Int? {
    bound.last { $0.name == name }?.slot ?? slots[name]
  }

  func push(_ name: String, slot: Int) { bound.append((name, slot)) }

  func pop(_ count: Int) { bound.removeLast(count) }
}
