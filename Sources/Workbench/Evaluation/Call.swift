import Language
import Tensors
import Tracing

/// The positional arguments of a call, as a linked list: a list costs no retain to walk.
final class ArgumentList {
  let operand: Operand
  let next: ArgumentList?

  init(_ node: Node, next: ArgumentList?) {
    operand = Operand(node)
    self.next = next
  }

  /// Evaluates the arguments into the slots above the running window.
  @inline(__always)
  func push(_ p: borrowing Program, _ r: inout Slots, _ m: inout State) throws(Fault) {
    let value = try operand.load(p, &r, &m)
    if case .unset = value { throw operand.node.fault("value", "this has no value") }
    guard m.top < r.count else { throw Frame.tooDeep(at: operand.node.span) }
    r[m.top] = value
    m.top &+= 1
    // Not a loop: a variable that walks the list would count references.
    try next?.pushRest(p, &r, &m)
  }

  @inline(never)
  private func pushRest(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    try push(p, &r, &m)
  }
}

/// `f(a, b)` with positional arguments only.
final class Call: Node {
  let callee: Node
  let count: Int
  let arguments: ArgumentList?
  /// The slot of the callee where it is a name, or -1.
  private let slot: Int
  private let isGlobal: Bool
  /// What tells the call from others of its function in the keys of draws; 0 where it is to have
  /// the key of what calls it.
  let site: UInt64

