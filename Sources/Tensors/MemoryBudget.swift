import Foundation
import Synchronization

/// The limit on bytes held by tensors: 80 % of the memory available at the first large
/// allocation, or of the control group's limit, unless the user sets another.
///
/// A single allocation or a sum of them beyond the limit is refused with an error, so that no
/// script can make the machine swap or the kernel kill the process.
public enum MemoryBudget {
  private static let reserved = Atomic<Int>(0)
  private static let released = Atomic<Int>(0)
  private static let peak = Atomic<Int>(0)
  /// The bytes that threads may still reserve, of those whose work is bounded, and how many they are: a
  /// glance at the number is all that costs elsewhere.
  private static let rations = Mutex<[UInt: Int]>([:])
  private static let rationed = Atomic<Int>(0)
  private static let limit = Atomic<Int>(0)

  /// Bytes now held by tensors.
  public static var bytesInUse: Int { bytesEverReserved - released.load(ordering: .relaxed) }

  /// Bytes ever reserved, also those that were given back: a measure of work.
  public static var bytesEverReserved: Int { reserved.load(ordering: .relaxed) }

  /// The most bytes that tensors held at a time so far.
  public static var peakBytes: Int { peak.load(ordering: .relaxed) }

  /// The limit in bytes.
  public static var bytesAllowed: Int {
    let known = limit.load(ordering: .relaxed)
    if known != 0 { return known }
    // What tensors hold counts against the limit, and is not among what is left.
    let measured = (available() + bytesInUse) / 5 * 4
    limit.store(measured, ordering: .relaxed)
    return measured
  }

  /// Forgets a limit that was set: the next allocation measures it anew.
  public static func measure() { limit.store(0, ordering: .relaxed) }

  /// Sets the limit in bytes, at least one page.
  public static func allow(bytes: Int) { limit.store(max(4096, bytes), ordering: .relaxed) }

  /// Bounds the bytes that this thread may still reserve, whatever is given back; nil lifts the bound.
  ///
  /// - Returns: What was left of the bound before, if there was one.
  @discardableResult
  public static func ration(_ bytes: Int?) -> Int? {
    let thread = UInt(pthread_self())
    return rations.withLock { rations in
      let before = rations[thread]
      rations[thread] = bytes
      rationed.store(rations.count, ordering: .relaxed)
      return before
    }
  }

  /// Whether the work of any thread is bounded.
  private static var isRationed: Bool { rationed.load(ordering: .relaxed) != 0 }

  /// Takes bytes from the ration of this thread, if it has one; false where too few are left.
  private static func isWithinRation(_ bytes: Int) -> Bool {
    guard rationed.load(ordering: .relaxed) != 0 else { return true }
    let thread = UInt(pthread_self())
    return rations.withLock { rations in
      guard let left = rations[thread] else { return true }
      guard bytes <= left else { return false }
      rations[thread] = left - bytes
      return true
    }
  }

  /// Counts bytes that are about to be allocated, or refuses them.
  public static func reserve(_ bytes: Int) throws(TensorError) {
    let (total, overflow) = bytesEverReserved.addingReportingOverflow(bytes)
    let held = total &- released.load(ordering: .relaxed)
    if overflow || held > bytesAllowed {
      throw .memory(bytes: bytes, available: max(0, bytesAllowed - bytesInUse))
    }
    guard isWithinRation(bytes) else { throw .fuel }
    reserved.add(bytes, ordering: .relaxed)
    // Of two threads that reserve at once one may be left out: the figure is for show.
    if held > peak.load(ordering: .relaxed) { peak.store(held, ordering: .relaxed) }
  }

  /// Counts work of this thread that holds no memory as so many bytes reserved and given back.
  public static func count(work bytes: Int) throws(TensorError) {
    guard isWithinRation(bytes) else { throw .fuel }
    reserved.add(bytes, ordering: .relaxed)
    released.add(bytes, ordering: .relaxed)
  }

  /// Counts work of this thread before it is done, where work is bounded; elsewhere nothing.
  public static func charge(work bytes: Int) throws(TensorError) {
    if isRationed { try count(work: bytes) }
  }

  /// Counts work of this thread that is done, where work is bounded: whoever looks at the bound next finds
  /// it passed.
  public static func note(work bytes: Int) {
    guard isRationed else { return }
    let thread = UInt(pthread_self())
    rations.withLock { rations in
      if let left = rations[thread] { rations[thread] = max(0, left - bytes) }
    }
    reserved.add(bytes, ordering: .relaxed)
    released.add(bytes, ordering: .relaxed)
  }

  /// Gives counted bytes back.
  public static func release(_ bytes: Int) { released.add(bytes, ordering: .relaxed) }

  /// The bytes that the system has left, about as many as it would give.
  static func available() -> Int {
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
      available = min(available, max(0, bytes - bytesInUse))
    }
    return min(available, addressSpaceLeft() ?? .max)
  }

  /// What a limit on the address space leaves: stacks and libraries take of it, too; nil where there is none.
  private static func addressSpaceLeft() -> Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      limit.rlim_cur < rlim_t(Int.max)
    else { return nil }
    let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = text?.split(separator: " ").first.flatMap { Int($0) } ?? 0
    return max(0, Int(limit.rlim_cur) - pages * sysconf(Int32(_SC_PAGESIZE)))
  }
}
