import Testing

@testable import Workbench

/// Sets by formula and bundled tables.
struct DataSetTests {
  /// How each set of module planar is made, with the number of coordinates, and half the side of a
  /// square that holds it, in so many steps.
  static let sets: [(set: String, dimensions: Int, edge: Double, steps: Int)] = [
    ("two_moons(0.3)", 2, 5, 50), ("swiss_roll(1)", 2, 11, 40), ("spirals(0.5)", 2, 7, 40),
    ("swiss_roll(1, dimensions=3)", 3, 11, 0), ("rings(σ=0.4)", 2, 6, 50),
    ("checkerboard()", 2, 4, 8), ("gaussians8()", 2, 6, 50), ("gaussians25(σ=0.4)", 2, 7, 50),
    ("pinwheel(radial=0.3, tangential=0.3)", 2, 6, 100),
    ("pinwheel(arms=2, twist=0, tangential=0.3)", 2, 6, 100),
    ("pinwheel(arms=1, twist=0.1)", 2, 6, 100),
  ]

  /// Draws are f64 of the right shape, distinct, and lie where the density is finite; the densities of a
  /// batch are those of its rows.
  @Test(arguments: sets) func drawsHaveADensity(
    set: String, dimensions: Int, edge: Double, steps: Int
  ) {
    let prompt = Prompt()
    prompt("use data; D = \(set); x = sample(D, 200); l = log_density(D, x)")
    #expect(prompt.shows("type(x)") == "\"f64[200×\(dimensions)]\"")
    #expect(prompt.shows("all(x[1:199, :] != x[2:200, :])") == "true")
    #expect(prompt.shows("all(isfinite(l)) and size(l) == 200") == "true")
    #expect(prompt.shows("l[7] ≈ log_density(D, x[7, :])") == "true")
    #expect(
      prompt.shows("sum(log_density(D, reshape(x, 20, 10, \(dimensions)))) ≈ sum(l)") == "true")
    #expect(prompt.shows("shape(log_density(D, zeros(0, \(dimensions))))") == "(0,)")
    #expect(prompt.shows("log_density(D, full(nan, \(dimensions)))") == "nan")
  }

  /// The density is that of a distribution: its sum over a grid is 1.
  @Test(arguments: sets.filter { $0.steps > 0 }) func densitiesHaveTheIntegralOne(
    set: String, dimensions: Int, edge: Double, steps: Int
  ) {
    let prompt = Prompt()
    prompt("use data; n = \(steps); t = \(edge)*((1:n)/n*2 - (n + 1)/n)")
    prompt("x = vmap(u -> stack((t, u + 0*t), axis=2))(t)")
    prompt("total = (2*\(edge)/n)^2*sum(exp(log_density(\(set), reshape(x, n*n, 2))))")
    #expect(prompt.shows("abs(total - 1) < 1e-6") == "true", "\(prompt.shows("total"))")
  }

  /// Means and variances are those of draws, up to five standard errors.
  @Test(arguments: sets) func momentsAreThoseOfDraws(
    set: String, dimensions: Int, edge: Double, steps: Int
  ) {
    let prompt = Prompt()
    prompt("use data; seed(5); D = \(set); n = 2000; x = sample(D, n)")
    guard prompt.shows("has(D, \"mean\")") == "true" else {
      #expect(set.hasPrefix("pinwheel(arms="))
      return
    }
    prompt("z = x - mean(D); c = z' @ z/n")
    #expect(prompt.shows("all(abs(mean(z, axis=1)) < 5*sqrt(var(D)/n))") == "true")
    #expect(prompt.shows("var(D) ≈ diag(cov(D))") == "true")
    // Var z_i z_j ≤ √(E z_i⁴ E z_j⁴).
    prompt("m = sqrt(mean(z^4, axis=1)/n)")
    #expect(prompt.shows("all(abs(c - cov(D)) < 5*sqrt(outer(m, m)))") == "true")
  }

  /// The score is the derivative of the log density, at any place.
  @Test(arguments: sets.filter { !$0.set.hasPrefix("checkerboard") }) func scoresAreDerivatives(
    set: String, dimensions: Int, edge: Double, steps: Int
  ) {
    let prompt = Prompt()
    prompt("use data; D = \(set); f(x) = log_density(D, x)")
    let place = dimensions == 2 ? "[0.4, -0.7]" : "[0.4, 1.5, -0.7]"
    let reply = prompt("check grad(f)(\(place))")
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
    #expect(prompt.shows("all(isfinite(grad(f)(zeros(\(dimensions)))))") == "true")
  }

  @Test(arguments: [("digits", 1797, 65), ("iris", 150, 5), ("wine", 178, 14)])
  func tablesAreWhole(name: String, rows: Int, columns: Int) throws {
    let table = try #require(BundledTable(rawValue: name))
    let tensor = try table.tensor()
    #expect(tensor.shape.extents == [rows, columns])
    let numbers = tensor.elements(as: Double.self)
    #expect(numbers.allSatisfy { $0.isFinite && $0 >= 0 })
    #expect(table.text.hasPrefix("# ") && table.text.contains("licence CC BY 4.0"))
    let prompt = Prompt()
    prompt("use data")
    #expect(prompt.shows("len(features(\"\(name)\")) == size(\(name)().x, 2)") == "true")
    #expect(prompt.shows("kind(\(name)().y)") == "\"i64\"")
    #expect(
      prompt.shows("len(classes(\"\(name)\")) == max(\(name)().y) - min(\(name)().y) + 1") == "true"
    )
  }

  @Test func everyTableIsTested() {
    #expect(BundledTable.allCases.map(\.rawValue) == ["digits", "iris", "wine"])
  }
}