  init(
    _ callee: Node, arguments: ArgumentList?, count: Int, height: Int, site: UInt64 = 0,
    span: SourceSpan
  ) {
    self.callee = callee
    self.site = site
    isGlobal = callee is GlobalName
    slot = (callee as? GlobalName)?.slot ?? (callee as? LocalName)?.slot ?? -1
    self.arguments = arguments
    self.count = count
    super.init(span: span, height: 1 + max(callee.height, height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    guard slot >= 0, m.recorder == nil else { return try callAny(p, &r, &m) }
    let id: Int
    // The closure must not live past this statement: across the call it would be counted.
    if case .function(let f) = r[isGlobal ? slot : m.base &+ slot] { id = f.plain } else { id = -1 }
    guard id >= 0, p.functions[id].arity == count else { return try callAny(p, &r, &m) }
    return try enter(id, nil, p, &r, &m)
  }

  /// Calls what is no script function by its name, or one that captured something.
  @inline(never)
  private func callAny(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let f = try callee.eval(p, &r, &m)
    guard case .function(let closure) = f, case .script(let id) = closure.body,
      p.functions[id].arity == count
    else { return try callSlowly(f, p, &r, &m) }
    return try enter(id, closure.captured.isEmpty ? nil : closure, p, &r, &m)
  }

  @inline(__always)
  private func enter(
    _ id: Int, _ closure: Closure?, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let window = m.top
    do throws(Fault) {
      try arguments?.push(p, &r, &m)
    } catch {
      Frame.clear(from: window, &r, &m)
      throw error
    }
    if site == 0 { return try Frame.enter(id, closure, window: window, span: span, p, &r, &m) }
    let key = m.key
    if m.tracedKey != nil { return try enterRecorded(id, closure, window: window, p, &r, &m) }
    m.key = RandomKey(word: key).folded(site).word
    let value = try Frame.enter(id, closure, window: window, span: span, p, &r, &m)
    m.key = key
    return value
  }

  /// Enters a call whose key only the run of the graph being recorded knows.
  @inline(never)
  private func enterRecorded(
    _ id: Int, _ closure: Closure?, window: Int, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Value {
    let keys = m.keys
    defer { m.keys = keys }
    try m.enterKey(site, at: span)
    return try Frame.enter(id, closure, window: window, span: span, p, &r, &m)
  }

  /// Builtins, callable records, derivatives, defaults, what cannot be called.
  @inline(never)
  private func callSlowly(
    _ f: Value, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    if case .density(let density) = f {
      return try m.withKey(site, at: span) { (m) throws(Fault) in
        try density.value(of: DensityQuery(nodes.map { .init($0) }, span: span), p, &r, &m)
      }
    }
    var values = Arguments(positional: [], span: span)
    values.positional.reserveCapacity(count)
    let wasRaising = m.isRaising
    if !m.traces.isEmpty, case .function(let closure) = f, case .builtin(let b) = closure.body {
      m.isRaising = wasRaising || b.name == "error"
    }
    defer { m.isRaising = wasRaising }
    var each = arguments
    while let current = each {
      let value = try current.operand.load(p, &r, &m)
      if case .unset = value { throw current.operand.node.fault("value", "this has no value") }
      values.positional.append(value)
      values.spans.append(current.operand.node.span)
      each = current.next
    }
    try Function.requireCallable(f, callee)
    return try m.withKey(site, at: span) { (m) throws(Fault) in
      try Function.call(f, values, calleeSpan: callee.span, p, &r, &m)
    }
  }
}

/// The window of a call.
enum Frame {
  /// Runs a function whose arguments stand in the slots from `window` to the top.
  @inline(__always)
  static func enter(
    _ id: Int, _ closure: Closure?, window: Int, span: SourceSpan, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let end = window &+ p.functions[id].slots, height = p.functions[id].height
    guard m.depth &+ height <= m.limits.depth, end <= r.count else {
      clear(from: window, &r, &m)
      throw tooDeep(at: span)
    }
    if Interruption.flag.load(ordering: .relaxed) {
      clear(from: window, &r, &m)
      throw Turn.interrupted(at: span)
    }
    if m.fuel != nil { try Turn.burn(&m, at: span) }
    if let closure { bind(closure, m.top, &r) }
    let base = m.base
    m.base = window
    m.top = end
    m.depth &+= height
    let value: Value
    do throws(Fault) {
      value = try p.functions[id].body.eval(p, &r, &m)
    } catch {
      let failed = called(p.functions[id], window: window, at: span, error, r)
      m.base = base
      m.depth &-= height
      m.top = end
      clear(from: window, &r, &m)
      m.flow = .normal
      throw failed
    }
    for k in window..<end { r[k] = .unset }
    m.base = base
    m.top = window
    m.depth &-= height
    if m.flow != .normal { return try returned(value, at: span, &m) }
    return value
  }

  /// What a call returns where its body did not run to the end.
  @inline(never)
  private static func returned(
    _ value: Value, at span: SourceSpan, _ m: inout State
  ) throws(Fault) -> Value {
    let flow = m.flow
    m.flow = .normal
    if flow == .traced {
      let escape = m.escape
      m.escape = .none
      return try escape.returned(orElse: value, at: span)
    }
    let returned = m.result
    m.result = .unset
    return returned
  }

  @inline(never)
  fileprivate static func bind(_ closure: Closure, _ slot: Int, _ r: inout Slots) {
    for (offset, value) in closure.captured.enumerated() { r[slot &+ offset] = value }
    if closure.itself >= 0 { r[slot &+ closure.itself] = .function(closure) }
  }

  /// Empties the slots of an abandoned call.
  @inline(never)
  static func clear(from window: Int, _ r: inout Slots, _ m: inout State) {
    for k in window..<min(m.top, r.count) { r[k] = .unset }
    m.top = window
  }

  /// Leaves calls that failed: their slots are empty, and nothing of their flow of control is left.
  static func abandon(from window: Int, _ r: inout Slots, _ m: inout State) {
    clear(from: window, &r, &m)
    m.flow = .normal
    m.escape = .none
  }

  @inline(never)
  static func tooDeep(at span: SourceSpan) -> Fault {
    Fault(
      "depth", "the calls are nested too deeply", at: span,
      hint: "does the recursion end? a loop needs no depth")
  }

  @inline(never)
  private static func called(
    _ function: Function, window: Int, at span: SourceSpan, _ fault: Fault, _ r: borrowing Slots
  ) -> Fault {
    let calls = fault.details.calls
    // A recursion is told once.
    guard calls.count < 16, !calls.contains(where: { $0.span == span }) else { return fault }
    var record = CallRecord(name: function.name, span: span)
    for (offset, parameter) in function.parameters.enumerated() where window + offset < r.count {
      record.parameters.append((parameter.spelled, CallRecord.text(of: r[window &+ offset])))
    }
    fault.details.calls.append(record)
    return fault
  }
}

extension Function {
  /// Calls any value that can be called, with its arguments evaluated.
  static func call(
    _ f: Value, _ arguments: Arguments, calleeSpan: SourceSpan, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    switch f {
    case .function(let closure):
      switch closure.body {
      case .script(let id): return try callScript(id, closure, arguments, p, &r, &m)
      case .builtin(let builtin):
        // A builtin of tensors that has a form for functions holds it as its capture.
        if let form = closure.captured.first, case .function? = arguments.positional.first {
          return try call(form, arguments, calleeSpan: calleeSpan, p, &r, &m)
        }
        return try builtin.call(arguments, p, &r, &m)
      case .derived(let derived):
        if m.traces.isEmpty, arguments.keywords.isEmpty,
          let value = try m.cache.call(f, derived.promoted(arguments), p, &r, &m)
        {
          return value
        }
        return try charged(at: arguments.span, &m) { (m) throws(Fault) in
          let value = try derived.call(arguments, p, &r, &m)
          if NaNWatch.isOn { try NaNFinding.watch(derived, value, arguments) }
          return value
        }
      }
    case .aggregate(let record):
      guard let apply = record.field("apply") else { break }
      var with = arguments
      with.positional.insert(f, at: 0)
      if !with.spans.isEmpty { with.spans.insert(calleeSpan, at: 0) }
      return try call(apply, with, calleeSpan: calleeSpan, p, &r, &m)
    case .density(let density):
      throw Fault(
        "type", "the arguments of the density \(density.name) name its variables", at: calleeSpan)
    case .unset, .int, .float, .bool, .tensor, .traced, .estimate, .module, .identity, .text,
      .figure:
      break
    }
    throw Fault(
      "type", "\(f.kindDescription) cannot be called", at: calleeSpan,
      hint: f.isNumeric ? "an index stands in brackets: x[i]; a product needs its sign: x*(y)" : nil
    )
  }

  /// Words for what is called but cannot be: a variable may hide a builtin.
  static func requireCallable(_ f: Value, _ callee: Node) throws(Fault) {
    switch f {
    case .function, .density: return
    case .aggregate(let record) where record.field("apply") != nil: return
    case .unset, .int, .float, .bool, .tensor, .traced, .estimate, .module, .identity, .text,
      .figure,
      .aggregate:
      let fallback = (callee as? LocalName)?.fallback ?? (callee as? GlobalName)?.fallback
      guard let fallback, fallback.isFunction else { return }
      throw callee.fault(
        "type", "\(f.kindDescription) cannot be called: a variable hides the function",
        hint: ":clear \(fallback.name)")
    }
  }

  /// Runs a function of Swift's that calls back, charging the stack it needs.
  static func charged(
    at span: SourceSpan, _ m: inout State,
    _ body: (inout State) throws(Fault) -> Value
  ) throws(Fault) -> Value {
    let cost = 12
    guard m.depth &+ cost <= m.limits.depth else { throw Frame.tooDeep(at: span) }
    m.depth &+= cost
    defer { m.depth &-= cost }
    return try body(&m)
  }

  /// Binds arguments by position and name, then defaults, then enters.
  private static func callScript(
    _ id: Int, _ closure: Closure, _ arguments: Arguments, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let window = m.top, parameters = p.functions[id].parameters
    guard window &+ p.functions[id].slots <= r.count else {
      throw Frame.tooDeep(at: arguments.span)
    }
    let bound = try bind(arguments, to: parameters, of: p.functions[id].name)
    for (offset, value) in bound.enumerated() { r[window &+ offset] = value }
    m.top = window &+ parameters.count
    let base = m.base, end = window &+ p.functions[id].slots
    Frame.bind(closure, m.top, &r)
    for (offset, parameter) in parameters.enumerated() {
      guard case .unset = bound[offset], let fallback = parameter.fallback else { continue }
      // A default is evaluated inside the call: it may use the parameters before it.
      m.base = window
      m.top = end
      do throws(Fault) {
        r[window &+ offset] = try fallback.eval(p, &r, &m)
      } catch {
        m.base = base
        Frame.clear(from: window, &r, &m)
        throw error
      }
    }
    m.base = base
    m.top = window &+ parameters.count
    return try Frame.enter(
      id, closure.captured.isEmpty ? nil : closure, window: window, span: arguments.span, p, &r, &m)
  }

  private static func bind(
    _ arguments: Arguments, to parameters: [ParameterCode], of name: String
  ) throws(Fault) -> [Value] {
    let signature = parameters.map(\.shown).joined(separator: ", ")
    let call: String? = name == Lowering.nameless ? nil : "\(name)(\(signature))"
    var bound = [Value](repeating: .unset, count: parameters.count)
    let rest = parameters.firstIndex(where: \.isRest), most = rest ?? parameters.count
    guard rest != nil || arguments.positional.count <= most else {
      throw Fault(
        "arity",
        "\(name) takes \(most) \(most == 1 ? "argument" : "arguments"), "
          + "not \(arguments.positional.count)",
        at: arguments.span(ofPositional: most), hint: call)
    }
    for (offset, value) in arguments.positional.prefix(most).enumerated() { bound[offset] = value }
    if let rest { bound[rest] = .tuple(Array(arguments.positional.dropFirst(most))) }
    for (position, (keyword, value)) in arguments.keywords.enumerated() {
      let span = arguments.span(ofKeyword: position)
      guard let offset = parameters.firstIndex(where: { $0.name == keyword && !$0.isRest })
      else {
        let names = parameters.filter { !$0.isRest }.map(\.name)
        throw Fault(
          "argument", "\(name) has no argument \(keyword)", at: span,
          hint: KeywordHint.text(for: keyword, among: names, call: call))
      }
      guard case .unset = bound[offset] else {
        throw Fault("argument", "\(keyword) is given twice", at: span)
      }
      bound[offset] = value
    }
    for (offset, parameter) in parameters.enumerated() where parameter.fallback == nil {
      if case .unset = bound[offset] {
        throw Fault(
          "arity", "\(name) needs its argument \(parameter.name)", at: arguments.span,
          hint: call)
      }
    }
    return bound
  }
}
