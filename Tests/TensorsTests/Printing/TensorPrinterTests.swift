import Tensors
import Testing

@Suite struct TensorPrinterTests {
  @Test func scalarsHaveNoHeader() throws {
    #expect(try Tensor(0.5).formatted(NumberStyle()) == "0.5")
    #expect(try Tensor(3).formatted(NumberStyle()) == "3")
    #expect(try Tensor(Complex128(0, -1)).formatted(NumberStyle()) == "0.0 - 1.0i")
  }

  @Test func emptyTensorsAreTheirHeader() throws {
    #expect(try Tensor(Shape([0]), [Double]()).formatted(NumberStyle()) == "f64[0]")
    #expect(try Tensor(Shape([2, 0, 3]), [Bool]()).formatted(NumberStyle()) == "bool[2×0×3]")
  }

  @Test func vectors() throws {
    try prints(
      Tensor(Shape([3]), [1.0, 2, 3]),
      """
      f64[3]
         1.0  2.0  3.0
      """)
    try prints(
      Tensor(Shape([3]), [-1, 20, 3]),
      """
      i64[3]
        -1  20  3
      """)
    try prints(
      Tensor(Shape([2]), [true, false]),
      """
      bool[2]
        true  false
      """)
    try prints(
      Tensor(Shape([3]), [0.1 as Float, .nan, 1e20]),
      """
      f32[3]
         0.1  nan  1e+20
      """)
    try prints(
      Tensor(Shape([2]), [Complex128(0, 0.5), Complex128(0, -0.5)]),
      """
      c128[2]
        0.0 + 0.5i
        0.0 - 0.5i
      """)
    try prints(
      Tensor(Shape([2]), [Complex128(-10.25, 0.5), Complex128(0, -12)]),
      """
      c128[2]
        -10.25 + 0.5i
           0.0 - 12.0i
      """)
  }

  @Test func longVectorsFillTheWidth() throws {
    try prints(
      Tensor.range(from: -1, count: 12, step: 9).converted(to: .f64),
      """
      f64[12]
         -1.0   8.0  17.0  26.0
         35.0  44.0  53.0  62.0
         71.0  80.0  89.0  98.0
      """, NumberStyle(width: 30))
  }

  @Test func matrices() throws {
    try prints(
      Tensor(Shape([2, 2]), [0, -0.5, 0.5, 0]),
      """
      f64[2×2]
         0.0  -0.5
         0.5   0.0
      """)
    try prints(
      Tensor(Shape([3, 2]), [-1, 2.25, 3, 10, .nan, 1e-7]),
      """
      f64[3×2]
        -1.0   2.25
         3.0  10.0
         nan   1e-07
      """)
    try prints(
      Tensor(Shape([2, 2]), [1, -20, 300, 4]),
      """
      i64[2×2]
           1  -20
         300    4
      """)
    try prints(
      Tensor(Shape([1, 2]), [Complex128(0, 1), Complex128(-1, -0.5)]),
      """
      c128[1×2]
        0.0 + 1.0i  -1.0 - 0.5i
      """)
  }

  @Test func slices() throws {
    try prints(
      Tensor.range(from: 1, count: 8, step: 1).reshaped(to: Shape([2, 1, 2, 2])),
      """
      i64[2×1×2×2]
        [1, 1, :, :]
           1  2
           3  4
        [2, 1, :, :]
           5  6
           7  8
      """)
  }

  @Test func bigTensorsShowTheirCorners() throws {
    try prints(
      Tensor.range(from: 1, count: 40000, step: 1).reshaped(to: Shape([200, 200])),
      """
      i64[200×200]
             1      2  ...    199    200
           201    202  ...    399    400
           401    402  ...    599    600
        ...
         39401  39402  ...  39599  39600
         39601  39602  ...  39799  39800
         39801  39802  ...  39999  40000
        min 1  mean 20000.5  max 40000
        6 of 200 rows, 4 of 200 columns
      """, NumberStyle(width: 40))
    try prints(
      Tensor.linspace(0, 1, count: 41).reshaped(to: Shape([1, 41])),
      """
      f64[1×41]
         0.0  0.025  0.05  ...  0.975  1.0
        min 0.0  mean 0.5  max 1.0  nan 0
        5 of 41 columns
      """, NumberStyle(width: 40))
    try prints(
      Tensor.identity(9, .bool).reshaped(to: Shape([81])),
      """
      bool[81]
         true  false  false  false  false
        false  false  false  false  false
         true  false  false  false  false
        false  false  false  false  false
         true  false  false  false  false
        false  false  false  false  false
        ...
        false  false  false  false  false
        false  false  false  false   true
        false  false  false  false  false
        false  false  false  false   true
        false  false  false  false  false
        false  false  false  false   true
        true 9  false 72
        60 of 81 elements
      """, NumberStyle(width: 40, limit: 80))
  }

  @Test func statisticsLeaveNanOut() throws {
    var values = [Double](repeating: 2, count: 1200)
    values[3] = .nan
    values[1100] = -4
    let text = try Tensor(Shape([1200]), values).formatted(NumberStyle())
    #expect(text.hasSuffix("\n  min -4.0  mean 1.995  max 2.0  nan 1\n  60 of 1200 elements"))
    let nans = try Tensor(repeating: .float(.nan), Shape([1001])).formatted(NumberStyle())
    #expect(nans.hasSuffix("\n  nan 1001\n  60 of 1001 elements"))
    let z = try Tensor(repeating: .complex(Complex128(3, 4)), Shape([40, 40]))
    let footer = "\n  modulus: min 5.0  mean 5.0  max 5.0  nan 0\n  6 of 40 rows, 6 of 40 columns"
    #expect(z.formatted(NumberStyle()).hasSuffix(footer))
  }

  @Test func noLineIsTooWideNorEndsInBlanks() throws {
    for columns in [1, 5, 17, 60, 300] {
      for width in [20, 40, 80] {
        let x = try Tensor.linspace(-1, 1e3, count: 7 * columns).reshaped(to: Shape([7, columns]))
        for tensor in [x, try x.reshaped(to: Shape([7 * columns])), try x.converted(to: .f32)] {
          let text = tensor.formatted(NumberStyle(width: width))
          for line in text.split(separator: "\n").dropFirst()
          where !line.contains("mean") && !line.contains(" of ") {
            #expect(line.count <= width && line.last != " ", "\(columns) \(width)")
          }
        }
      }
    }
  }

  private func prints(
    _ tensor: Tensor, _ text: String, _ style: NumberStyle = NumberStyle()
  ) {
    #expect(tensor.formatted(style) == text)
  }
}
