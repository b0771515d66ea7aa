import Testing

@testable import Plotting

/// Formats by the ending of a path, and frames in files of their own.
@Suite struct PictureTests {
  private let still = Figure(Line(x: [0, 1], y: [0, 1]))

  @Test func endingsNameFormats() {
    for (path, format) in [
      ("f.svg", Picture.Format.svg), ("a/b.c/F.PNG", .png), ("f.apng", .png), ("x.tar.pdf", .pdf),
      ("f.gif", .gif),
    ] {
      #expect(Picture.Format(path: path) == format)
    }
    for path in ["f", "f.jpg", ".svg", "", "a.svg/b", "f."] {
      #expect(Picture.Format(path: path) == nil, "\(path)")
    }
  }

  @Test func firstBytesTellTheFormat() throws {
    let starts: [Picture.Format: [UInt8]] = [
      .svg: Array("<svg ".utf8), .png: PNG.signature, .pdf: Array("%PDF-1".utf8),
      .gif: Array("GIF89a".utf8),
    ]
    for format in Picture.Format.allCases {
      let start = try #require(starts[format])
      #expect(try Picture.bytes(of: still, as: format).starts(with: start))
    }
  }

  @Test func framesAreNumbered() throws {
    let frames = Figure.frames([still, still, .rows([[still, still]])], seconds: 1)
    let files = try Picture.files(of: frames, path: "out/f-###.svg")
    #expect(files.map(\.path) == ["out/f-001.svg", "out/f-002.svg", "out/f-003.svg"])
    let sizes = Set(
      files.map {
        String(decoding: $0.bytes.prefix(200), as: UTF8.self).split(separator: "viewBox")[1].prefix(
          20)
      })
    #expect(sizes.count == 1)
    #expect(try Picture.files(of: still, path: "c#.svg").map(\.path) == ["c#.svg"])
    #expect(
      try Picture.files(of: frames, path: "#.png").map(\.path) == ["1.png", "2.png", "3.png"])
  }

  @Test func refusalsSayWhatToDo() throws {
    let frames = Figure.frames([still, still], seconds: 1)
    #expect(throws: PictureError.noFrames(.svg)) { try Picture.bytes(of: frames, as: .svg) }
    #expect(throws: PictureError.unknownFormat("jpg")) {
      try Picture.files(of: still, path: "f.jpg")
    }
    #expect(
      PictureError.unknownFormat("jpg").description
        == ".jpg is no picture: it is one of .svg, .png, .pdf, .gif")
    #expect(
      PictureError.noFrames(.svg).description
        == "svg holds no animation: save it as .png, .gif or .pdf, or number the frames as in frame-###.svg"
    )
    #expect(
      PictureError.tooLarge(width: 1e5, height: 2e5).description
        == "a picture of 100000 x 200000 pixels is too large")
  }

  @Test func nothingIsAPictureToo() throws {
    for figure in [Figure.rows([]), .rows([[]]), .frames([], seconds: 1), .panel(Panel(marks: []))]
    {
      for format in Picture.Format.allCases {
        #expect(try !Picture.bytes(of: figure, as: format).isEmpty)
      }
    }
  }
}
