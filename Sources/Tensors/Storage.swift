import CKernels
import Synchronization

/// The bytes of a tensor: aligned to 64, counted by `MemoryBudget`, shared until written to.
final class Storage: @unchecked Sendable {
  // Sendable because a storage is written only while its one owner fills it, or after
  // `isKnownUniquelyReferenced` said that nobody else can see it.
  let bytes: UnsafeMutableRawPointer
  let byteCount: Int
  /// Who keeps the memory alive where it is not this storage's own.
  let owner: AnyObject?

  /// Memory of somebody else's, which the budget does not count.
  init(lent bytes: UnsafeMutableRawPointer, byteCount: Int, owner: AnyObject) {
    self.bytes = bytes
    self.byteCount = byteCount
    self.owner = owner
  }

  init(byteCount: Int) throws(TensorError) {
    try MemoryBudget.reserve(byteCount)
    gm_count_allocation()
    owner = nil
    self.byteCount = byteCount
    if let spare = SpareBlocks.take(byteCount) {
      bytes = spare
    } else {
      // Small blocks take the allocator's own 16 bytes of alignment: its fast path.
      bytes = UnsafeMutableRawPointer.allocate(
        byteCount: max(byteCount, 16), alignment: byteCount >= 256 ? 64 : 16)
    }
  }

  deinit {
    if owner != nil { return }
    if !SpareBlocks.keep(bytes, byteCount) { bytes.deallocate() }
    MemoryBudget.release(byteCount)
  }
}

/// The last few large blocks that were freed, for the next tensors of exactly their size.
///
/// A loop that makes a large tensor at each turn would otherwise get fresh pages from the kernel
/// each time, which costs more than filling them.
private enum SpareBlocks {
  private struct Block: @unchecked Sendable {
    // Sendable because nobody else holds a spare block.
    let bytes: UnsafeMutableRawPointer
    let byteCount: Int
  }

  private static let blocks = Mutex<[Block]>([])
  private static let sizes = (1 << 16)...(1 << 26)
  private static let most = 4

  /// A spare block of this size.
  static func take(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    guard sizes.contains(byteCount) else { return nil }
    let found = blocks.withLock { blocks -> Block? in
      guard let index = blocks.lastIndex(where: { $0.byteCount == byteCount }) else { return nil }
      return blocks.remove(at: index)
    }
    return found?.bytes
  }

  /// Keeps a freed block, in place of the oldest one where there are too many.
  ///
  /// - Returns: false for a block of another size, which is not kept.
  static func keep(_ bytes: UnsafeMutableRawPointer, _ byteCount: Int) -> Bool {
    guard sizes.contains(byteCount) else { return false }
    let block = Block(bytes: bytes, byteCount: byteCount)
    let oldest = blocks.withLock { blocks -> Block? in
      blocks.append(block)
      return blocks.count > most ? blocks.removeFirst() : nil
    }
    oldest?.bytes.deallocate()
    return true
  }
}
