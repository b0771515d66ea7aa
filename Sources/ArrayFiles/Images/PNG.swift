import CCodecs
import Files
import Tensors

/// A PNG image as a tensor of numbers from 0 to 1: height × width of grey, with a third axis of 2 (grey,
/// alpha), 3 (red, green, blue) or 4 (and alpha) otherwise.
///
/// A sample v of 8 bits is v/255, of 16 bits v/65535, so that writing it gives v again. No gamma is
/// applied. Fewer bits and palettes are expanded to 8.
enum PNG: ArrayFormat {
  static let name = "PNG"
  static let endings = [".png"]

  static let magic: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.starts(with: magic) }

  static func read(_ file: FileBytes, _ options: ArrayOptions) throws(ArrayFileError)
    -> ArrayContent
  {
    let whole = Complaint(path: file.path, format: name)
    var heading = gm_png(), reason = [CChar](repeating: 0, count: 128)
    let opened = gm_png_open(
      file.base.assumingMemoryBound(to: UInt8.self), file.count, &heading, &reason)
    guard let opened else { throw damage(reason, whole) }
    let (height, width, channels) = (Int(heading.height), Int(heading.width), Int(heading.channels))
    let shape = Shape(channels == 1 ? [height, width] : [height, width, channels])
    let size = height * Int(heading.row_bytes)
    // A packed byte stands for 1032 at most, each of which may be 8 pixels.
    guard height * Int(heading.stored_row_bytes) / 1032 <= file.count else {
      gm_png_close(opened)
      throw whole.damaged("its \(width)×\(height) pixels cannot come from \(file.count) bytes")
    }
    do throws(TensorError) { try MemoryBudget.reserve(size) } catch {
      gm_png_close(opened)
      throw .tensor(error)
    }
    defer { MemoryBudget.release(size) }
    let rows = UnsafeMutableRawPointer.allocate(byteCount: max(size, 1), alignment: 16)
    defer { rows.deallocate() }
    rows.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    guard
      gm_png_read(
        opened, rows.assumingMemoryBound(to: UInt8.self), { Interruption.isWanted() }, &reason)
    else {
      if Interruption.isWanted() { throw .tensor(.interrupted) }
      throw damage(reason, whole)
    }
    let isWide = heading.depth == 16
    do throws(TensorError) {
      let tensor = try Tensor(shape, .f64) { target in
        let out = target.assumingMemoryBound(to: Double.self)
        for k in 0..<shape.count {
          if k & 0xFFFF == 0, Interruption.isWanted() { return }
          out[k] =
            isWide
            ? Double(rows.loadUnaligned(fromByteOffset: 2 * k, as: UInt16.self)) / 65535
            : Double(rows.load(fromByteOffset: k, as: UInt8.self)) / 255
        }
      }
      try Interruption.check()
      return .tensor(tensor)
    } catch { throw .tensor(error) }
  }

  /// What is wrong, in libpng's words, which the place stands behind in parentheses.
  private static func damage(_ reason: [CChar], _ whole: Complaint) -> ArrayFileError {
    let text = String(
      decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard text.hasSuffix(")"), let start = text.lastIndex(of: "(") else {
      return whole.damaged(text)
    }
    let words = text[..<start].split(separator: " ").joined(separator: " ")
    return whole.damaged(words, place: String(text[text.index(after: start)...].dropLast()))
  }

  static func parts(
    of content: ArrayContent, _ options: ArrayOptions
  ) throws(ArrayFileError) -> [FilePart] {
    guard case .tensor(let tensor) = content, let channels = channels(of: tensor.shape),
      tensor.shape.extents.prefix(2).allSatisfy({ $0 > 0 && $0 <= 1 << 20 })
    else {
      throw .unwritable(
        format: name,
        reason: "an image is height × width, or height × width × 1 to 4, not \(content.words)",
        hint: "plot(x) is a picture of any tensor")
    }
    let isWide = options.depth == 16
    let samples = try samples(of: tensor, full: isWide ? 65535 : 255)
    let bytes = isWide ? samples.withUnsafeBytes(Array.init) : samples.map { UInt8($0) }
    let width = tensor.shape[1]
    var heading = gm_png(
      width: UInt32(width), height: UInt32(tensor.shape[0]), channels: Int32(channels),
      depth: isWide ? 16 : 8, row_bytes: width * channels * (isWide ? 2 : 1), stored_row_bytes: 0)
    var taken: [UInt8] = []
    let isWritten = withUnsafeMutablePointer(to: &taken) { taken in
      gm_png_write(
        &heading, bytes, { Interruption.isWanted() },
        { taken, bytes, count in
          taken?.assumingMemoryBound(to: [UInt8].self).pointee
            .append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
        }, taken)
    }
    guard isWritten else {
      if Interruption.isWanted() { throw .tensor(.interrupted) }
      throw .unwritable(format: name, reason: "libpng has refused the image", hint: nil)
    }
    return [.bytes(taken)]
  }

  private static func channels(of shape: Shape) -> Int? {
    switch shape.rank {
    case 2: 1
    case 3 where (1...4).contains(shape[2]): shape[2]
    default: nil
    }
  }

  /// The samples as integers: numbers from 0 to 1 rounded to the nearest, integers as they are.
  private static func samples(
    of tensor: Tensor, full: Double
  ) throws(ArrayFileError) -> [UInt16] {
    guard tensor.type != .c128 else {
      throw .unwritable(
        format: name, reason: "the tensor is complex, and a sample is one number",
        hint: "abs(x) is real; a name that ends in .npy holds complex numbers")
    }
    let most = tensor.type == .i64 ? "\(Int(full))" : "1"
    var samples: [UInt16] = []
    samples.reserveCapacity(tensor.count)
    for position in 0..<tensor.count {
      if position & 0xFFFF == 0, Interruption.isWanted() { throw .tensor(.interrupted) }
      let number: Double
      switch tensor[flat: position] {
      case .bool(let b): number = b ? full : 0
      case .int(let x): number = Double(x)
      case .float32(let x): number = Double(x) * full
      case .float(let x): number = x * full
      case .complex: number = .nan
      }
      let index = { tensor.shape.index(ofFlat: position).map { "\($0 + 1)" } }
      if number.isNaN {
        throw .unwritable(
          format: name,
          reason: "the number at [\(index().joined(separator: ", "))] is nan, which has no colour",
          hint: "where(isnan(x), 0, x) makes it black")
      }
      guard number >= 0, number <= full else {
        throw .unwritable(
          format: name,
          reason: "the number at [\(index().joined(separator: ", "))] is not from 0 to \(most)",
          hint: "max(0, min(\(most), x)) cuts off what is beyond")
      }
      samples.append(UInt16(number.rounded()))
    }
    return samples
  }
}

extension Shape {
  /// The index of an element by its position in row-major order.
  fileprivate func index(ofFlat position: Int) -> [Int] {
    var rest = position, index: [Int] = []
    for stride in strides {
      index.append(rest / max(stride, 1))
      rest %= max(stride, 1)
    }
    return index
  }
}
