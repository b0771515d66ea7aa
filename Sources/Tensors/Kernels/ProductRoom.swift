import CKernels
import Foundation

/// Memory of the calling thread for the packed operands of products and the blocks of passes: it grows to the largest that was
/// needed and is given back when the thread ends.
///
/// What a slot holds lasts until the same slot is asked for again on the same thread.
enum ProductRoom {
  /// What a thread needs memory for at the same time.
  enum Slot: Int, CaseIterable {
    /// The packed right factor, which other threads read too.
    case right
    /// The packed rows of the left factor of one task.
    case left
    /// A product that is computed transposed.
    case transposed
    /// The blocks of an elementwise pass, which may run on finished rows of a product.
    case pass
  }

  private struct Block {
    var bytes: UnsafeMutableRawPointer?
    var size = 0
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { blocks in
      guard let blocks else { return }
      let first = blocks.assumingMemoryBound(to: Block.self)
      for slot in Slot.allCases { first[slot.rawValue].bytes?.deallocate() }
      first.deallocate()
    }
    return key
  }()

  /// Room for so many elements, aligned to 64 bytes.
  static func take<S: BitwiseCopyable>(
    _ slot: Slot, _ count: Int, of: S.Type
  ) -> UnsafeMutablePointer<S> {
    take(slot, bytes: count * MemoryLayout<S>.stride).assumingMemoryBound(to: S.self)
  }

  private static func take(_ slot: Slot, bytes: Int) -> UnsafeMutableRawPointer {
    let block = blocks() + slot.rawValue
    // For a sanitizer every room is a new one, and no larger than it has to be.
    if let known = block.pointee.bytes, block.pointee.size >= bytes, !gm_is_sanitized {
      return known
    }
    block.pointee.bytes?.deallocate()
    let size = gm_is_sanitized ? bytes : max(bytes, 1 << 14)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    block.pointee = Block(bytes: memory, size: size)
    return memory
  }

  private static func blocks() -> UnsafeMutablePointer<Block> {
    if let known = pthread_getspecific(key) { return known.assumingMemoryBound(to: Block.self) }
    let count = Slot.allCases.count
    let blocks = UnsafeMutablePointer<Block>.allocate(capacity: count)
    blocks.initialize(repeating: Block(), count: count)
    pthread_setspecific(key, blocks)
    return blocks
  }
}
