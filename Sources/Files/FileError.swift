import Glibc

/// A file that could not be read or written.
public enum FileError: Error, Hashable, Sendable {
  /// The system refused: what was tried, the path, and the number of the error.
  case refused(action: String, path: String, code: Int32)

  /// Why, in words: `permission denied`.
  public var reason: String {
    switch self {
    case .refused(_, _, let code): FileError.words(code)
    }
  }

  /// The error in words: `cannot write x.svg: permission denied`.
  public var description: String {
    switch self {
    case .refused(let action, let path, let code):
      "cannot \(action) \(path): \(FileError.words(code))"
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
    case EINTR: "interrupted"
    default: String(cString: strerror(code)).lowercased()
    }
  }
}
