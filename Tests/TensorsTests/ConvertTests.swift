import Testing

@testable import Tensors

@Suite struct ConvertTests {
  @Test(arguments: [
    (Scalar.bool(true), Scalar.int(1)), (.bool(false), .float(0)), (.bool(true), .float32(1)),
    (.bool(true), .complex(Complex128(1))), (.int(3), .bool(true)), (.int(0), .bool(false)),
    (.int(-3), .float(-3)), (.int(16_777_217), .float32(16_777_216)),
    (.int(2), .complex(Complex128(2))), (.float(2), .int(2)), (.float(-0.0), .int(0)),
    (.float(0.1), .float32(0.1)), (.float(1e300), .float32(.infinity)),
    (.float32(0.5), .float(0.5)), (.float(0.5), .bool(true)), (.float(.nan), .bool(true)),
    (.float(0.5), .complex(Complex128(0.5))), (.complex(Complex128(2, -0.0)), .float(2)),
    (.complex(Complex128(2)), .int(2)), (.complex(Complex128(0.5)), .float32(0.5)),
    (.float(9_223_372_036_854_774_784), .int(9_223_372_036_854_774_784)),
  ])
  func values(_ from: Scalar, _ to: Scalar) throws {
    for shape in [Shape.scalar, Shape([2, 3]), Shape([0])] {
      let result = try Tensor(repeating: from, shape).converted(to: to.type)
      #expect(result.hasSameBits(as: try Tensor(repeating: to, shape)))
    }
  }

  @Test(arguments: [
    (Scalar.float(0.5), ElementType.i64), (.float(.nan), .i64), (.float(.infinity), .i64),
    (.float(9_223_372_036_854_775_808), .i64), (.float32(1e20), .i64),
    (.complex(Complex128(1, 0.5)), .f64), (.complex(Complex128(1, .nan)), .f64),
    (.complex(Complex128(0.5)), .i64), (.complex(Complex128(0, 1)), .bool),
  ])
  func refused(_ from: Scalar, _ to: ElementType) throws {
    let x = try Tensor(repeating: from, Shape([2]))
    #expect(throws: TensorError.self) { try x.converted(to: to) }
  }

  @Test func nothingToConvert() throws {
    for type in ElementType.allCases {
      let x = try Tensor(repeating: Tensor.zero(type), Shape([2]))
      #expect(try x.converted(to: type).hasSameBits(as: x))
    }
  }
}
