/// The unit in which printed lines are compared: a whole number, one character of the rest, or,
/// in expected text, a hole `[..]` that stands for anything within the line.
enum GoldenAtom: Hashable, Sendable {
  case character(Character)
  case number(GoldenNumber)
  case hole

  /// As the atom stands in a line.
  var shown: String {
    switch self {
    case .character(let character): String(character)
    case .number(let number): number.shown
    case .hole: "[..]"
    }
  }

  var isHole: Bool { self == .hole }
}

/// Cuts a line into atoms.
///
/// Runs of blanks become one blank; blanks at the ends are dropped.
struct GoldenScanner {
  private let characters: [Character]
  private let findsHoles: Bool
  private let findsNumbers: Bool
  private var position = 0
  private var atoms: [GoldenAtom] = []

  static func atoms(of line: String, holes: Bool, numbers: Bool = true) -> [GoldenAtom] {
    var scanner = GoldenScanner(line, holes: holes, numbers: numbers)
    return scanner.scan()
  }

  private init(_ line: String, holes: Bool, numbers: Bool) {
    characters = Array(line)
    findsHoles = holes
    findsNumbers = numbers
  }

  private mutating func scan() -> [GoldenAtom] {
    while position < characters.count {
      if findsHoles, characters[position...].starts(with: "[..]") {
        atoms.append(.hole)
        position += 4
      } else if Self.isBlank(characters[position]) {
        if let last = atoms.last, last != .character(" ") { atoms.append(.character(" ")) }
        position += 1
      } else if findsNumbers, let number = imaginaryPart() ?? plainNumber() {
        atoms.append(.number(number))
      } else {
        appendWord()
      }
    }
    if atoms.last == .character(" ") { atoms.removeLast() }
    joinErrors()
    return atoms
  }

  /// A number with its standard error, `1003 ± 14`: neither is an exact integer.
  private mutating func joinErrors() {
    guard atoms.count >= 5 else { return }
    for sign in 2..<atoms.count - 2 where atoms[sign] == .character("±") {
      guard atoms[sign - 1] == .character(" "), atoms[sign + 1] == .character(" "),
        case .number(var mean) = atoms[sign - 2], case .number(var error) = atoms[sign + 2]
      else { continue }
      if mean.kind == .integer { mean.kind = .float }
      if error.kind == .integer { error.kind = .float }
      atoms[sign - 2] = .number(mean)
      atoms[sign + 2] = .number(error)
    }
  }

  /// A name and its digits (`layer1`, `1.2.3`) are text as a whole.
  private mutating func appendWord() {
    repeat {
      atoms.append(.character(characters[position]))
      position += 1
    } while continuesWord(position)
  }

  private func continuesWord(_ index: Int) -> Bool {
    guard index < characters.count, index > 0 else { return false }
    let previous = characters[index - 1]
    if Self.isWord(characters[index]) { return Self.isWord(previous) || previous == "." }
    return characters[index] == "." && Self.isWord(previous) && isWord(at: index + 1)
  }

  /// `+ 0.5i` after a number: the sign belongs to the imaginary part.
  private mutating func imaginaryPart() -> GoldenNumber? {
    let sign = characters[position]
    guard sign == "+" || sign == "-", atoms.count >= 2, atoms[atoms.count - 1] == .character(" "),
      case .number(let real) = atoms[atoms.count - 2], !real.isImaginary
    else { return nil }
    var start = position + 1
    while start < characters.count, Self.isBlank(characters[start]) { start += 1 }
    guard start > position + 1, let (body, end) = magnitude(at: start),
      body.isImaginary
    else { return nil }
    position = end
    return body.signed(by: sign, shown: "\(sign) \(body.text)")
  }

  private mutating func plainNumber() -> GoldenNumber? {
    let first = characters[position]
    let previous = position > 0 ? characters[position - 1] : " "
    guard !Self.isWord(previous), previous != "." else { return nil }
    guard first == "+" || first == "-" else {
      guard let (body, end) = magnitude(at: position) else { return nil }
      position = end
      return body
    }
    // After a value it is an operator.
    guard !")]}'\"".contains(previous), let (body, end) = magnitude(at: position + 1) else {
      return nil
    }
    position = end
    return body.signed(by: first, shown: "\(first)\(body.text)")
  }

  private func magnitude(at start: Int) -> (GoldenNumber, end: Int)? {
    guard start < characters.count else { return nil }
    return special(at: start) ?? digits(at: start)
  }

  private func special(at start: Int) -> (GoldenNumber, end: Int)? {
    var end = start
    while end - start < 5, isWord(at: end) { end += 1 }
    let word = String(characters[start..<end])
    guard ["nan", "inf", "nani", "infi"].contains(word), !isWord(at: end) else { return nil }
    let number = GoldenNumber(
      kind: .special, isImaginary: word.count == 4, text: word, shown: word,
      value: word.hasPrefix("nan") ? .nan : .infinity, mantissa: nil, exponent: 0,
      significantDigits: 0)
    return (number, end)
  }

  private func digits(at start: Int) -> (GoldenNumber, end: Int)? {
    var end = run(from: start)
    var shown = characters[start..<end]
    var power = 0
    var isFloat = false
    if end < characters.count, characters[end] == ".", isDigit(at: end + 1) {
      let fraction = end + 1
      end = run(from: fraction)
      shown += characters[fraction..<end]
      power = fraction - end
      isFloat = true
    }
    guard !shown.isEmpty else { return nil }
    if let (value, next) = exponent(at: end) {
      power = power &+ value
      end = next
      isFloat = true
    }
    let body = String(characters[start..<end])
    let isImaginary = end < characters.count && characters[end] == "i" && !isWord(at: end + 1)
    if isImaginary { end += 1 }
    guard !isWord(at: end),
      !(end < characters.count && characters[end] == "." && isWord(at: end + 1))
    else { return nil }
    let text = isImaginary ? body + "i" : body
    let number = GoldenNumber(
      kind: isFloat ? .float : .integer, isImaginary: isImaginary, text: text, shown: text,
      value: Double(body) ?? .nan, mantissa: Int(String(shown)), exponent: power,
      significantDigits: shown.drop { $0 == "0" }.count)
    return (number, end)
  }

  private func exponent(at start: Int) -> (Int, end: Int)? {
    guard start < characters.count, characters[start] == "e" || characters[start] == "E" else {
      return nil
    }
    var end = start + 1
    if end < characters.count, characters[end] == "+" || characters[end] == "-" { end += 1 }
    guard isDigit(at: end) else { return nil }
    end = run(from: end)
    guard let value = Int(String(characters[(start + 1)..<end])), -9999...9999 ~= value else {
      return nil
    }
    return (value, end)
  }

  private func run(from start: Int) -> Int {
    var end = start
    while isDigit(at: end) { end += 1 }
    return end
  }

  private func isDigit(at index: Int) -> Bool {
    index < characters.count && "0"..."9" ~= characters[index] && characters[index].isASCII
  }

  private func isWord(at index: Int) -> Bool {
    index < characters.count && Self.isWord(characters[index])
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private static func isBlank(_ character: Character) -> Bool {
    character == " " || character == "\t"
  }
}

extension GoldenNumber {
  fileprivate func signed(by sign: Character, shown: String) -> GoldenNumber {
    var result = self
    result.text = "\(sign)\(text)"
    result.shown = shown
    if sign == "-" {
      result.value = -value
      result.mantissa = mantissa.map { 0 &- $0 }
    }
    return result
  }
}
