/// Texts that several columns have, from which each column takes its own.
struct SharedTexts {
  private let distinct: [String]
  /// Where each text stands in the column that is being made, -1 where it does not.
  private var places: [Int]

  init(_ distinct: [String]) {
    self.distinct = distinct
    places = [Int](repeating: -1, count: distinct.count)
  }

  /// The column with the texts at these places; it keeps no others.
  mutating func column(_ codes: [Int]) -> TextColumn {
    var own: [String] = [], taken: [Int] = []
    let ownCodes = codes.map { code in
      if places[code] < 0 {
        places[code] = own.count
        own.append(distinct[code])
        taken.append(code)
      }
      return places[code]
    }
    for code in taken { places[code] = -1 }
    return TextColumn(distinct: own, codes: ownCodes)
  }
}
