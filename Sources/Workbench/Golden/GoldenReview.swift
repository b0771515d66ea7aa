/// Asks about each block that no longer matches.
final class GoldenReview {
  private let write: (String) -> Void
  private let reply: () -> String?
  /// After `q` or the end of input nothing more is asked or changed.
  private var isOver = false

  init(write: @escaping (String) -> Void, reply: @escaping () -> String?) {
    self.write = write
    self.reply = reply
  }

  /// Whether the reader accepts what was printed.
  func accepts(_ text: String, _ hazards: Set<GoldenHazard>) -> Bool {
    write(text)
    guard !isOver else { return false }
    let warning = hazards.map(\.description).sorted().joined(separator: ", ")
    while true {
      write(warning.isEmpty ? "accept? [y/n/q] " : "accept \(warning)? [y/n/q] ")
      switch reply()?.lowercased() {
      case "y", "yes": return true
      case "n", "no": return false
      case "q", nil:
        isOver = true
        return false
      default: continue
      }
    }
  }
}
