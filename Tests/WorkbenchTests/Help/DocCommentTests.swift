import Testing

@testable import Workbench

/// The convention of comments.
struct DocCommentTests {
  @Test func everyPartIsRead() {
    let comment = DocComment(
      [
        "# Moves x. It stays where it was, as", "# Kepler et al. found. Newton 1687, book 3.",
        "#  kept  as it is",
        "# x: a place", "#   with more", "# a, b: ends", "# y: no parameter",
        "# example: f(1); g(2)",
        "# example: h(3)", "# -> 4", "# ->    5", "# example: k()", "# see: g, h",
        "# also: shift, move it",
      ], parameters: ["x", "a", "b"])
    #expect(comment.summary == "Moves x")
    #expect(comment.parameters.map(\.names) == [["x"], ["a", "b"]])
    #expect(comment.parameters.map(\.meaning) == ["a place with more", "ends"])
    #expect(comment.examples.map(\.statement) == ["f(1); g(2)\nh(3)", "k()"])
    #expect(comment.examples.map(\.output) == ["4\n   5", ""])
    #expect(comment.see == ["g", "h"] && comment.synonyms == ["shift", "move it"])
    #expect(comment.body.contains(" kept  as it is") && comment.body.contains("y: no parameter"))
  }

  @Test func theSourceIsTheLastSentenceWithAYear() {
    let comment = DocComment(["# Gradient descent: p - lr·g. Robbins et al. 1951, section 2."])
    #expect(comment.source == "Robbins et al. 1951, section 2")
    #expect(comment.body == ["Gradient descent: p - lr·g."])
    #expect(comment.summary == "Gradient descent: p - lr·g")
  }

  @Test func theFieldsOfAResultAreRead() {
    let comment = DocComment(
      ["# A bound.", "# x: a datum", "# .total: nats; the sum", "#   of both", "# .a b: no field"],
      parameters: ["x"])
    #expect(comment.results.map(\.name) == ["total"])
    #expect(comment.results.map(\.meaning) == ["nats; the sum of both"])
    #expect(comment.parameters.map(\.names) == [["x"]] && comment.body.contains(".a b: no field"))
  }

  @Test func nothingGivesNothing() {
    let comment = DocComment([String]())
    #expect(comment.summary.isEmpty && comment.body.isEmpty && comment.examples.isEmpty)
    #expect(DocComment(["#", "#"]).body.isEmpty)
    #expect(DocComment(["# -> 3"]).body == ["-> 3"])
  }

  @Test func definitionsAreFound() {
    let text = """
      # One.
      f(x, n=g(1, "("), rest...) = {
        # inner
        h(x) = x
      }
      no_comment(x) = x

      # Two,
      # in lines.
      long(
        a, b=2
      ) = a
      # A value.
      beta = 3
      # Not one.
      check 1 ≈ 1
      # Nor this.
      p(x) ~ Normal(0, 1)
      """
    let found = LibraryDefinition.all(in: text, of: "m")
    #expect(found.map(\.name) == ["f", "long", "β"])
    #expect(found.map(\.heading) == ["f(x, n=g(1, \"(\"), rest...)", "long(a, b=2)", "beta"])
    #expect(found[1].comment == ["# Two,", "# in lines."])
  }
}
