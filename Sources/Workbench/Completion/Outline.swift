import Language
import Tracing

extension Completion {
  /// What the list says of a value: kind and shape, the parameters of a function, a short number.
  func outline(of value: Value) -> String {
    switch value {
    case .function(let closure): return outline(of: closure)
    case .int, .float, .bool, .estimate:
      return "= " + ValuePrinter(style: session.output.style).inline(value)
    case .text(let text): return text.count <= 24 ? "= \"\(text)\"" : "a text"
    case .density(let density): return "density of " + density.variables.joined(separator: ", ")
    case .aggregate(let record):
      if let family = value.family { return family.name }
      guard let names = record.names, !value.isRun, !value.isDistribution else { break }
      let shown = names.prefix(5).joined(separator: ", ")
      return "record of \(shown)\(names.count > 5 ? ", ..." : "")"
    case .unset, .tensor, .traced, .module, .identity, .figure: break
    }
    return value.kindDescription
  }

  private func outline(of closure: Closure) -> String {
    guard let signature = signature(of: closure, named: "") else { return "function" }
    let list = signature.parameters.map(\.shown).joined(separator: ", ")
    return list.isEmpty ? "function" : "function of \(list)"
  }
}
