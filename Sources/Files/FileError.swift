import Glibc

/// A file that could not be read or written.
public enum FileError: Error, Hashable, Sendable {
  /// The system refused: what was tried, the path, and the number of the error.
  case refused(action: String, path: String, code: Int32)
  /// What is to be written lies in a mapped file that another program cut short or wrote to.
  case changed(path: String)
  /// What is to be read lies outside the folder that reading keeps to.
  case outside(path: String)
  /// What is to be read is a pipe or a device.
  case special(path: String)

  /// Why, in words: `permission denied`.
  public var reason: String {
    switch self {
    case .refused(_, _, let code): FileError.words(code)
    case .changed(let path):
      "numbers of it lie in \(path), which was cut short or written to since it was loaded"
    case .outside: "it lies outside the folder"
    case .special: "it is a pipe or a device, and no file"
    }
  }

  /// The error in words: `cannot write x.svg: permission denied`.
  public var description: String {
    switch self {
    case .refused(let action, let path, let code):
      "cannot \(action) \(path): \(FileError.words(code))"
    case .changed: "cannot write: \(reason)"
    case .outside(let path), .special(let path): "cannot read \(path): \(reason)"
    }
  }

  private static func words(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file or folder"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "it is a folder"
    case ENXIO: "nobody reads the pipe"
    case ENOTDIR: "a part of the path is no folder"
    case ENOSPC: "no space left on the device"
    case EROFS: "the file system is read-only"
    case ENAMETOOLONG: "the name is too long"
    case EDQUOT: "the disk quota is used up"
    case EFAULT: "what is to be written lies in a file that was cut short meanwhile"
    case EFBIG: "the file is larger than the system allows"
    case EINTR: "interrupted"
    default: String(cString: strerror(code)).lowercased()
    }
  }
}
