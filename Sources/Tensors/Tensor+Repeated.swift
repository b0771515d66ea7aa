import Foundation

extension Tensor {
  /// The element that all others have the bits of; nil for none and for elements that differ.
  public var repeatedElement: Scalar? {
    guard count > 0 else { return nil }
    // Shifted by one element the bytes are the same.
    let length = storage.byteCount - type.size
    return memcmp(storage.bytes, storage.bytes + type.size, length) == 0 ? self[flat: 0] : nil
  }
}
