import Foundation
import Synchronization

/// The limit on bytes held by tensors: 80 % of the memory available at the first large
/// allocation, or of the control group's limit, unless the user sets another.
///
/// A single allocation or a sum of them beyond the limit is refused with an error, so that no
/// script can make the machine swap or the kernel kill the process.
public enum MemoryBudget {
  private static let used = Atomic<Int>(0)
  private static let limit = Atomic<Int>(0)

  /// Bytes now held by tensors.
  public static var bytesInUse: Int { used.load(ordering: .relaxed) }

  /// The limit in bytes.
  public static var bytesAllowed: Int {
    let known = limit.load(ordering: .relaxed)
    if known != 0 { return known }
    let measured = measure()
    limit.store(measured, ordering: .relaxed)
    return measured
  }

  /// Sets the limit in bytes, at least one page.
  public static func allow(bytes: Int) { limit.store(max(4096, bytes), ordering: .relaxed) }

  static func reserve(_ bytes: Int) throws(TensorError) {
    let (total, overflow) = used.load(ordering: .relaxed).addingReportingOverflow(bytes)
    if overflow || total > bytesAllowed {
      throw .memory(bytes: bytes, available: max(0, bytesAllowed - bytesInUse))
    }
    used.add(bytes, ordering: .relaxed)
  }

  static func release(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }

  private static func measure() -> Int {
    var available = 4 << 30
    if let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("MemAvailable:") }),
      let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    {
      available = kilobytes * 1024
    }
    for path in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8),
        let bytes = Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
      else { continue }
      available = min(available, bytes)
    }
    return available / 5 * 4
  }
}
