import Foundation

/// Finds golden files and replaces them whole.
enum GoldenFiles {
  struct Entry: Hashable {
    var path: String
    var form: GoldenDocument.Form
  }

  /// The files under `paths`, in a stable order: folders are searched for `.gms` files and for
  /// Markdown with `gm>` blocks; files named outright are taken as they are.
  static func collect(_ paths: [String]) -> (files: [Entry], missing: [String]) {
    var files: [Entry] = []
    var missing: [String] = []
    var seen: Set<String> = []
    for path in paths {
      var isFolder: ObjCBool = false
      // The flag is written before the call returns.
      guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        missing.append(path)
        continue
      }
      let found =
        isFolder.boolValue ? Self.files(under: path) : [Entry(path: path, form: form(of: path))]
      for file in found where seen.insert(file.path).inserted { files.append(file) }
    }
    return (files, missing)
  }

  static func read(_ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return String(bytes: data, encoding: .utf8)
  }

  /// Writes a temporary file beside the old one and renames it; links and permissions stay.
  static func replace(_ path: String, with text: String) throws {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let manager = FileManager.default
    let permissions = try? manager.attributesOfItem(atPath: target.path)[.posixPermissions]
    try Data(text.utf8).write(to: target, options: .atomic)
    if let permissions {
      try manager.setAttributes([.posixPermissions: permissions], ofItemAtPath: target.path)
    }
  }

  private static func form(of path: String) -> GoldenDocument.Form {
    path.lowercased().hasSuffix(".md") ? .transcript : .script
  }

  private static func files(under folder: String) -> [Entry] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return []
    }
    var result: [Entry] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        continue
      }
      if isFolder.boolValue {
        if !isLink(path) { result += files(under: path) }
      } else if name.hasSuffix(".gms") {
        result.append(Entry(path: path, form: .script))
      } else if form(of: name) == .transcript, GoldenDocument.hasTranscript(read(path) ?? "") {
        result.append(Entry(path: path, form: .transcript))
      }
    }
    return result
  }

  // A link to a folder above would never end.
  private static func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }
}
