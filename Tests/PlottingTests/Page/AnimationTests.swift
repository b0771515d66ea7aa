import CPicture
import Testing

@testable import Plotting

/// Animations, taken apart again.
@Suite struct AnimationTests {
  private let figures = (0..<4).map { number in
    Figure(
      Line(x: [0, 1, 2, 3], y: [0, Double(number), 1, 2], label: number == 2 ? "frame" : nil))
  }
  private let style = PageStyle(width: 150, height: 100)

  private func animation(seconds: Double = 0.25) -> Figure { .frames(figures, seconds: seconds) }

  private func pixels(_ frame: Int, dpi: Double = 96) throws -> [UInt32] {
    try Bitmap.pixels(Page.scene(animation(), frame: frame, style), dpi: dpi).colours.map(word)
  }

  private func word(_ colour: Colour) -> UInt32 {
    UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue)
  }

  /// The parts of a colour.
  private func parts(_ word: UInt32) -> [Int] { [16, 8, 0].map { Int(word >> $0 & 255) } }

  private func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  /// The chunks come in order with their checksums, and the frames put together are those drawn.
  @Test func apngIsWhatWasDrawn() throws {
    let bytes = try Picture.bytes(of: animation(), as: .png, style: style)
    let chunks = PNG.chunks(bytes)
    #expect(PNG.bytes(chunks) == bytes)
    #expect(chunks.first?.type == "IHDR" && chunks.last?.type == "IEND")
    let control = try #require(chunks.first { $0.type == "acTL" })
    #expect(control.data == [0, 0, 0, 4, 0, 0, 0, 0])
    var numbers: [Int] = []
    var canvas = [UInt32](repeating: 0, count: 150 * 100)
    var frames: [(control: [UInt8], data: [UInt8])] = []
    for chunk in chunks {
      switch chunk.type {
      case "fcTL":
        numbers.append(number(chunk.data[0..<4]))
        frames.append((chunk.data, []))
      case "IDAT": frames[0].data += chunk.data
      case "fdAT":
        numbers.append(number(chunk.data[0..<4]))
        frames[frames.count - 1].data += chunk.data.dropFirst(4)
      default: break
      }
    }
    #expect(numbers == Array(0..<numbers.count))
    #expect(frames.count == 4)
    for (index, frame) in frames.enumerated() {
      let control = frame.control
      let size = Array(control[4..<12])
      #expect(control[20..<24].elementsEqual([0, 250, 3, 232]))
      let file = PNG.bytes([
        PNG.Chunk(type: "IHDR", data: size + chunks[0].data[8...]),
        PNG.Chunk(type: "IDAT", data: frame.data), PNG.Chunk(type: "IEND", data: []),
      ])
      let part = try #require(BitmapTests.decoded(file))
      let x = number(control[12..<16]), y = number(control[16..<20])
      for row in 0..<part.height {
        for column in 0..<part.width {
          canvas[(y + row) * 150 + x + column] = part.words[row * part.width + column] & 0xFFFFFF
        }
      }
      #expect(canvas == (try pixels(index)))
      if index > 0 { #expect(part.width * part.height < 150 * 100) }
    }
  }

  private final class Source {
    var bytes: ArraySlice<UInt8>
    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }
  }

  /// The frames of a GIF as giflib reads it, with the delays in hundredths.
  private func decodedGIF(
    _ bytes: [UInt8]
  ) throws -> (frames: [[UInt32]], delays: [Int], loops: Bool) {
    let source = Source(bytes)
    var status: Int32 = 0
    let opened = DGifOpen(
      Unmanaged.passUnretained(source).toOpaque(),
      { file, data, count in
        guard let handle = file?.pointee.UserData, let data else { return 0 }
        let source = Unmanaged<Source>.fromOpaque(handle).takeUnretainedValue()
        let part = source.bytes.prefix(Int(count))
        for (index, byte) in part.enumerated() { data[index] = byte }
        source.bytes.removeFirst(part.count)
        return Int32(part.count)
      }, &status)
    let file = try #require(opened)
    defer { DGifCloseFile(file, &status) }
    #expect(DGifSlurp(file) == GIF_OK)
    let width = Int(file.pointee.SWidth), height = Int(file.pointee.SHeight)
    var canvas = [UInt32](repeating: 0, count: width * height)
    var frames: [[UInt32]] = [], delays: [Int] = []
    for index in 0..<Int(file.pointee.ImageCount) {
      let image = file.pointee.SavedImages[index], place = image.ImageDesc
      let map = try #require(place.ColorMap)
      for row in 0..<Int(place.Height) {
        for column in 0..<Int(place.Width) {
          let colour = map.pointee.Colors[Int(image.RasterBits[row * Int(place.Width) + column])]
          canvas[(Int(place.Top) + row) * width + Int(place.Left) + column] = word(
            Colour(colour.Red, colour.Green, colour.Blue))
        }
      }
      var control = GraphicsControlBlock()
      if DGifSavedExtensionToGCB(file, Int32(index), &control) == GIF_OK {
        delays.append(Int(control.DelayTime))
      }
      frames.append(canvas)
    }
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    return (frames, delays, text.contains("NETSCAPE2.0"))
  }

  @Test func gifIsWhatWasDrawn() throws {
    let gif = try decodedGIF(try Picture.bytes(of: animation(), as: .gif, style: style))
    #expect(gif.frames.count == 4)
    #expect(gif.delays == [25, 25, 25, 25])
    #expect(gif.loops)
    for (index, frame) in gif.frames.enumerated() {
      let drawn = try pixels(index)
      let far = zip(frame, drawn).filter { pair in
        zip(parts(pair.0), parts(pair.1)).contains { abs($0.0 - $0.1) > 24 }
      }
      #expect(far.isEmpty)
      let equal = zip(frame, drawn).filter { $0 == $1 }.count
      #expect(equal > drawn.count * 9 / 10)
    }
  }

  /// With few colours a GIF has exactly those, and a still one does not move.
  @Test func gifOfFewColoursIsExact() throws {
    var style = style
    style.width = 40
    style.height = 30
    let figure = Figure(Bars(x: [1, 2], heights: [2, 1]))
    let gif = try decodedGIF(try Picture.bytes(of: figure, as: .gif, style: style))
    let drawn = try Bitmap.pixels(Page.scene(figure, style)).colours
    #expect(Set(drawn).count <= 256)
    #expect(gif.frames == [drawn.map(word)])
    #expect(gif.delays.isEmpty && !gif.loops)
  }

  @Test func delaysAreHeld() {
    let scene = Page.scene(figures[0], style)
    for (seconds, hundredths) in [
      (0.1, 10), (0, 1), (-3, 1), (.nan, 10), (.infinity, 65_535), (1e300, 65_535),
    ] {
      let animation = Animation(count: 1, seconds: seconds) { _ in scene }
      #expect(animation.delay(parts: 100) == hundredths)
    }
  }

  @Test func changesAreFound() {
    let blank = [UInt32](repeating: 0, count: 20)
    var other = blank
    #expect(Change(from: blank, to: other, width: 5) == Change(x: 0, y: 0, width: 1, height: 1))
    other[7] = 1
    other[14] = 1
    #expect(Change(from: blank, to: other, width: 5) == Change(x: 2, y: 1, width: 3, height: 2))
  }
}
