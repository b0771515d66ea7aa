import CKernels
import Glibc
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
    guard let bytes = SpareBlocks.take(byteCount) ?? Storage.memory(byteCount) else {
      MemoryBudget.release(byteCount)
      throw .memory(bytes: byteCount, available: min(byteCount, MemoryBudget.available()))
    }
    self.bytes = bytes
  }

  deinit {
    if owner != nil { return }
    if !SpareBlocks.keep(bytes, byteCount) { free(bytes) }
    MemoryBudget.release(byteCount)
  }

  /// Memory for so many bytes; nil where the system has none, as under a limit on the address space.
  private static func memory(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    // Small blocks take the allocator's own 16 bytes of alignment: its fast path.
    if byteCount < 256 { return malloc(gm_is_sanitized ? max(byteCount, 1) : max(byteCount, 16)) }
    if let memory = aligned_alloc(64, (byteCount &+ 63) & ~63) { return memory }
    // Blocks that are kept for later may be what is missing.
    SpareBlocks.release()
    return aligned_alloc(64, (byteCount &+ 63) & ~63)
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
  // Nothing is kept for a sanitizer, which could not tell a block from the one before in its place.
  private static let sizes = gm_is_sanitized ? 0..<0 : 1 << 16..<(1 << 26) + 1
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
    free(oldest?.bytes)
    return true
  }

  /// Gives all blocks back to the system.
  static func release() {
    let all = blocks.withLock { blocks in
      defer { blocks = [] }
      return blocks
    }
    for block in all { free(block.bytes) }
  }
}
