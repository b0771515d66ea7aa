extension Raster {
  /// Whether it is so coarse in a box that its pixels are to be seen as they are.
  func isEnlarged(in box: Box) -> Bool {
    Double(width) <= box.width * 2 && Double(height) <= box.height * 2
  }
}
