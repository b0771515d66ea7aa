import Testing

@testable import Workbench

@Suite struct GoldenDocumentTests {
  @Test(arguments: [
    "", "a", "a\n", "\n", "\n\n", "a\n\nb", "a\r\nb\r\n", "a\r\nb", "a\r\nb\n", "\r\n", "a\r",
  ])
  func textsComeBackUnchanged(_ text: String) {
    let document = GoldenDocument(text: text, form: .script)
    #expect(Array(document.text(of: document.lines).utf8) == Array(text.utf8))
  }

  @Test(arguments: [
    ("x = 1 #~ abs:1", " abs:1"),
    ("x = 1 # note #~ abs:1", nil),
    ("\"#~ a\" + \"\\\"#~ b\" #~ c", " c"),
    ("\"open #~ a", nil),
    ("#! shebang", nil),
  ])
  func trailingAnnotations(_ line: String, _ text: String?) {
    #expect(GoldenDocument.trailingAnnotation(of: line).map(String.init) == text)
  }

  @Test func annotationWords() {
    var annotation = GoldenAnnotation()
    #expect(annotation.read(" abs:1e-9 rel:1e-6 slow any skip xfail: see issue 3 ") == nil)
    #expect(annotation.tolerance == GoldenTolerance(absolute: 1e-9, relative: 1e-6))
    #expect(annotation.isSlow && annotation.isFree && annotation.isSkipped)
    #expect(annotation.expectedFailure?.hasPrefix("see issue 3") ?? false)
    for bad in ["abs:", "abs:-1", "abs:nan", "rel:inf", "tol:1", "lines", "abs"] {
      #expect(annotation.read(bad[...]) == bad)
    }
  }

  @Test func headerWords() {
    var header = GoldenHeader()
    #expect(header.read(" seed=7 digits=4 tol=rel:1e-5,abs:1e-9 slow") == nil)
    #expect(header.seed == 7 && header.digits == 4 && header.isSlow)
    #expect(header.tolerance == GoldenTolerance(absolute: 1e-9, relative: 1e-5))
    for bad in ["seed=-1", "seed=", "digits=0", "digits=18", "tol=1", "colour=red"] {
      #expect(header.read(bad[...]) == bad)
    }
  }
}
