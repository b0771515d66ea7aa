import CKernels

/// The loops that fill events with the numbers of a core; every number depends on its key and its
/// position alone.
struct NoiseRows<Core: NoiseCore> {
  private typealias Words = SIMD16<UInt32>

  let keys: UnsafePointer<Int>
  let keyCount: Int
  /// The elements of one key.
  let event: Int
  let out: UnsafeMutablePointer<Core.Number>

  /// Units that one call of the core makes.
  @inline(__always)
  private static var lanes: Int { 16 / Core.blocks }
  /// Units of one thread's share of an event: a multiple of the lanes.
  private static var chunk: Int { 4096 }

  /// The units of one event.
  private var units: Int { (event - 1) / Core.width + 1 }

  /// Fills all events.
  func fill() throws(TensorError) {
    guard keyCount > 0, event > 0 else { return }
    let units = units
    if units < Self.lanes {
      try forEachBlock(keyCount * units, size: Self.chunk) { range in
        if units == 1 { fillScalars(range) } else { fillShort(range, units) }
      }
      return
    }
    let chunks = (units - 1) / Self.chunk + 1
    // Short events are taken together.
    try forEachBlock(keyCount * chunks, size: max(1, Self.chunk / units)) { range in
      for place in range {
        let key = place / chunks, first = place % chunks * Self.chunk
        fillLong(key, first, min(units - first, Self.chunk))
      }
    }
  }

  /// Units of one event from a multiple of `chunk` on: the lanes are its counters.
  private func fillLong(_ index: Int, _ first: Int, _ count: Int) {
    let key = UInt64(bitPattern: Int64(keys[index]))
    let k0 = Words(repeating: UInt32(truncatingIfNeeded: key))
    let k1 = Words(repeating: UInt32(truncatingIfNeeded: key >> 32))
    let block = UInt64(first * Core.blocks)
    // Within a chunk the lower word does not overflow.
    var c0 = Words(repeating: UInt32(truncatingIfNeeded: block)) &+ Self.offsets
    let c1 = Words(repeating: UInt32(truncatingIfNeeded: block >> 32))
    var target = out + index * event + first * Core.width
    let end = out + index * event + min(event, (first + count) * Core.width)
    while end - target >= Self.lanes * Core.width {
      Core.write(Threefry.block(key: k0, k1, counter: c0, c1), to: target)
      c0 = c0 &+ Words(repeating: 16)
      target += Self.lanes * Core.width
    }
    let rest = end - target
    if rest > 0 {
      withRoom { room in
        Core.write(Threefry.block(key: k0, k1, counter: c0, c1), to: room)
        target.update(from: room, count: rest)
      }
    }
  }

  /// One unit from each of some keys: the lanes are the keys.
  private func fillScalars(_ range: Range<Int>) {
    let counter = Self.subblocks, zero = Words(repeating: 0)
    withRoom { room in
      var index = range.lowerBound
      while index < range.upperBound {
        let count = min(Self.lanes, range.upperBound - index)
        let (k0, k1) = Self.words(keys + index, count)
        let bits = Threefry.block(key: k0, k1, counter: counter, zero)
        if count == Self.lanes, event == Core.width {
          Core.write(bits, to: out + index * event)
        } else if count == Self.lanes {
          Core.writeFirsts(bits, to: out + index)
        } else {
          Core.write(bits, to: room)
          for i in 0..<count {
            (out + (index + i) * event).update(from: room + i * Core.width, count: event)
          }
        }
        index += count
      }
    }
  }

  /// Units of events shorter than a vector, numbered through all keys.
  private func fillShort(_ range: Range<Int>, _ units: Int) {
    let zero = Words(repeating: 0)
    withRoom { room in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.lanes + 8) { some in
        some.initialize(repeating: 0)
        var key = range.lowerBound / units, unit = range.lowerBound % units
        var start = range.lowerBound
        while start < range.upperBound {
          let count = min(Self.lanes, range.upperBound - start)
          let firstKey = key, firstUnit = unit
          guard let base = some.baseAddress else { return }
          let counters = UnsafeMutableRawPointer(base + Self.lanes)
            .assumingMemoryBound(to: UInt32.self)
          for lane in 0..<count {
            base[lane] = keys[key]
            counters[lane] = UInt32(truncatingIfNeeded: unit &* Core.blocks)
            unit &+= 1
            if unit == units { (key, unit) = (key &+ 1, 0) }
          }
          let (k0, k1) = Self.words(base, count)
          let counter = Self.counter(counters)
          let bits = Threefry.block(key: k0, k1, counter: counter, zero)
          if count == Self.lanes, event == units * Core.width {
            // Without gaps between events units lie one after another.
            Core.write(bits, to: out + start * Core.width)
          } else {
            Core.write(bits, to: room)
            copyShort(room, count, firstKey, firstUnit, units)
          }
          start += count
        }
      }
    }
  }

  /// Puts the numbers of consecutive units in their places: all of a unit, but for the last one of
  /// an event of odd length.
  private func copyShort(
    _ room: UnsafeMutablePointer<Core.Number>, _ count: Int, _ key: Int, _ unit: Int, _ units: Int
  ) {
    var key = key, unit = unit
    for lane in 0..<count {
      let first = unit * Core.width
      for i in 0..<min(Core.width, event - first) {
        out[key * event + first + i] = room[lane * Core.width + i]
      }
      unit += 1
      if unit == units { (key, unit) = (key + 1, 0) }
    }
  }

  /// Room for the numbers of one call of the core.
  @inline(__always)
  private func withRoom(_ body: (UnsafeMutablePointer<Core.Number>) -> Void) {
    withUnsafeTemporaryAllocation(of: Core.Number.self, capacity: 32) { room in
      if let base = room.baseAddress { body(base) }
    }
  }

  /// The lower and upper words of up to as many keys as there are units, in the lanes of their
  /// blocks.
  @inline(__always)
  private static func words(_ keys: UnsafePointer<Int>, _ count: Int) -> (Words, Words) {
    var low = Words(repeating: 0), high = low
    if count == lanes {
      let raw = UnsafeRawPointer(keys)
      low = raw.loadUnaligned(as: Words.self)
      high = blocks2 ? low : (raw + 64).loadUnaligned(as: Words.self)
    } else {
      for lane in 0..<count {
        let key = UInt64(bitPattern: Int64(keys[lane]))
        let word = UInt32(truncatingIfNeeded: key), upper = UInt32(truncatingIfNeeded: key >> 32)
        if lane < 8 {
          low[2 * lane] = word
          low[2 * lane + 1] = upper
        } else {
          high[2 * lane - 16] = word
          high[2 * lane - 15] = upper
        }
      }
      if blocks2 { high = low }
    }
    return (gm_evens_u32x16(low, high), gm_odds_u32x16(low, high))
  }

  /// The counters of the blocks of units whose first blocks have these counters.
  @inline(__always)
  private static func counter(_ first: UnsafePointer<UInt32>) -> Words {
    let raw = UnsafeRawPointer(first)
    if !blocks2 { return raw.loadUnaligned(as: Words.self) }
    let half = raw.loadUnaligned(as: SIMD8<UInt32>.self)
    return Words(lowHalf: half, highHalf: half) &+ subblocks
  }

  @inline(__always)
  private static var blocks2: Bool { Core.blocks == 2 }

  /// The counters of the first units' blocks.
  @inline(__always)
  private static var offsets: Words {
    blocks2
      ? Words(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15)
      : Words(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  }

  /// The place of each lane's block in its unit.
  @inline(__always)
  private static var subblocks: Words {
    blocks2 ? Words(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1) : Words(repeating: 0)
  }
}
