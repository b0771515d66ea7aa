import Files
import Glibc
import Synchronization
import Tensors

/// Long work with files, which Ctrl-C ends: it is done in slices.
extension UnsafeRawBufferPointer {
  /// Hands the bytes to `body`, at most 1 MiB at a time.
  func forEachSlice<E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> Void) throws(E) {
    var start = 0
    while start < count {
      let end = start + Swift.min(count - start, 1 << 20)
      try body(UnsafeRawBufferPointer(rebasing: self[start..<end]))
      start = end
    }
  }
}

extension Interruption {
  /// Whether Ctrl-C was pressed.
  static func isWanted() -> Bool { flag.load(ordering: .relaxed) }
}

extension CRC32 {
  /// The checksum of parts of a file.
  static func of(_ parts: [FilePart]) throws(TensorError) -> UInt32 {
    var checksum = CRC32()
    for part in parts {
      try part.withSlices { (slice) throws(TensorError) in
        try Interruption.check()
        checksum.add(slice)
      }
    }
    return checksum.value
  }
}

extension FileSink {
  /// Writes parts of a file, gzipped or as they are.
  func write(_ parts: [FilePart], isPacked: Bool) throws(FileError) {
    guard isPacked else {
      return try forEachSlice(of: parts) { (slice) throws(FileError) in try write(slice) }
    }
    guard var packing = Deflation(.gzip) else { throw refused(ENOMEM) }
    try forEachSlice(of: parts) { (slice) throws(FileError) in
      try packing.add(slice) { (packed) throws(FileError) in try write(packed) }
    }
    try packing.finish { (packed) throws(FileError) in try write(packed) }
  }

  private func forEachSlice(
    of parts: [FilePart], _ body: (UnsafeRawBufferPointer) throws(FileError) -> Void
  ) throws(FileError) {
    for part in parts {
      try part.withSlices { (slice) throws(FileError) in
        if Interruption.isWanted() { throw refused(EINTR) }
        try body(slice)
      }
      // Asked behind it: what was cut before shows, what is cut later was copied.
      if let file = part.file, file.isChanged { throw .changed(path: file.path) }
    }
  }
}
