extension MatrixMultiply {
  /// How the blocks of one product are run.
  enum Schedule {
    /// On the calling thread, without polling for Ctrl-C.
    case alone
    /// On the thread pool; throws when interrupted.
    case threads
    /// On the thread pool, not interruptible: for LAPACK, which cannot stop half way.
    case threadsToTheEnd

    func forEachBlock(
      count: Int, block: Int, _ body: (Range<Int>) -> Void
    ) throws(TensorError) {
      switch self {
      case .alone: body(0..<count)
      case .threads: try ThreadPool.forEachBlock(count: count, block: block, body)
      case .threadsToTheEnd:
        ThreadPool.forEachBlockToTheEnd(count: count, block: block, body)
      }
    }
  }

  /// The right factor: real, or complex and seen as the real matrix of twice the rows and columns
  /// [[re, im], [-im, re]], whose product with interleaved complex rows is the complex product.
  struct Right<S> {
    var base: UnsafePointer<S>
    var rowStride: Int
    var columnStride: Int
    var isComplex = false
    var conjugates = false
    /// A factor that every element is multiplied by while it is packed.
    var scale: (real: S, imaginary: S)?
  }
}
