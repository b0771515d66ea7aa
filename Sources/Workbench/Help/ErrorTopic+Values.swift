extension ErrorTopic {
  /// Values of the wrong kind or shape.
  static let values = [
    ErrorTopic(
      "type", "a value is of the wrong kind",
      causes: "a text or a record where a number is needed", "an integer where a float is needed",
      "a call of what is no function",
      remedy: "type(x) and kind(x) say what a value is; f64(x), i64(x), text(x) convert",
      example: ("\"a\" + 1", "\"a\" + 1: a text is not a number")),
    ErrorTopic(
      "shape", "the shapes of tensors do not fit",
      causes: "lengths that differ and are not 1: axes are matched from the last",
      "inner sizes of a product @ that differ", "rows of a matrix of different lengths",
      remedy: "shape(x) tells; x' transposes, reshape and sum(x, axis=1) change shapes",
      example: (
        "[1, 2] + [1, 2, 3]", "[1, 2] + [1, 2, 3]: the shapes differ in the last axis (2 vs 3)"
      )),
    ErrorTopic(
      "index", "an index is not in its range",
      causes: "counting from 0: the first element is x[1]", "an element behind the last, x[end]",
      "an index that is no integer",
      remedy: "indices go from 1 to end; x[end-1] is the last but one",
      example: ("[1, 2][5]", "index 5 is out of range: axis 1 has length 2")),
    ErrorTopic(
      "axis", "a tensor has no such axis",
      causes: "counting axes from 0", "axis=2 of a vector",
      remedy: "axes are 1 to ndims(x), and -1 is the last",
      example: ("sum([1, 2], axis=3)", "there is no axis 3: the axes are 1 to 1")),
    ErrorTopic(
      "structure", "trees of values do not have the same structure",
      causes: "arithmetic of records with different fields", "of a tuple with a tensor",
      "of trees without floating numbers",
      remedy: "give both the same fields, and write 1.0 for 1 where numbers are meant to change",
      example: (
        "(a = 1.0) + (b = 1.0)",
        "the trees differ: (a = f64) and (b = f64)"
      )),
    ErrorTopic(
      "range", "a range has no meaning",
      causes: "a step of 0", "an end that is not finite",
      remedy: "write from:step:to with a step that is not 0", example: ("1:0:3", "the step is 0.0")),
    ErrorTopic(
      "format", "a format behind the colon in a text is none",
      causes: "a letter other than d, e, f, g, x", "d for a number with a fraction",
      remedy: "\"{x:.3f}\" has three places, \"{x:.4g}\" four digits",
      example: ("\"{1.5:q}\"", "\"q\" is no format")),
    ErrorTopic(
      "trace", "a value is asked for while a graph is recorded",
      causes:
        "in vmap, grad or train: a size, an index of a tuple or a condition by a traced number",
      "a value that was kept from a trace that has ended",
      remedy: "use where(c, a, b), masks, or sizes that do not depend on what is traced",
      example: nil),
  ]

  /// What numbers cannot do.
  static let numbers = [
    ErrorTopic(
      "domain", "a number lies where the function has no value",
      causes: "a standard deviation that is negative, a probability above 1", "an integer over 0",
      "a matrix with entries that are not finite",
      remedy: "the message names the argument and its range",
      example: ("quo(2, 0)", "an integer is divided by 0")),
    ErrorTopic(
      "overflow", "an integer is too large for i64",
      causes: "powers and products of integers: integers are exact, and never wrap",
      remedy: "write one of them as a float, 2.0^64",
      example: ("2^64", "2 ^ 64 does not fit in i64")),
    ErrorTopic(
      "singular", "a matrix has no inverse",
      causes: "rows that depend on each other",
      remedy: "lstsq(A, b) solves in the sense of least squares; A + 1e-6*I is near",
      example: ("inv([1, 1; 1, 1])", "inv: the matrix is singular")),
    ErrorTopic(
      "convergence", "a solver did not find what it looked for",
      causes: "a bracket without a change of sign", "a start that is far away",
      "no solution at all",
      remedy: "report=true gives what was seen in place of the error; try another start",
      example: (
        "root(x -> x^2 + 1, 0, 1)",
        "root: f has the same sign at both ends: f(0.0) = 1.0, f(1.0) = 2.0"
      )),
    ErrorTopic(
      "derivative", "something has no derivative where one is asked",
      causes: "a draw of integers, whose law depends on the parameter",
      "a draw without a pathwise derivative",
      remedy:
        "E(z ~ q, e, estimator=\"score\") differentiates the law; stop(x) takes x as a constant",
      example: (
        "grad(l -> E(k ~ Poisson(l), 1.0*k))(2.0)",
        "a draw from Poisson has no derivative here: it has no pathwise derivative in its parameters; use estimator=\"score\""
      )),
    ErrorTopic(
      "nan", "a training makes a number that is none",
      causes: "a logarithm or a root of a negative number", "a step that is too large",
      remedy: "the caret is under the first operation that makes it; ans is the run up to there",
      example: (
        "train((w = 1.0), m -> log(m.w - 2), steps=3)", "step 1 of the training makes a nan in log"
      )),
  ]

  /// What is too large.
  static let limits = [
    ErrorTopic(
      "memory", "something needs more memory than there is",
      causes: "a tensor of a wrong size", "a product rule of quadrature in many dimensions",
      remedy: ":set memory shows and changes the limit",
      example: ("zeros(10^12)", "this needs 8.0 TB, [..] are left")),
    ErrorTopic(
      "fuel", "the steps or bytes that --fuel allows are used up",
      causes: "a loop that does not end",
      remedy: "start gm with a larger --fuel, or without it", example: nil),
  ]

  /// Files, the user's own errors, and gm's.
  static let surroundings = [
    ErrorTopic(
      "file", "a file cannot be read or written",
      causes:
        "a path that does not exist: that of `use` starts at the folder of the using file, those of load and "
        + "save where gm was started, here(path) beside the script",
      "a file that is not what its content says: cut short, changed, of a newer gm",
      "a value that has no place in the format that the ending names",
      "a mapped file that another program cuts short or writes to while gm has it open",
      remedy: "look at the path and the place in the message; .gmw holds any value",
      example: ("use \"no-such-file.gms\"", "there is no file no-such-file.gms")),
    ErrorTopic(
      "safe", "--safe forbids it",
      causes: "a file outside the script's folder", "writing anything",
      remedy: "start gm without --safe, where the script can be trusted", example: nil),
    ErrorTopic(
      "user", "a function of the user's own complains by error(message)",
      causes: "whatever its author says; error(message, \"word\") has another word in the brackets",
      remedy: "read the message",
      example: ("error(\"the rate is negative\")", "the rate is negative")),
    ErrorTopic(
      "internal", "gm made a mistake of its own",
      causes: "a fault in gm", remedy: "please report it with the statement", example: nil),
  ]
}
