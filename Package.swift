// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Every build is native to its machine: one `-march` for all our targets, so that no module is
// compiled for another CPU level than its neighbour. Any level gives the same bits; x86-64-v3 is
// the floor for speed. GM_MARCH overrides (baseline: x86-64).
let level: String = {
  let environment = ProcessInfo.processInfo.environment
  if let chosen = environment["GM_MARCH"], !chosen.isEmpty { return chosen }
  guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
    let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
  else { return "x86-64" }
  let flags = Set(line.split(separator: " ").map(String.init))
  if flags.isSuperset(of: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]) {
    return "x86-64-v4"
  }
  if flags.isSuperset(of: ["avx2", "fma", "bmi1", "bmi2", "f16c"]) { return "x86-64-v3" }
  return "x86-64"
}()

let native: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-march=\(level)"])]
// With GM_TEST_BUILD the debug build is optimised throughout: tests of everything take a third of
// the time. Without it a change is built faster.
let testing: [SwiftSetting] =
  Context.environment["GM_TEST_BUILD"] == nil
  ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]
// With GM_FUZZ, the path of libFuzzer's library, all is compiled so that libFuzzer sees which code
// an input reaches, and there is an executable that drives it: scripts/fuzz.
let fuzzer = Context.environment["GM_FUZZ"]
let followed: [SwiftSetting] =
  fuzzer == nil
  ? [] : [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library", "-enable-testing"])]
let safe: [SwiftSetting] =
  native + testing + followed + [.strictMemorySafety(), .treatAllWarnings(as: .error)]
// Kernels are optimised in debug builds too: the tests run millions of elements through them.
let kernels: [SwiftSetting] =
  native + followed + [
    .unsafeFlags(["-O"], .when(configuration: .debug)), .treatAllWarnings(as: .error),
  ]
// Unsafe code stands in the renderer that calls cairo.
let plotting: [SwiftSetting] =
  native + testing + followed + [.treatAllWarnings(as: .error)]
// Files are read where they lie in memory, in optimised code also in debug builds: the tests read
// millions of mutated ones.
let files: [SwiftSetting] =
  native + followed + [
    .unsafeFlags(["-O"], .when(configuration: .debug)), .treatAllWarnings(as: .error),
  ]
let nativeC: [CSetting] = [.unsafeFlags(["-march=\(level)", "-ffp-contract=off"])]

// Reference LAPACK, linked statically: the same bits on every machine that has this version.
let lapackFolders = [
  "/usr/lib/x86_64-linux-gnu/lapack", "/usr/lib/x86_64-linux-gnu/blas",
  "/usr/lib/gcc/x86_64-linux-gnu/12",
]
let lapack: [LinkerSetting] = [
  .unsafeFlags(
    lapackFolders.map { "-L\($0)" }
      + ["liblapack.a", "libblas.a", "libgfortran.a", "libquadmath.a"]
      .flatMap { ["-Xlinker", "-l:\($0)"] })
]

// Pictures as files: PNG and PDF (cairo), GIF (giflib), checksums of PNG (zlib).
let pictures: [LinkerSetting] = ["cairo", "gif", "z"].map { .linkedLibrary($0) }

// What packs and unpacks files: zlib (npz, gz), libpng.
let codecs: [LinkerSetting] = ["png16", "z"].map { .linkedLibrary($0) }

// The modules of gm's library, which CTables embeds.
let library = "\(Context.packageDirectory)/Sources/Workbench/Library"

// What is fuzzed; it sees into modules, as only tests may, unless all is compiled for it.
let fuzzed: [Target.Dependency] = [
  "Workbench", "Language", "Plotting", "Storage", "ArrayFiles", "Files", "Tracing", "Tensors",
  "TestSupport",
]
let fuzzing: Target =
  fuzzer == nil
  ? .testTarget(name: "Fuzzing", dependencies: fuzzed, swiftSettings: native)
  : .target(
    name: "Fuzzing", dependencies: fuzzed, path: "Tests/Fuzzing", swiftSettings: native)

let package = Package(
  name: "gm",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(name: "CKernels", cSettings: nativeC),
    .target(name: "CLapack", cSettings: nativeC, linkerSettings: lapack),
    .target(
      name: "CTables", exclude: ["tables"],
      cSettings: nativeC + [.unsafeFlags(["--embed-dir=\(library)"])]),
    .target(name: "CEditline", cSettings: nativeC, linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "Tensors", dependencies: ["CKernels", "CLapack"], swiftSettings: kernels),
    .target(name: "Tracing", dependencies: ["Tensors"], swiftSettings: safe),
    .target(name: "Modeling", dependencies: ["Tracing", "Tensors"], swiftSettings: safe),
    .target(name: "Language", swiftSettings: safe),
    .target(name: "CCodecs", cSettings: nativeC, linkerSettings: codecs),
    .target(name: "Files", dependencies: ["CCodecs"], swiftSettings: files),
    .target(
      name: "ArrayFiles", dependencies: ["Files", "CCodecs", "Tensors"], swiftSettings: files),
    .target(
      name: "Storage",
      dependencies: [
        "Files", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: files),
    .target(name: "CPicture", cSettings: nativeC, linkerSettings: pictures),
    .target(name: "Plotting", dependencies: ["CPicture", "Files"], swiftSettings: plotting),
    .target(
      name: "Workbench",
      dependencies: [
        "CTables", "Language", "Modeling", "Plotting", "Storage", "ArrayFiles", "Files", "Tracing",
        "Tensors",
      ],
      exclude: ["Library"], swiftSettings: safe),
    .executableTarget(
      name: "gm",
      dependencies: [
        "Workbench", "Plotting", "Storage", "CEditline",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: native),
    .target(name: "CTerminal", path: "Tests/CTerminal", cSettings: nativeC),
    .testTarget(
      name: "TensorsTests", dependencies: ["Tensors", "TestSupport"], swiftSettings: native),
    .testTarget(
      name: "TracingTests", dependencies: ["Tracing", "Tensors", "TestSupport"],
      swiftSettings: native),
    .testTarget(
      name: "ModelingTests", dependencies: ["Modeling", "Tracing", "Tensors", "TestSupport"],
      swiftSettings: native),
    .target(
      name: "TestSupport", dependencies: ["CKernels", "Tensors"], path: "Tests/TestSupport",
      swiftSettings: native),
    .testTarget(
      name: "LanguageTests", dependencies: ["Language", "TestSupport"], swiftSettings: native),
    fuzzing,
    .testTarget(
      name: "FuzzingTests", dependencies: ["Fuzzing", "TestSupport"], swiftSettings: native),
    .testTarget(name: "FilesTests", dependencies: ["Files"], swiftSettings: native),
    .testTarget(
      name: "ArrayFilesTests", dependencies: ["ArrayFiles", "Files", "Tensors", "TestSupport"],
      exclude: ["Fixtures"],
      swiftSettings: native),
    .testTarget(
      name: "StorageTests",
      dependencies: [
        "Storage", "Files", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: native),
    .testTarget(
      name: "PlottingTests", dependencies: ["Plotting", "Files"], exclude: ["Marks/Goldens"],
      swiftSettings: native),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "Workbench", "Language", "Plotting", "Storage", "Files", "Tracing", "Tensors",
        "TestSupport", "Fuzzing",
      ],
      exclude: ["Workspaces/Fixtures", "Fixtures"],
      swiftSettings: native),
    .testTarget(
      name: "gmTests", dependencies: ["CTerminal", "TestSupport"], swiftSettings: native),
  ]
    + (fuzzer.map { library in
      [
        .executableTarget(
          name: "fuzz", dependencies: ["Fuzzing", "TestSupport"], path: "Tests/fuzz",
          swiftSettings: native, linkerSettings: [.unsafeFlags([library, "-lstdc++"])])
      ]
    } ?? []),
  swiftLanguageModes: [.v6]
)
