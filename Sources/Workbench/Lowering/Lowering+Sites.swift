import Language
import Tensors

extension Lowering {
  /// The number of a call in the keys of draws: what is called, and how many calls of the same stand
  /// before it in the function, so that code which does not draw changes no key.
  ///
  /// A derivative of f is called as f: its draws are those of f itself. 0 in a solver, which has no
  /// keys of its own.
  func site(ofCall callee: Expression, _ arguments: [Argument] = []) -> UInt64 {
    if module.freezesKeys { return 0 }
    return site("call " + drawnName(callee, arguments))
  }

  /// The number of a draw of these names.
  func site(ofDraw pattern: Pattern) -> UInt64 {
    site("draw " + source.text(of: pattern.span))
  }

  /// The number of a place of the code, told apart from others of its kind in the function.
  func site(_ kind: String) -> UInt64 {
    let before = occurrences[kind, default: 0]
    occurrences[kind] = before + 1
    return RandomKey(word: RandomKey.hash(kind)).folded(UInt64(before)).word | 1
  }

  /// What a call evaluates: f for grad(f), f', ∇f and jvp(f, ...).
  private func drawnName(_ callee: Expression, _ arguments: [Argument]) -> String {
    switch callee.kind {
    case .prime(let f), .prefix(.gradient, let f): return drawnName(f, [])
    case .call(let transformation, let inner):
      guard case .name(let name) = transformation.kind,
        Lowering.derivatives.contains(name.canonical), case .positional(let f)? = inner.first
      else { break }
      return drawnName(f, [])
    case .name(let name) where name.canonical == "jvp" || name.canonical == "vjp":
      guard case .positional(let f)? = arguments.first else { break }
      return drawnName(f, [])
    case .name(let name): return name.canonical
    default: break
    }
    return String(source.text(of: callee.span))
  }

  private static let derivatives: Set = [
    "grad", "jacobian", "hessian", "div", "laplacian", "partial",
  ]
}
