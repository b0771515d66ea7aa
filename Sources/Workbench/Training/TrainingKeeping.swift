import Foundation
import Language

/// A file in which a training keeps its run on the way.
struct TrainingKeeping {
  private let target: FileTarget
  /// After how many steps it is kept again.
  let every: Int
  private let code: CodeLibrary
  private let span: SourceSpan

  /// What two arguments ask for, nil where that is nothing; a file that could not be written is refused
  /// before the first step.
  init?(_ a: Bound, path: Int, every: Int, _ files: FilePlaces) throws(Fault) {
    if a.isNone(path) { return nil }
    span = a.spans[path]
    guard case .text(let typed) = a[path] else {
      throw Fault(
        "type", "train: keep is the name of a file, not \(a[path].kindDescription)", at: span,
        hint: "keep=\"run.gmw\"")
    }
    guard typed.lowercased().hasSuffix(WorkspaceFiles.ending) else {
      throw Fault(
        "argument", "train: a run is kept in a workspace, whose name ends in .gmw, not in \(typed)",
        at: span, hint: "keep=\"run.gmw\"")
    }
    target = try files.writing(typed, at: span)
    self.every = try a.size(every, default: 1000)
    code = files.code
    guard self.every >= 1 else {
      throw a.fault(every, "every must be at least 1, not \(self.every)", code: "domain")
    }
    let folder = (target.path as NSString).deletingLastPathComponent
    let place = folder.isEmpty ? "." : folder
    guard !target.isWritten || FileManager.default.isWritableFile(atPath: place) else {
      throw Fault("file", "train: nothing can be written in \(folder)", at: span)
    }
  }

  /// The number of the step after which the run is kept next.
  func next(after step: Int, until last: Int) -> Int { min(last, step - step % every + every) }

  /// Keeps a run; where that fails the training goes on, as it is worth more than the file.
  func keep(_ run: Value, _ output: Output, _ r: borrowing Slots) {
    do throws(Fault) { try WorkspaceFiles.write(run, to: target, code, r) } catch {
      output.show(.diagnostic("warning: the run is not kept: \(error.details.message)\n"))
    }
  }
}
