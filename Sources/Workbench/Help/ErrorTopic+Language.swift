extension ErrorTopic {
  /// What does not parse.
  static let text = [
    ErrorTopic(
      "syntax", "the text is no statement of the language",
      causes: "a bracket or a quote that is not closed",
      "a word of another language: lambda, **, elif",
      "something that is legal elsewhere only, such as return in an argument",
      remedy: "look at the caret; ? and a sign, such as ?~ or ?for, shows how it is written",
      example: ("sum(1, 2", "`(` is not closed")),
    ErrorTopic(
      "number", "a number is not written as one",
      causes: "a product without its sign: 2x", "digits grouped otherwise than 1_000",
      "an integer that is too large for i64",
      remedy: "write 2*x; floats are written with a point or an exponent",
      example: ("x = 3; 2x", "a product needs its sign")),
    ErrorTopic(
      "encoding", "the text is not UTF-8",
      causes: "a file of another encoding, or one that is no text",
      remedy: "convert the file to UTF-8", example: nil),
    ErrorTopic(
      "depth", "brackets or calls are nested too deeply",
      causes: "a function that calls itself and never ends",
      "a text of thousands of brackets in brackets",
      remedy: "give the recursion an end, or write it as a loop",
      example: ("f(x) = f(x) + 1\nf(1)", "the calls are nested too deeply")),
  ]

  /// Names and calls.
  static let calls = [
    ErrorTopic(
      "name", "a name means nothing here",
      causes: "a slip of the pen: the nearest names are shown",
      "a name of a module that use has not brought in", "a name that :clear forgot",
      remedy: "?name finds names of modules that are not brought in, too; :who lists your own",
      example: ("sume([1, 2])", "sume is not defined")),
    ErrorTopic(
      "arity", "a call has too many or too few arguments",
      causes: "an argument that is given by place and goes by name only",
      "one tuple where the function takes its items: f(t...) spreads it",
      remedy: "?name shows the arguments with their defaults",
      example: ("sin(1, 2)", "sin takes at most 1 argument, not 2")),
    ErrorTopic(
      "argument", "an argument is not one that the function takes",
      causes: "an unknown name in name=value: the nearest is shown",
      "an argument that is given twice",
      "a text that is none of those allowed",
      remedy: "?name shows the arguments with their meanings",
      example: ("sum([1, 2], axs=1)", "sum has no argument axs")),
    ErrorTopic(
      "field", "a record has no such field",
      causes: "a slip of the pen", "a field that the record gets later",
      remedy: "fields(r) lists them; has(r, \"name\") asks",
      example: ("r = (a = 1); r.b", "the record has no field b")),
    ErrorTopic(
      "value", "something has no value where one is needed",
      causes: "a call of print, a loop, an if without else", "assigning what has no value",
      remedy: "let the last expression of a block be its value",
      example: ("x = print(1)", "this has no value to assign")),
    ErrorTopic(
      "scope", "a function assigns to a part of a global variable",
      causes: "v[i] = x or r.a = x in a function, of a v or an r outside of it",
      remedy: "take it as a parameter, and return the changed value",
      example: nil),
  ]

  /// Statements that have rules of their own.
  static let statements = [
    ErrorTopic(
      "check", "a claim does not hold, or cannot be judged",
      causes: "the sides differ by more than the tolerance", "0 on the right side, which needs abs",
      "an estimate without se",
      remedy: "check a ≈ b tol 1e-6, abs 1e-12 near 0, se 4 for estimates; ?check",
      example: ("check 1 + 1 ≈ 3", "2 ≈ 3 does not hold")),
    ErrorTopic(
      "derive", "a derivation has a link that fails, or cannot be tried",
      causes: "a step that is wrong: a counterexample and what would mend it are shown",
      "a variable without a domain", "a condition that no point meets",
      remedy: "give every variable a domain, and conditions behind where; ?derive",
      example: ("derive (x in reals) { x + y = y + x }", "the variable y has no domain")),
    ErrorTopic(
      "density", "a density does not say what is asked of it",
      causes: "a factor that is missing: the message names the integral that it would be",
      "a name that is no variable of the density", "a variable without a value",
      remedy: "declare the factor, or give values by name: log p(x=1, z=0)",
      example: ("p(x) ~ Normal(0, 1)\nlog p(y=1)", "p has no variable y")),
    ErrorTopic(
      "distribution", "a distribution cannot do what is asked of it",
      causes: "no closed form: an entropy of a mixture, a family that is not exponential",
      remedy: "estimate it: E(z ~ D, -log_density(D, z)) is an entropy",
      example: (
        "entropy(Mixture([0.5, 0.5], Normal([0, 1], 1)))",
        "entropy: Mixture has no entropy in closed form; -log_density(D, z) averages to it over draws z"
      )),
    ErrorTopic(
      "expectation", "an expectation cannot be taken",
      causes: "a condition that never holds, or for one sample only",
      "method=\"exact\" of a distribution without a finite support",
      remedy: "more samples (n=), or without method=",
      example: (
        "E(z ~ Normal(0, 1), z | z > 100)", "the condition never holds: there is nothing to average"
      )),
    ErrorTopic(
      "estimate", "an estimate stands where a plain number is needed",
      causes: "a size, an index or a comparison by a Monte-Carlo value",
      remedy: "value(e) is its mean; check a ≈ b se 4 compares with its error",
      example: (
        "e = E(z ~ Normal(0, 1), exp(exp(z)), n=10); e > 0",
        "a comparison needs numbers, this is an estimate 2.790 ± 0.761"
      )),
    ErrorTopic(
      "training", "a training cannot begin, or go on",
      causes: "a model without floating numbers, or whose apply captures them",
      "a step that changes the shape of the state",
      remedy: "put what is to be trained into fields of the model; ?train",
      example: (
        "train((w = 1), m -> m.w)",
        "train: the model has no parameters: they are its fields that are floating numbers"
      )),
    ErrorTopic(
      "timeit", "timeit stands where nothing runs",
      causes: "timeit in a function that grad, vmap, iterate or train records",
      remedy: "time the whole call: timeit(grad(f)(x))",
      example: (
        "grad(x -> timeit(x^2).mean)(1.0)",
        "timeit measures what is run, and here a function is recorded to be compiled"
      )),
    ErrorTopic(
      "use", "modules bring each other in",
      causes: "a.gms uses b.gms, which uses a.gms: the message names the circle",
      remedy: "move what both need into a third module", example: nil),
    ErrorTopic(
      "command", "a command that begins with a colon cannot be done",
      causes: "a slip of the pen: the nearest is shown", "an argument that is missing",
      remedy: "?commands lists them", example: (":sorce f", "there is no command :sorce")),
    ErrorTopic(
      "setting", "a setting has no such name or value",
      causes: "a slip of the pen", "a number outside its range",
      remedy: ":set lists all with their values",
      example: (":set digits 99", "99 is no value of digits")),
  ]
}
