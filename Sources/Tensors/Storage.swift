/// The bytes of a tensor: aligned to 64, counted by `MemoryBudget`, shared until written to.
final class Storage: @unchecked Sendable {
  // Sendable because a storage is written only while its one owner fills it, or after
  // `isKnownUniquelyReferenced` said that nobody else can see it.
  let bytes: UnsafeMutableRawPointer
  let byteCount: Int

  init(byteCount: Int) throws(TensorError) {
    try MemoryBudget.reserve(byteCount)
    self.byteCount = byteCount
    // Small blocks take the allocator's own 16 bytes of alignment: its fast path.
    bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(byteCount, 16), alignment: byteCount >= 256 ? 64 : 16)
  }

  deinit {
    bytes.deallocate()
    MemoryBudget.release(byteCount)
  }
}
