import Testing

@testable import Workbench

/// `:where`: the way to the last error.
struct WhereaboutsTests {
  @Test func callsAreShownFromTheOutermost() {
    let prompt = Prompt()
    #expect(prompt.shows(":where") == "there was no error yet")
    prompt("f(A, x) = A @ x\ng(v, n=2) = f(eye(3), v)*n")
    #expect(prompt("1 + g([1, 2])").outcome == .failed)
    let text = prompt.shows(":where")
    #expect(
      text == """
        error[shape]: A @ x: inner sizes differ (3 vs 2)
        the statement
          1 + g([1, 2])
              ^^^^^^^^^
        in g, where v = [1, 2], n = 2, line 2
          g(v, n=2) = f(eye(3), v)*n
                      ^^^^^^^^^^^^
        in f, where A = f64[3×3], x = [1, 2], line 1
          f(A, x) = A @ x
                      ^
          A : f64[3×3]
          x : i64[2]
        """)
    prompt("1 + 1")
    #expect(prompt.shows(":where") == text)
  }

  /// What is at fault within the library is told at the user's call; the rest of the way is here.
  @Test func theLibraryHasItsLines() {
    let prompt = Prompt()
    prompt("use nn\nm = mlp(2, 4, 1)")
    #expect(prompt("m([1.0, 2, 3])").outcome == .failed)
    let text = prompt.shows(":where")
    #expect(text.contains("nn.gms:") && text.contains("the statement\n  m([1.0, 2, 3])"), "\(text)")
    #expect(Prompt { $0.isGolden = true }.shows(":where") == "there was no error yet")
  }
}
