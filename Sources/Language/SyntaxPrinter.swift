/// Prints syntax trees canonically: names as spelled, plain signs, parentheses only where needed.
///
/// What it prints parses to the same tree.
public struct SyntaxPrinter {
  private var output = ""
  private var indentation = 0

  private init() {}

  /// The text of statements, each on its line.
  public static func text(of statements: [Statement]) -> String {
    var printer = SyntaxPrinter()
    for (number, statement) in statements.enumerated() {
      if number > 0 { printer.output += "\n" }
      printer.print(statement)
      if statement.isMuted { printer.output += ";" }
    }
    return printer.output
  }

  /// The text of an expression.
  public static func text(of expression: Expression) -> String {
    var printer = SyntaxPrinter()
    printer.print(expression)
    return printer.output
  }

  // MARK: Lists and blocks

  mutating func write(_ text: String) { output += text }

  /// Prints the elements with commas between.
  mutating func list<Element>(_ elements: [Element], _ body: (inout SyntaxPrinter, Element) -> Void)
  {
    for (number, element) in elements.enumerated() {
      if number > 0 { write(", ") }
      body(&self, element)
    }
  }

  mutating func list(_ expressions: [Expression]) {
    list(expressions) { $0.print($1) }
  }

  /// Prints deeper by two blanks.
  mutating func indented(_ body: (inout SyntaxPrinter) -> Void) {
    indentation += 2
    body(&self)
    indentation -= 2
    output += String(repeating: " ", count: indentation)
  }

  /// Prints a line of its own.
  mutating func line(_ body: (inout SyntaxPrinter) -> Void) {
    output += String(repeating: " ", count: indentation)
    body(&self)
    output += "\n"
  }

  /// A block, on one line where every statement but the last is muted anyhow.
  mutating func print(_ block: Block) {
    guard let last = block.statements.last else { return write("{ }") }
    guard !block.statements.dropLast().allSatisfy(\.isMuted) else {
      write("{ ")
      for statement in block.statements.dropLast() {
        print(statement)
        write("; ")
      }
      print(last)
      return write(last.isMuted ? "; }" : " }")
    }
    write("{")
    indentation += 2
    for statement in block.statements {
      write("\n" + String(repeating: " ", count: indentation))
      print(statement)
      if statement.isMuted { write(";") }
    }
    indentation -= 2
    write("\n" + String(repeating: " ", count: indentation) + "}")
  }

  // MARK: Text

  mutating func print(_ parts: [TextPart]) {
    write("\"")
    for part in parts {
      switch part {
      case .literal(let text): write(SyntaxPrinter.escaped(text))
      case .value(let value, let format):
        let text = SyntaxPrinter.text(of: value)
        // A colon of the value must not be taken for that of the format.
        write(text.utf8.contains(UInt8(ascii: ":")) ? "{(\(text))" : "{\(text)")
        if let format { write(":" + format) }
        write("}")
      }
    }
    write("\"")
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "{": result += "{{"
      case "}": result += "}}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
