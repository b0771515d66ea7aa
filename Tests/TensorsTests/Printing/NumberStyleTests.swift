import Tensors
import Testing

@Suite struct NumberStyleTests {
  @Test(
    arguments: [
      (0.5, "0.5"), (1, "1.0"), (-0.0, "-0.0"), (0, "0.0"), (-2.5, "-2.5"), (.nan, "nan"),
      (-.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (1e-7, "1e-07"),
      (1.5e-7, "1.5e-07"), (1e10, "1e+10"), (1e100, "1e+100"),
      (.leastNonzeroMagnitude, "4.94066e-324"),
      (1.7976931348623157e308, "1.79769e+308"), (0.0001, "0.0001"), (0.00001, "1e-05"),
      (123456, "123456.0"), (1234567, "1.23457e+06"), (999999.5, "1e+06"), (99999.96, "100000.0"),
      (0.1 + 0.2, "0.3"), (1.0 / 3, "0.333333"), (-1.00312, "-1.00312"), (100000, "100000.0"),
    ] as [(Double, String)])
  func sixDigits(_ x: Double, _ text: String) {
    #expect(NumberStyle().format(x) == text)
  }

  @Test func digits() {
    #expect(NumberStyle(digits: 17).format(0.1) == "0.10000000000000001")
    #expect(NumberStyle(digits: 17).format(1e16) == "10000000000000000.0")
    #expect(NumberStyle(digits: 16).format(0.1) == "0.1")
    #expect(NumberStyle(digits: 1).format(0.25) == "0.2")
    #expect(NumberStyle(digits: 1).format(0.75) == "0.8")
    #expect(NumberStyle(digits: 1).format(10.0) == "1e+01")
    #expect(NumberStyle(digits: 99).digits == 17)
    #expect(NumberStyle(digits: -1).digits == 1)
    #expect(NumberStyle(digits: 17).format(0.1 as Float) == "0.100000001")
    #expect(NumberStyle().format(0.1 as Float) == "0.1")
  }

  @Test func notations() {
    let fixed = NumberStyle(notation: .fixed), scientific = NumberStyle(notation: .scientific)
    #expect(fixed.format(1.5e-7) == "0.00000015")
    #expect(fixed.format(1234567.0) == "1234570.0")
    #expect(fixed.format(1e10) == "10000000000.0")
    #expect(scientific.format(0.5) == "5e-01")
    #expect(scientific.format(-123.456) == "-1.23456e+02")
    #expect(scientific.format(0.0) == "0.0")
    #expect(scientific.format(Double.infinity) == "inf")
  }

  @Test func scalars() {
    let style = NumberStyle()
    #expect(style.format(Scalar.int(-3)) == "-3")
    #expect(style.format(Int.min) == "-9223372036854775808")
    #expect(style.format(Scalar.bool(true)) == "true")
    #expect(style.format(Scalar.float32(2)) == "2.0")
    #expect(style.format(Complex128(0, 0.5)) == "0.0 + 0.5i")
    #expect(style.format(Complex128(0.5, -0.25)) == "0.5 - 0.25i")
    #expect(style.format(Complex128(-1, -0.0)) == "-1.0 - 0.0i")
    #expect(style.format(Complex128(.nan, .infinity)) == "nan + infi")
    #expect(style.format(Scalar.complex(Complex128(1e-9, 1e9))) == "1e-09 + 1e+09i")
  }
}
