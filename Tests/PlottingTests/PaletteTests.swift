import Foundation
import Testing

@testable import Plotting

/// The series' colours can be told apart by every eye, in grey, and from the background.
@Suite struct PaletteTests {
  static let themes: [Theme] = [.light, .dark]

  /// Linear light as seen by eyes that lack a kind of cone (Machado, Oliveira and Fernandes 2009,
  /// severity 1); the first matrix is that of all three kinds.
  static let eyes: [[[Double]]] = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [
      [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
      [-0.011820, 0.042940, 0.968881],
    ],
    [
      [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.303900],
    ],
  ]

  /// The colour in CIELAB (white D65) as an eye sees it.
  private func lab(_ colour: Colour, eye: [[Double]]) -> [Double] {
    let linear = [colour.red, colour.green, colour.blue].map(Colour.linear)
    let seen = product(eye, linear).map { max(0, min(1, $0)) }
    let toXYZ = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let white = product(toXYZ, [1, 1, 1])
    let f = zip(product(toXYZ, seen), white).map { part, most in
      let t = part / most
      return t > 216.0 / 24389 ? cbrt(t) : (t * 24389 / 27 + 16) / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  private func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  private func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  @Test(arguments: themes, eyes) func differToEveryEye(theme: Theme, eye: [[Double]]) {
    let seen = theme.series.map { lab($0, eye: eye) }
    for a in seen.indices {
      for b in seen.indices where a < b {
        #expect(distance(seen[a], seen[b]) >= (b < 5 ? 20 : 12), "series \(a) and \(b)")
      }
    }
  }

  @Test(arguments: themes) func neighboursDifferInGrey(theme: Theme) {
    for (a, b) in zip(theme.series, theme.series.dropFirst()) {
      #expect(abs(a.lightness - b.lightness) >= 14)
    }
  }

  private func contrast(_ a: Colour, _ b: Colour) -> Double {
    let light = max(a.luminance, b.luminance), dark = min(a.luminance, b.luminance)
    return (light + 0.05) / (dark + 0.05)
  }

  @Test(arguments: themes) func standOutFromTheBackground(theme: Theme) {
    for colour in theme.series { #expect(contrast(colour, theme.background) >= 2.99) }
    #expect(contrast(theme.text, theme.background) >= 7)
    #expect(contrast(theme.axis, theme.background) >= 4.5)
    #expect(contrast(theme.muted, theme.background) >= 2.9)
    // The grid is seen, but not before anything else.
    #expect((1.1...1.6).contains(contrast(theme.grid, theme.background)))
  }

  /// Lightness by its definition.
  @Test func lightnessIsThatOfCIELAB() {
    for theme in Self.themes {
      for colour in theme.series {
        #expect(abs(lab(colour, eye: Self.eyes[0])[0] - colour.lightness) < 0.01)
      }
    }
  }
}
