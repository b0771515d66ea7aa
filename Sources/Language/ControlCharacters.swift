extension String {
  /// The text with a sign for each control character but some: no text can steer a terminal then, clear it,
  /// change its title or feign a prompt.
  public func withoutControls(but kept: Set<Unicode.Scalar>) -> String {
    guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return self }
    var result = UnicodeScalarView()
    for scalar in unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control && !kept.contains(scalar)
      result.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }
}
